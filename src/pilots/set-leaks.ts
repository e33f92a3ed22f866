// The exam must be new to whoever sits it: examples to learn from or to search on that stand in the eval set too.

import type { Example } from '../program/example.ts';
import { findDemoLeaks, type Leak } from './leakage.ts';

export interface SetLeak extends Leak {
  /** The example to learn from or to search on. */
  example: Example;
}

/** Each with the first eval example that it matches best; by the same three kinds as demos. */
export function findSetLeaks(
  name: 'trainset' | 'valset',
  examples: readonly Example[],
  held: readonly Example[],
): SetLeak[] {
  const demos = examples.map(({ inputs, labels }) => ({ augmented: false, values: { ...inputs, ...labels } }));
  const signature = { instructions: '', inputs: [], outputs: [] };
  const asDemos = { role: name, predictors: [{ path: name, module: 'Predict' as const, signature, demos }] };
  return findDemoLeaks(asDemos, held).map((leak) => ({ ...leak, example: examples[leak.demo - 1] as Example }));
}
