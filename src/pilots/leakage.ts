// A demo that stands in the eval set too would be the exam with its answers: the gate's three kinds of leakage, for demos.

import { canonicalJson } from '../dataset/scan/canonical.ts';
import { foldText } from '../dataset/scan/key.ts';
import { jaccard, shinglesOf } from '../dataset/scan/shingles.ts';
import type { Example } from '../program/example.ts';
import type { Program } from '../program/program.ts';
import type { Values } from '../program/values.ts';

export interface Leak {
  /** The predictor's path, and its demo counted from 1. */
  predictor: string;
  demo: number;
  /** Of the eval example. */
  key: string;
  /** All of it the same; the same inputs but for case, accents and white space; or alike. */
  kind: 'exact' | 'key' | 'near';
  /** Jaccard of 3-word shingles, the greater of the inputs' and of everything's; 1 for the other kinds. */
  similarity: number;
}

/** The demos of a program that stand in the eval set, each with the first example that it matches best. */
export function findDemoLeaks(program: Program, examples: readonly Example[], nearAt = 0.6): Leak[] {
  const known = examples.map(({ key, inputs, labels }) => ({
    key,
    names: Object.keys(inputs),
    marks: marksOf(inputs, { ...inputs, ...labels }),
  }));
  return program.predictors.flatMap(({ path, demos }) =>
    demos.flatMap(({ values: { reasoning: _, ...values } }, index) => {
      const found = known.flatMap(({ key, names, marks }) => {
        const [kind, similarity] = likeness(marksOf(pick(values, names), values), marks);
        return similarity >= nearAt ? [{ predictor: path, demo: index + 1, key, kind, similarity }] : [];
      });
      const best = found.toSorted(
        (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.similarity - a.similarity,
      );
      return best.slice(0, 1);
    }),
  );
}

const order = ['exact', 'key', 'near'] as const;

interface Marks {
  exact: string;
  /** `null` when there is no input. */
  folded: string | null;
  inputs: Set<string>;
  all: Set<string>;
}

function likeness(a: Marks, b: Marks): [Leak['kind'], number] {
  if (a.exact === b.exact) return ['exact', 1];
  if (a.folded !== null && a.folded === b.folded) return ['key', 1];
  return ['near', Math.max(jaccard(a.inputs, b.inputs), jaccard(a.all, b.all))];
}

function marksOf(inputs: Values, all: Values): Marks {
  const empty = Object.keys(inputs).length === 0;
  return {
    exact: canonicalJson(all),
    folded: empty ? null : foldText(canonicalJson(inputs)),
    inputs: shinglesOf(inputs),
    all: shinglesOf(all),
  };
}

function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
