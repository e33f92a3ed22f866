import { describe, expect, it } from 'vitest';
import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import { type Call, type Model, ModelError } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import { defaultDescription } from '../program/signature.ts';
import { type TuneTask, tune } from './mipro.ts';
import { random } from './random.ts';
import { resolveSettings } from './settings.ts';
import { chatAnswer, scriptedModel } from './testing-model.ts';
import type { Progress } from './trial.ts';

const program: Program = {
  role: 'capital',
  predictors: [
    {
      path: 'self',
      module: 'Predict',
      signature: {
        instructions: 'Answer the question.',
        inputs: [{ name: 'question', type: 'str', description: defaultDescription('question') }],
        outputs: [{ name: 'answer', type: 'str', description: defaultDescription('answer') }],
      },
      demos: [],
    },
  ],
};

const exact: Metric = {
  name: 'exact',
  score: ({ labels }, { answer }) => ({ score: answer === labels.answer ? 1 : 0, weight: 1, reasons: [] }),
};

function examples(count: number, from = 0): Example[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const inputs = { question: `How much is ${number} + 1?` };
    const labels = { answer: `${number + 1}` };
    return { key: `e${number}`, inputs, labels, record: {}, path: 'train.jsonl', line: number + 1 };
  });
}

/** Adds right more often with the word "careful" in the instruction, and with demos; proposes such a word now and then. */
function answerOf(call: Call): string {
  const [system, ...rest] = call.messages.map(({ content }) => content);
  const last = rest.at(-1) ?? '';
  if (last.includes('[[ ## proposed_instruction ## ]]')) {
    const word = (call.seed ?? 0) % 2 === 0 ? 'careful' : 'quick';
    return chatAnswer({ proposed_instruction: `Instruction: "Be ${word} with number ${call.seed}."` });
  }
  if (last.includes('[[ ## summary ## ]]')) return chatAnswer({ summary: 'Sums.' });
  if (last.includes('[[ ## observations ## ]]')) return chatAnswer({ observations: 'COMPLETE' });
  if (last.includes('[[ ## program_description ## ]]')) return chatAnswer({ program_description: 'It adds.' });
  if (last.includes('[[ ## module_description ## ]]')) return chatAnswer({ module_description: 'It adds.' });
  const number = Number(/How much is (\d+)/.exec(last)?.[1]);
  const demos = (call.messages.length - 2) / 2;
  const skill = 0.3 + (system?.includes('careful') ? 0.3 : 0) + 0.07 * demos;
  return chatAnswer({ answer: random(0, number).uniform() < skill ? `${number + 1}` : 'no idea' });
}

function task(over: Partial<TuneTask> = {}): TuneTask {
  const model = scriptedModel(answerOf);
  return {
    program,
    description: 'Answers questions.',
    trainset: examples(30),
    valset: examples(60, 100),
    metric: exact,
    taskModel: model,
    promptModel: model,
    judge: null,
    limits: { seconds: 60, maxTokens: 100 },
    signal: new AbortController().signal,
    ...over,
  };
}

const facts = { train: 30, val: 60, predictors: 1 };
const quiet = () => {};

describe('tune', () => {
  it.each(['best', 'tpe'] as const)('finds a better program with %s', async (sampler) => {
    const seen: Progress[] = [];
    const given = task();
    const settings = resolveSettings({ sampler, candidates: 8, trials: 10 }, facts);
    const tuning = await tune(given, settings, (progress) => seen.push(progress));
    expect(tuning.stopped).toBeNull();
    expect(tuning.trials[0]).toMatchObject({ trial: 1, kind: 'baseline', examples: 60, failed: 0, calls: 60 });
    expect(tuning.bestScore).toBeGreaterThan((tuning.baselineScore ?? 1) + 0.2);
    expect(tuning.best.predictors[0]?.signature.instructions).toMatch(/^Be careful with number \d+\.$/);
    expect(seen.filter(({ step }) => step === 'trial')).toHaveLength(tuning.trials.length);
    const spent = tuning.trials.reduce((sum, { calls }) => sum + calls, 0);
    expect(spent).toBeLessThanOrEqual(60 + 10 * 35 + 2 * 60);
  });

  it('does the same again, in whatever order the answers come', async () => {
    const settings = resolveSettings({ seed: 3 }, facts);
    const first = await tune(task(), settings, quiet);
    let turn = 0;
    const shuffled = scriptedModel(async (call) => {
      await new Promise((resolve) => setTimeout(resolve, (turn++ * 7) % 5));
      return answerOf(call);
    });
    const second = await tune(task({ taskModel: shuffled, promptModel: shuffled }), settings, quiet);
    expect(second).toEqual(first);
  });

  it('keeps the best so far when a budget ends', async () => {
    const model = scriptedModel(answerOf);
    const limited = {
      name: 'limited',
      complete: (call: Call, signal: AbortSignal) => {
        if (model.calls.length < 400) return model.complete(call, signal);
        throw Object.assign(new Error('no money left'), { name: 'BudgetReached' });
      },
    };
    const given = task({ taskModel: limited, promptModel: limited });
    const tuning = await tune(given, resolveSettings({}, facts), quiet);
    expect(tuning.stopped).toEqual({ cause: 'budget', message: 'no money left' });
    expect(tuning.baselineScore).not.toBeNull();
    expect(tuning.bestScore).toBeGreaterThanOrEqual(tuning.baselineScore ?? 1);
  });

  it('ends with what is known when too many examples fail', async () => {
    const broken = scriptedModel((call) => {
      if (call.messages.length > 2) throw new ModelError('server', 'the server answers 500');
      return answerOf(call);
    });
    const tuning = await tune(task({ taskModel: broken }), resolveSettings({}, facts), quiet);
    expect(tuning.stopped?.cause).toBe('errors');
    expect(tuning.best).toEqual(program);
  });

  it('throws on what no retry helps', async () => {
    const revoked = scriptedModel(() => {
      throw new ModelError('key', 'the key is revoked (401)');
    });
    await expect(tune(task({ taskModel: revoked }), resolveSettings({}, facts), quiet)).rejects.toThrow('revoked');
  });

  it('is interrupted by its signal', async () => {
    const controller = new AbortController();
    const given = task({ signal: controller.signal });
    const tuning = await tune(given, resolveSettings({}, facts), ({ step }) => {
      if (step === 'trial') controller.abort();
    });
    expect(tuning.stopped?.cause).toBe('interrupted');
    expect(tuning.trials).toHaveLength(1);
  });

  it('scores every set of demos with the optimizer bootstrap, and proposes nothing', async () => {
    const promptModel = scriptedModel(answerOf);
    const tuning = await tune(task({ promptModel }), resolveSettings({ optimizer: 'bootstrap' }, facts), quiet);
    expect(promptModel.calls).toHaveLength(0);
    expect(tuning.trials.map(({ choice }) => choice['self.demos'])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tuning.bestScore).toBeGreaterThan(tuning.baselineScore ?? 1);
  });

  it('tunes the predictors of a program together, and counts only the calls that were made', async () => {
    const [first] = program.predictors;
    const field = (name: string) => ({ name, type: 'str' as const, description: defaultDescription(name) });
    const check = { instructions: 'Check it.', inputs: [field('answer')], outputs: [field('verdict')] };
    const two: Program = {
      role: 'checked',
      predictors: [
        { ...(first as Program['predictors'][number]), path: 'add' },
        { path: 'check', module: 'Predict', signature: check, demos: [] },
      ],
    };
    const memory = new Map<string, string>();
    const inner = scriptedModel((call) =>
      call.messages.at(-1)?.content.includes('[[ ## verdict ## ]]') ? chatAnswer({ verdict: 'fine' }) : answerOf(call),
    );
    const remembering: Model = {
      name: 'remembering',
      async complete(call, signal) {
        const key = JSON.stringify([call.messages, call.temperature, call.seed]);
        const known = memory.get(key);
        const reply = await inner.complete(call, signal);
        memory.set(key, reply.text);
        return { ...reply, cached: known !== undefined };
      },
    };
    const settings = resolveSettings({ candidates: 4, trials: 4 }, { ...facts, predictors: 2 });
    const given = task({ program: two, taskModel: remembering, promptModel: remembering });
    const tuning = await tune(given, settings, quiet);
    expect(Object.keys(tuning.trials[0]?.choice ?? {})).toEqual([
      ...['add.instruction', 'add.demos', 'check.instruction', 'check.demos'],
    ]);
    expect(tuning.stopped).toBeNull();
    expect(tuning.bestScore).toBeGreaterThanOrEqual(tuning.baselineScore ?? 1);
    const [baseline] = tuning.trials;
    // 'no idea' is checked once and remembered after.
    expect(baseline?.calls).toBeGreaterThan(60);
    expect(baseline?.calls).toBeLessThan(120);
    expect(baseline?.usd).toBeCloseTo((baseline?.calls ?? 0) * 1e-6, 12);
    expect(baseline?.tokens.output).toBeGreaterThan(0);
  });
});
