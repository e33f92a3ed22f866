// The scripted model of bench/ keeps its word: the same request has the same answer, and answers score on average what
// the truth says, so that what is proved on it is proved.

import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { answerTask, type Known } from '../bench/scripted-model/answer.ts';
import { genericExamples, genericScore } from '../bench/scripted-model/generic-task.ts';
import { startScriptedModel } from '../bench/scripted-model/server.ts';
import { sentences, surfaceNames } from '../bench/scripted-model/surface.ts';
import { renderMessages } from '../src/program/chat.ts';
import { renderProgram } from '../src/program/compiled.ts';
import { meanScore } from '../src/program/metric.ts';
import { baQuality } from '../src/program/metrics/ba-quality.ts';
import { completeness } from '../src/program/metrics/completeness.ts';
import { negativeCoverage } from '../src/program/metrics/negative-coverage.ts';
import { qaQuality } from '../src/program/metrics/qa-quality.ts';
import { parseAnswer } from '../src/program/parse-answer.ts';
import type { Predictor } from '../src/program/program.ts';
import { declareRole } from '../src/program/roles.ts';

const server = await startScriptedModel();
afterAll(() => server.close());
const origin = new URL(server.url).origin;

const field = (name: string) => ({ name, type: 'str' as const, description: `\${${name}}` });
const [shown, asked] = [genericExamples(3, 7), genericExamples(500, 8)];
const predictor: Predictor = {
  path: 'self',
  module: 'Predict',
  signature: {
    instructions: `Do the task. ${sentences[3]}\n${sentences[5]}`,
    inputs: [field('input')],
    outputs: [field('output')],
  },
  demos: shown.map((values) => ({ augmented: true, values })),
};

async function ask(path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${origin}${path}`, init)).json();
}

async function complete(path: string, input: string, json = false): Promise<string> {
  const messages = renderMessages(predictor, { input });
  const format = json ? { response_format: { type: 'json_object' } } : {};
  const answer = await ask(`${path}/v1/chat/completions`, { messages, ...format });
  return (answer as { choices: [{ message: { content: string } }] }).choices[0].message.content;
}

describe.each(surfaceNames)('on the surface %s', (surface) => {
  test('answers score on average what the truth says, and are the same when asked again', async () => {
    const path = `/${surface}/3`;
    const answers = await Promise.all(asked.map(({ input }) => complete(path, input)));
    const scores = answers.map((text, index) => {
      const parsed = parseAnswer(predictor, text);
      return genericScore(asked[index]?.output ?? '', String(parsed.output));
    });
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const spread = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
    const program = JSON.parse(renderProgram({ role: 'words', predictors: [predictor] }));
    const { truth } = (await ask(`${path}/truth`, program)) as { truth: number };
    expect(Math.abs(mean - truth)).toBeLessThan((4 * spread) / Math.sqrt(scores.length));

    expect(await complete(path, asked[0]?.input ?? '')).toBe(answers[0]);
    const { truths } = (await ask(`${path}/stats`)) as { truths: number[] };
    expect(truths).toEqual(Array(asked.length + 1).fill(truth));
  });
});

test('another seed is another surface, JSON mode is JSON, and what it cannot read it refuses', async () => {
  const input = asked[0]?.input ?? '';
  const several = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => complete(`/both/${seed}`, input)));
  expect(new Set(several).size).toBeGreaterThan(1);
  expect(Object.keys(JSON.parse(await complete('/both/1', input, true)))).toEqual(['output']);
  expect(await ask('/nowhere/1/v1/models')).toHaveProperty('error');
  expect(await ask('/both/1/v1/chat/completions', {})).toHaveProperty('error');
});

const records = Object.fromEntries(
  ['ba', 'qa'].map((role) => {
    const lines = readFileSync(`data/production/${role}_train.jsonl`, 'utf8').trim().split('\n');
    return [role, lines.map((line) => JSON.parse(line))];
  }),
);
const known: Known = new Map(
  Object.values(records).flatMap((all) => all.map((one) => [one.concept ?? one.story_title, one])),
);

test.each([
  { role: 'ba', metric: baQuality },
  { role: 'ba', metric: completeness },
  { role: 'qa', metric: qaQuality },
  { role: 'qa', metric: negativeCoverage },
])('$role: better answers score higher by $metric.name, the best in full', async ({ role, metric }) => {
  const { program, toExample } = declareRole(role, undefined, () => metric);
  const outputs = program.predictors.flatMap(({ signature }) => signature.outputs.map(({ name }) => name));
  const examples = (records[role] ?? []).map((record, index) =>
    toExample(record, { path: 'data.jsonl', line: index + 1 }),
  );
  const mean = async (quality: number) => {
    const scores = examples.flatMap((example) =>
      ['a', 'b', 'c', 'd'].map((draw) => {
        const inputs = example.inputs as Record<string, string>;
        const answer = answerTask(outputs, inputs, quality, `${draw} ${example.key}`, known);
        return metric.score(example, answer, { model: null, signal: new AbortController().signal, sample: '' });
      }),
    );
    return meanScore(await Promise.all(scores)) ?? 0;
  };
  const means = await Promise.all([0.1, 0.4, 0.8, 1].map(mean));
  expect(means).toEqual([...means].sort((a, b) => a - b));
  expect(new Set(means).size).toBe(4);
  expect(means.at(-1)).toBeGreaterThan(0.99);
});
