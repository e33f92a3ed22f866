// For the tests alone: a small finished run of the role ba, and how to change one thing about it.

import type { Evaluation, ExampleResult } from '../optimize/evaluation.ts';
import type { Trial } from '../optimize/trial.ts';
import type { Program } from '../program/program.ts';
import type { FinishedRun } from './comparison.ts';
import { buildEvalFile } from './eval-file.ts';
import type { EvalFile, Snapshot } from './run-files.ts';
import { buildSnapshot, renderRunFile, sha256 } from './snapshot.ts';
import { type Judged, judgeRun } from './verdict.ts';

export const untuned: Program = {
  role: 'ba',
  predictors: [
    {
      path: 'generate',
      module: 'Predict',
      signature: {
        instructions: 'Turn a concept into requirements.',
        inputs: [{ name: 'concept', type: 'str', description: 'What is to be built.' }],
        outputs: [
          { name: 'title', type: 'str', description: 'A short name.' },
          { name: 'constraints', type: 'str', description: 'A YAML list.' },
        ],
      },
      demos: [],
    },
  ],
};

const [generate] = untuned.predictors as [Program['predictors'][number]];

export const tuned: Program = {
  role: 'ba',
  predictors: [
    {
      ...generate,
      signature: {
        ...generate.signature,
        instructions:
          'Turn a product concept into complete requirements: give every item an id, a description and a priority.',
      },
      demos: [
        {
          augmented: true,
          values: {
            concept: 'A loyalty card for a bakery chain',
            title: 'Loyalty card',
            constraints: '- id: C001\n  description: Works offline at the till\n  priority: High',
          },
        },
      ],
    },
  ],
};

const concepts = [
  ...['A booking desk for a climbing hall', 'Meter readings by telephone', 'A shared calendar for beekeepers'],
  ...['Invoices for a boat yard', 'A waiting list for allotments', 'Lost property of a tram company'],
  ...['Choir rehearsals and sheet music', 'A tool library', 'Snow clearing rounds', 'Bicycle parking permits'],
  ...['Seed exchange by post', 'Noise complaints at an airport'],
];

export function result(n: number, score: number, changes: Partial<ExampleResult> = {}): ExampleResult {
  return {
    key: concepts[n] ?? `Concept ${n}`,
    judged: {
      'ba-quality': {
        score,
        weight: 1,
        reasons: score < 1 ? ['constraints: 1 item, 2 are needed'] : ['nothing is missing'],
      },
      completeness: { score: score > 0.5 ? 1 : 0.5, weight: 6, reasons: [] },
    },
    output: {
      title: concepts[n] ?? `Concept ${n}`,
      constraints: `- id: C001\n  description: Number ${n}\n  priority: High`,
    },
    seconds: 2 + (n % 5) / 2,
    tokens: { input: 640, output: 210 + 7 * n },
    usd: 0.0008,
    cached: false,
    failed: null,
    ...changes,
  };
}

export const evaluationOf = (examples: readonly ExampleResult[]): Evaluation => ({ score: null, examples });

const before = [0.5, 0.62, 0.4, 0.7, 0.55, 0.8, 0.35, 0.6, 0.9, 0.45, 0.66, 0.58];
const after = [0.8, 0.9, 0.85, 0.7, 0.75, 0.95, 0.9, 0.6, 0.85, 0.95, 0.7, 0.9];

export const sampleEval: EvalFile = buildEvalFile({
  metric: 'ba-quality',
  baseline: evaluationOf(before.map((score, n) => result(n, score))),
  optimized: evaluationOf(after.map((score, n) => result(n, score))),
  repeated: evaluationOf(after.map((score, n) => result(n, score - 0.01))),
  seed: 0,
});

export const sampleTrials: Trial[] = [0.52, 0.61, 0.48, 0.7, 0.66, 0.72, 0.81, 0.6, 0.84, 0.79].map((score, n) => ({
  trial: n + 1,
  kind: n === 0 ? 'baseline' : n === 6 || n === 9 ? 'full' : 'minibatch',
  choice: { 'generate.instruction': n % 4, 'generate.demos': n % 3 },
  score,
  calls: n === 0 ? 20 : 8,
  tokens: { input: 5120, output: 1680 },
  usd: 0.0064,
  seconds: 12.5,
  examples: n === 0 || n === 6 || n === 9 ? 19 : 8,
  failed: 0,
}));

export const sampleJudged: Judged = {
  changed: true,
  evaluation: sampleEval,
  target: { metric: 'completeness', minimum: 0.98 },
  limits: { seconds: 60 },
  budget: { usd: 0.2, minutes: 6 },
  spent: { calls: 148, tokens: { input: 94720, output: 31080 }, usd: 0.1184, minutes: 3.4 },
  stopped: null,
  outdated: [],
  leaks: [],
};

export const sampleFiles = {
  program: JSON.stringify(tuned),
  baseline: JSON.stringify(untuned),
  eval: renderRunFile(sampleEval),
};

export function snapshotOf(changes: Partial<Snapshot> = {}, judged: Judged = sampleJudged): Snapshot {
  const { target, limits, budget, spent } = judged;
  const mark = (split: string, examples: number) => {
    const path = `data/production/ba_${split}.jsonl`;
    return { name: `ba_${split}`, path, sha256: sha256(path), examples };
  };
  const snapshot = buildSnapshot({
    run: 'ba-20260901-0',
    role: 'ba',
    seed: 0,
    commit: '0'.repeat(40),
    train: mark('train', 25),
    val: null,
    eval: mark('eval', 12),
    metric: 'ba-quality',
    ...{ target, limits, budget, spent, untuned, files: sampleFiles },
    provider: 'api.example',
    model: 'small-1',
    parameters: { trials: 8 },
    versions: { goldgate: '0.1.0', node: '24.0.0' },
    parent: null,
    startedAt: '2026-09-01T03:17:00.000Z',
    ...judgeRun(judged),
  });
  return { ...snapshot, ...changes };
}

export const sampleRun: FinishedRun = {
  snapshot: snapshotOf(),
  evaluation: sampleEval,
  trials: sampleTrials,
  program: tuned,
  baseline: untuned,
  folder: 'artifacts/dspy/optimizer/ba/ba-20260901-0',
};
