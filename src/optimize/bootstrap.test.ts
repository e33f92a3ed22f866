import { describe, expect, it } from 'vitest';
import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import { type Call, ModelError } from '../program/model.ts';
import type { Demo, Program } from '../program/program.ts';
import { defaultDescription } from '../program/signature.ts';
import { bootstrapDemos, type DemoSet } from './bootstrap.ts';
import { Failures } from './evaluate.ts';
import { resolveSettings, type TuneRequest } from './settings.ts';
import { chatAnswer, scriptedModel } from './testing-model.ts';

const text = (name: string) => ({ name, type: 'str' as const, description: defaultDescription(name) });
const program: Program = {
  role: 'list',
  predictors: [
    {
      path: 'generate',
      module: 'Predict',
      signature: { instructions: 'List.', inputs: [text('topic')], outputs: [text('items')] },
      demos: [],
    },
  ],
};

const trainset: Example[] = Array.from({ length: 20 }, (_, index) => ({
  key: `t${index}`,
  inputs: { topic: `topic ${index}.` },
  labels: { items: `- id: ${index}` },
  record: {},
  path: 'train.jsonl',
  line: index + 1,
}));

const topic = (content: string) => Number(/topic (\d+)\./.exec(content)?.[1]);
const asked = (call: Call) => topic(call.messages.at(-1)?.content ?? '');
/** Every third answer is right, and is written as JSON. */
const answer = (call: Call) => chatAnswer({ items: asked(call) % 3 === 0 ? `[{"id": "R${asked(call)}"}]` : 'nothing' });
const found: Metric = {
  name: 'found',
  score: (_, { items }) => ({ score: items === 'nothing' ? 0 : 0.6, weight: 1, reasons: [] }),
};

async function bootstrap(request: TuneRequest, reply: (call: Call) => string | Promise<string> = answer) {
  const model = scriptedModel(reply);
  const facts = { train: 20, val: 20, predictors: 1 };
  const settings = resolveSettings({ candidates: 6, trials: 6, ...request }, facts);
  const failures = new Failures(settings.maxErrors);
  const sets = await bootstrapDemos({
    ...{ program, trainset, metric: found, settings, model, judge: null, sample: '', failures },
    limits: { seconds: 5, maxTokens: 50 },
    signal: new AbortController().signal,
    done: () => {},
  });
  return { sets, calls: model.calls, failures };
}

const demosIn = (set: DemoSet | undefined): readonly Demo[] => set?.[0] ?? [];
const topics = (set: DemoSet | undefined) => demosIn(set).map(({ values }) => topic(String(values.topic)));
const augmented = (set: DemoSet | undefined) => demosIn(set).filter((demo) => demo.augmented).length;

describe('bootstrapDemos', () => {
  it('makes exactly as many sets as asked for, each of its kind', async () => {
    const { sets } = await bootstrap({});
    expect(sets.map((set) => demosIn(set).length)).toEqual([0, 4, 4, 4, 4, 4]);
    expect(augmented(sets[1])).toBe(0);
    expect(topics(sets[2])).toEqual([0, 3, 6, 9]);
    expect(augmented(sets[2])).toBe(4);
    for (const set of sets.slice(3)) expect(augmented(set)).toBeGreaterThanOrEqual(1);
    for (const set of sets.slice(1)) expect(new Set(topics(set)).size).toBe(4);
    for (const candidates of [1, 2, 3])
      expect((await bootstrap({ candidates, trials: 2 })).sets).toEqual(sets.slice(0, candidates));
  });

  it('shows augmented demos first, with lists in block YAML as the labels have them', async () => {
    const { sets } = await bootstrap({ maxBootstrappedDemos: 1 });
    expect(demosIn(sets[2])[0]).toEqual({ augmented: true, values: { topic: 'topic 0.', items: '- id: R0' } });
    expect(demosIn(sets[2]).map((demo) => demo.augmented)).toEqual([true, false, false, false]);
  });

  it('never shows the teacher the example it is asked about', async () => {
    const { calls } = await bootstrap({ candidates: 12, trials: 6 });
    expect(calls.length).toBeGreaterThan(10);
    for (const call of calls) {
      const shown = call.messages.slice(1, -1).map(({ content }) => topic(content));
      expect(shown).not.toContain(asked(call));
    }
  });

  it('asks about an example once for all sets, and no more than one set after the other would have needed', async () => {
    const { calls } = await bootstrap({ candidates: 12, trials: 6 });
    expect(new Set(calls.map(asked)).size).toBe(calls.length);
    const alone = await bootstrap({ candidates: 3, trials: 6 });
    expect(alone.calls.map(asked).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('comes out the same whatever order the answers come in', async () => {
    let turn = 0;
    const slow = async (call: Call) => {
      await new Promise((resolve) => setTimeout(resolve, (turn++ * 5) % 7));
      return answer(call);
    };
    expect((await bootstrap({}, slow)).sets).toEqual((await bootstrap({})).sets);
  });

  it('fills sets with labels alone when nothing is to be bootstrapped', async () => {
    const { sets, calls } = await bootstrap({ maxBootstrappedDemos: 0 });
    expect(calls).toHaveLength(0);
    expect(sets.map((set) => demosIn(set).length)).toEqual([0, 4, 4, 4, 4, 4]);
    expect(new Set(sets.map((set) => topics(set).join())).size).toBe(6);
  });

  it('still bootstraps for a zero-shot search, to inform the proposals', async () => {
    const { sets } = await bootstrap({ maxBootstrappedDemos: 0, maxLabeledDemos: 0 });
    expect(augmented(sets[2])).toBe(3);
    expect(demosIn(sets[2])).toHaveLength(3);
  });

  it('succeeds at the threshold', async () => {
    expect(augmented((await bootstrap({ metricThreshold: 0.6 })).sets[2])).toBe(4);
    expect(augmented((await bootstrap({ metricThreshold: 0.7 })).sets[2])).toBe(0);
  });

  it('goes on past an example that fails', async () => {
    const { sets, failures } = await bootstrap({}, (call) => {
      if (asked(call) === 3) throw new ModelError('server', 'the server answers 500');
      return answer(call);
    });
    expect(topics(sets[2])).toEqual([0, 6, 9, 12]);
    expect(failures.count).toBe(1);
  });
});
