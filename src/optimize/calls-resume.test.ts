// A tuning that was killed anywhere and goes on ends with the same trials and the same program, and asks nothing twice.

import { expect, test } from 'vitest';
import type { Example } from '../program/example.ts';
import { type Call, ModelError } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import { Budget } from './budget.ts';
import { openCalls } from './calls.ts';
import { parseJournal } from './calls-journal.ts';
import { tune } from './mipro.ts';
import { random } from './random.ts';
import { resolveSettings } from './settings.ts';
import { chatAnswer } from './testing-model.ts';

const program: Program = {
  role: 'sums',
  predictors: [
    {
      ...{ path: 'self', module: 'Predict', demos: [] },
      signature: {
        instructions: 'Add.',
        inputs: [{ name: 'question', type: 'str', description: 'A sum' }],
        outputs: [{ name: 'answer', type: 'str', description: 'What it comes to' }],
      },
    },
  ],
};
const examples = Array.from({ length: 40 }, (_, number): Example => {
  const labels = { answer: `${number + 1}` };
  return { key: `e${number}`, inputs: { question: `${number} + 1?` }, labels, record: {}, path: 'f', line: number + 1 };
});
const metric = {
  name: 'exact',
  score: ({ labels }: Example, { answer }: Record<string, unknown>) => ({
    ...{ score: answer === labels.answer ? 1 : 0, weight: 1, reasons: [] },
  }),
};

/** Right now and then, more often with demos; one prompt in forty never has an answer. */
function answerOf({ messages, seed = 0 }: Call): string {
  const prompt = messages.map(({ content }) => content).join('\n');
  const last = messages.at(-1)?.content ?? '';
  const field = /starting with the field `\[\[ ## (\w+) ## ]]`/.exec(last)?.[1] ?? 'answer';
  if (field !== 'answer') return chatAnswer({ [field]: `Word ${seed}` });
  const luck = random(0, prompt).uniform();
  if (luck > 0.975) throw new ModelError('reply', 'nothing came');
  const number = Number(/(\d+) \+ 1\?/.exec(last)?.[1]);
  return chatAnswer({ answer: luck < 0.3 + messages.length / 20 ? `${number + 1}` : 'no idea' });
}

async function run(journalText: string, lag: number) {
  let text = journalText;
  const asked: string[] = [];
  const { past } = parseJournal(text, 'journal.jsonl');
  const append = (line: unknown) => {
    text += `${JSON.stringify(line)}\n`;
  };
  const clock = { now: () => 0, sleep: async () => undefined };
  const complete = async (call: Call) => {
    asked.push(JSON.stringify(call.messages));
    // Answers come in another order in every session.
    for (let turns = (asked.length * lag) % 7; turns > 0; turns--) await undefined;
    const answer = answerOf(call);
    const tokens = { input: JSON.stringify(call.messages).length, output: answer.length };
    return { text: answer, tokens, usd: 0, seconds: tokens.output / 100, cached: false };
  };
  const calls = openCalls(
    { model: { name: 'm', complete }, endpoint: 'x', price: { input: 1, output: 2, call: 0 } },
    {
      ...{ budget: new Budget({ usd: null, minutes: null }, clock, past.used), journal: { past, append }, cache: null },
      ...{ clock, concurrency: 8, seed: 0, replayFailures: true },
    },
  );
  const settings = resolveSettings(
    { candidates: 4, trials: 6, maxErrors: 1000 },
    { train: 15, val: 25, predictors: 1 },
  );
  const { trials, best, bestScore } = await tune(
    {
      ...{ program, description: 'Adds.', trainset: examples.slice(0, 15), valset: examples.slice(15), metric },
      ...{ taskModel: calls, promptModel: calls, judge: null, limits: { seconds: 9, maxTokens: 99 } },
      signal: new AbortController().signal,
    },
    settings,
    () => undefined,
  );
  // Sums of fractions differ by the order of the answers, in the last of their digits.
  const rounded = trials.map(({ usd, seconds, ...trial }) => ({
    ...trial,
    usd: usd.toFixed(9),
    seconds: seconds.toFixed(9),
  }));
  return { result: { trials: rounded, best, bestScore }, text, asked };
}

test('the same trials and program after a kill at any of 30 points', async () => {
  const whole = await run('', 1);
  expect(whole.result.trials.length).toBeGreaterThan(6);
  expect(whole.result.trials.some(({ failed }) => failed > 0)).toBe(true);
  const draws = random(0, 'kills');
  for (let point = 0; point < 30; point++) {
    const cut = whole.text.slice(0, draws.integer(whole.text.length + 1));
    const { past, length } = parseJournal(cut, 'journal.jsonl');
    const finished = past.replies.size + [...past.gaveUp.values()].flat().length;
    const resumed = await run(cut.slice(0, length), point + 2);
    expect(resumed.result).toEqual(whole.result);
    // What was asked twice was under way, at most eight calls, of which one without an answer is tried twice.
    expect(resumed.asked.length).toBeLessThanOrEqual(whole.asked.length - finished + 8);
  }
});
