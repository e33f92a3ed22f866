// A rule is a literal on one screen. The config schema, the README's table, `goldgate explain` and the SARIF rule
// ids are all derived from what stands in it.

import type { Draft, Level } from './finding.ts';

/** One option of a rule: its JSON Schema (with a `description`), and the value it has when nobody sets it. */
export interface Option<T> {
  schema: Record<string, unknown>;
  default: T;
}
type Options = Record<string, Option<unknown>>;
export type OptionValues<O extends Options> = { [K in keyof O]: O[K]['default'] };

export interface Rule<Facts = unknown, O extends Options = Options> {
  /** States the requirement; the same as the file's name. */
  id: string;
  /** Which part of the gate's facts `check` is given. */
  subject: 'datasets' | 'manifest' | 'testcases' | 'planning' | 'change' | 'baseline';
  level: Level;
  /** One sentence: what must hold. */
  requirement: string;
  /** One or two sentences: what goes wrong when it does not hold. */
  why: string;
  bad: string;
  good: string;
  options: O;
  check(facts: Facts, options: OptionValues<O>): Iterable<Draft>;
}

/** Types a rule's `check` by its own options. `defineRule<DatasetFacts>()({ … })`. */
export function defineRule<Facts>() {
  return <O extends Options>(rule: Rule<Facts, O>): Rule<Facts, O> => rule;
}

export const option = {
  number: (
    value: number,
    description: string,
    bounds: { minimum?: number; maximum?: number } = {},
  ): Option<number> => ({
    schema: { type: 'number', description, ...bounds },
    default: value,
  }),
  count: (value: number, description: string, minimum = 0): Option<number> => ({
    schema: { type: 'integer', description, minimum },
    default: value,
  }),
  texts: (value: readonly string[], description: string): Option<readonly string[]> => ({
    schema: { type: 'array', items: { type: 'string', minLength: 1 }, description },
    default: value,
  }),
};
