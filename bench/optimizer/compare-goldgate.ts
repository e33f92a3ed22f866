// Goldgate's tuning on the scripted model, through the library: one run, its calls and what its program is truly worth.
import { tune } from '../../src/optimize/mipro.ts';
import { resolveSettings, type TuneRequest } from '../../src/optimize/settings.ts';
import { renderProgram } from '../../src/program/compiled.ts';
import type { Example } from '../../src/program/example.ts';
import type { Metric } from '../../src/program/metric.ts';
import { type Model, ModelError } from '../../src/program/model.ts';
import type { Program } from '../../src/program/program.ts';
import { genericScore } from '../scripted-model/generic-task.ts';
import type { ChatBody } from '../scripted-model/read-request.ts';
import type { Completion } from '../scripted-model/server.ts';

export interface Row {
  surface: string;
  seed: number;
  /** Of the task model. */
  calls: number;
  /** The final program's expected score, 0–1. */
  truth: number;
}

export interface Data {
  train: readonly { input: string; output: string }[];
  val: readonly { input: string; output: string }[];
}

const field = (name: string) => ({ name, type: 'str' as const, description: `\${${name}}` });

/** The program of `bench/dspy/task.py`. */
const program: Program = {
  role: 'words',
  predictors: [
    {
      path: 'generate',
      module: 'Predict',
      signature: { instructions: 'Do the task.', inputs: [field('input')], outputs: [field('output')] },
      demos: [],
    },
  ],
};

const metric: Metric = {
  name: 'words',
  score: ({ labels }, outputs) => ({
    score: genericScore(String(labels.output), String(outputs.output ?? '')),
    weight: 1,
    reasons: [],
  }),
};

const examples = (records: Data['train']): Example[] =>
  records.map((record, index) => ({
    path: 'data.jsonl',
    line: index + 1,
    key: record.input,
    inputs: { input: record.input },
    labels: { output: record.output },
    record,
  }));

/** `base` is the scripted model's address with surface and seed: `http://127.0.0.1:1234/both/1`. */
export async function runGoldgate(base: string, data: Data, request: TuneRequest & { seed: number }): Promise<Row> {
  await ask(`${base}/reset`);
  const complete = (body: ChatBody) => ask(`${base}/v1/chat/completions`, JSON.stringify(body)) as Promise<Completion>;
  const best = await tuneWords(complete, data, request);
  const { truth } = (await ask(`${base}/truth`, renderProgram(best))) as { truth: number };
  const { task } = (await ask(`${base}/stats`)) as { task: number };
  const [, surface = ''] = new URL(base).pathname.split('/');
  return { surface, seed: request.seed, calls: task, truth };
}

async function ask(url: string, body?: string): Promise<unknown> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body });
  if (!response.ok) throw new ModelError('server', `${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The tuned program, with a model that answers by `complete`. */
export async function tuneWords(
  complete: (body: ChatBody) => Promise<Completion>,
  data: Data,
  request: TuneRequest,
): Promise<Program> {
  const model: Model = {
    name: 'scripted',
    async complete({ messages, temperature, json }) {
      const sent = { messages: [...messages], temperature, ...(json && { response_format: { type: 'json_object' } }) };
      const { choices, usage } = await complete(sent);
      const tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
      return { text: choices[0]?.message.content ?? '', tokens, usd: 0, seconds: 0, cached: false };
    },
  };
  const { best } = await tune(
    {
      ...{ program, metric, description: 'Turns an input into ten words.' },
      ...{ trainset: examples(data.train), valset: examples(data.val) },
      ...{ taskModel: model, promptModel: model, judge: null },
      limits: { seconds: 60, maxTokens: 1000 },
      signal: new AbortController().signal,
    },
    resolveSettings(request, { train: data.train.length, val: data.val.length, predictors: 1 }),
    () => {},
  );
  return best;
}
