import { describe, expect, it } from 'vitest';
import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import { type Call, ModelError } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import { defaultDescription } from '../program/signature.ts';
import { allOrAbort, type Evaluating, evaluate, Failures, TooManyFailures } from './evaluate.ts';
import { chatAnswer, scriptedModel } from './testing-model.ts';

const text = (name: string) => ({ name, type: 'str' as const, description: defaultDescription(name) });
const program: Program = {
  role: 'echo',
  predictors: [
    {
      path: 'self',
      module: 'Predict',
      signature: { instructions: 'Repeat.', inputs: [text('word')], outputs: [text('first'), text('second')] },
      demos: [],
    },
  ],
};

const examples: Example[] = ['a', 'b', 'c', 'd'].map((word, index) => ({
  ...{ key: word, inputs: { word }, labels: {}, record: {}, path: 'x.jsonl', line: index + 1 },
}));

/** How many of the outputs are the word; the example `c` weighs three times as much. */
const echoes: Metric = {
  name: 'echoes',
  score({ inputs }, outputs) {
    const right = ['first', 'second'].filter((name) => outputs[name] === inputs.word).length;
    return { score: right / 2, weight: inputs.word === 'c' ? 3 : 1, reasons: [`${right} of 2`] };
  },
};

const word = (call: Call) => /\[\[ ## word ## \]\]\n(\w)/.exec(call.messages.at(-1)?.content ?? '')?.[1] ?? '';
const context = (model: Evaluating['model'], over: Partial<Evaluating> = {}): Evaluating => ({
  model,
  judge: null,
  limits: { seconds: 5, maxTokens: 50 },
  sample: '',
  signal: new AbortController().signal,
  failures: new Failures(10),
  ...over,
});

describe('evaluate', () => {
  it('keeps the order of the examples and weighs their scores', async () => {
    const waits: Record<string, number> = { a: 15, b: 10, c: 5, d: 0 };
    const model = scriptedModel(async (call) => {
      const own = word(call);
      await new Promise((resolve) => setTimeout(resolve, waits[own]));
      return chatAnswer({ first: own, second: own === 'c' ? 'wrong' : own });
    });
    const { score, examples: results } = await evaluate(program, examples, [echoes], context(model));
    expect(results.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
    expect(results.map(({ judged }) => judged.echoes?.score)).toEqual([1, 1, 0.5, 1]);
    expect(score).toBeCloseTo((3 + 3 * 0.5) / 6, 12);
    expect(results[0]).toMatchObject({
      output: { first: 'a', second: 'a' },
      seconds: 0.2,
      cached: false,
      failed: null,
    });
  });

  it('says what an answer lacks, and lets the metric judge the rest', async () => {
    const model = scriptedModel((call) => (call.json ? '{}' : chatAnswer({ first: word(call) })));
    const { examples: results } = await evaluate(program, examples.slice(0, 1), [echoes], context(model));
    expect(results[0]?.judged.echoes).toEqual({
      score: 0.5,
      weight: 1,
      reasons: ['the answer lacks second', '1 of 2'],
    });
  });

  it('has no score for an example that failed, and none at all when every one did', async () => {
    const model = scriptedModel((call) => {
      if (word(call) === 'b') throw new ModelError('time-out', 'no answer within 5 s');
      return chatAnswer({ first: word(call), second: word(call) });
    });
    const { score, examples: results } = await evaluate(program, examples, [echoes], context(model));
    expect(score).toBe(1);
    expect(results[1]).toMatchObject({ key: 'b', judged: {}, failed: 'no answer within 5 s' });
    const alone = await evaluate(program, examples.slice(1, 2), [echoes], context(model));
    expect(alone.score).toBeNull();
  });

  it('ends when more examples failed over the whole run than may', async () => {
    const model = scriptedModel(() => {
      throw new ModelError('server', 'the server answers 500');
    });
    const failures = new Failures(5);
    await evaluate(program, examples, [echoes], context(model, { failures }));
    const second = evaluate(program, examples, [echoes], context(model, { failures }));
    await expect(second).rejects.toThrow(TooManyFailures);
    await expect(second).rejects.toThrow('6 examples failed, and 5 may');
  });

  it('throws a bug of a metric as it is', async () => {
    const model = scriptedModel((call) => chatAnswer({ first: word(call), second: '' }));
    const broken: Metric = {
      name: 'broken',
      score: () => {
        throw new TypeError('a bug');
      },
    };
    await expect(evaluate(program, examples, [broken], context(model))).rejects.toThrow(TypeError);
  });
});

describe('allOrAbort', () => {
  it('aborts the others and waits for them before it throws', async () => {
    const events: string[] = [];
    const work = async (item: string, signal: AbortSignal) => {
      if (item === 'bad') throw new Error('bad');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 5)));
      events.push(`${item} ended`);
    };
    await expect(allOrAbort(new AbortController().signal, ['one', 'bad', 'two'], work)).rejects.toThrow('bad');
    expect(events).toEqual(['one ended', 'two ended']);
  });

  it('lets calls under way finish when a model refuses, too', async () => {
    const refused = new ModelError('key', 'revoked');
    const done: boolean[] = [];
    const all = allOrAbort(new AbortController().signal, [0, 1], async (item, signal) => {
      if (item === 0) throw refused;
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(signal.aborted);
    });
    await expect(all).rejects.toBe(refused);
    expect(done).toEqual([false]);
  });

  it('lets calls under way finish when a budget ends, for they are paid for', async () => {
    const finished: string[] = [];
    const work = async (item: string, signal: AbortSignal) => {
      if (item === 'last') throw Object.assign(new Error('spent'), { name: 'BudgetReached' });
      await new Promise((resolve) => setTimeout(resolve, 5));
      signal.throwIfAborted();
      finished.push(item);
    };
    await expect(allOrAbort(new AbortController().signal, ['one', 'last'], work)).rejects.toThrow('spent');
    expect(finished).toEqual(['one']);
  });
});
