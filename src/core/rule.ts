// A rule is a literal on one screen. The config schema, the README's table, `goldgate explain` and the SARIF rule
// ids are all derived from what stands in it.

import type { Draft, Level } from './finding.ts';

/** One option of a rule: its JSON Schema (with a `description`), and the value it has when nobody sets it. */
export interface Option<T> {
  schema: Record<string, unknown>;
  default: T;
  /** Whether the second value asks less than the first. */
  looser(was: T, is: T): boolean;
}
// biome-ignore lint/suspicious/noExplicitAny: an option's value type is known where the rule is defined.
type Options = Record<string, Option<any>>;
export type OptionValues<O extends Options> = { [K in keyof O]: O[K]['default'] };

export interface Rule<Facts = unknown, O extends Options = Options> {
  /** States the requirement; the same as the file's name. */
  id: string;
  /** Which part of the gate's facts `check` is given. */
  subject: 'datasets' | 'manifest' | 'testcases' | 'planning' | 'pilots' | 'change' | 'baseline';
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

interface Bounds {
  minimum?: number;
  maximum?: number;
  /** Which way asks more; most options are minima. */
  stricter?: 'higher' | 'lower';
}

const looserNumber = (stricter: 'higher' | 'lower') => (was: number, is: number) =>
  stricter === 'higher' ? is < was : is > was;

export const option = {
  number: (value: number, description: string, { stricter = 'higher', ...bounds }: Bounds = {}): Option<number> => ({
    schema: { type: 'number', description, ...bounds },
    default: value,
    looser: looserNumber(stricter),
  }),
  count: (
    value: number,
    description: string,
    minimum = 0,
    stricter: 'higher' | 'lower' = 'higher',
  ): Option<number> => ({
    schema: { type: 'integer', description, minimum },
    default: value,
    looser: looserNumber(stricter),
  }),
  /** A list of texts. `stricter` says whether a longer or a shorter list asks more. */
  texts: (
    value: readonly string[],
    description: string,
    stricter: 'longer' | 'shorter' = 'longer',
  ): Option<readonly string[]> => ({
    schema: { type: 'array', items: { type: 'string', minLength: 1 }, description },
    default: value,
    looser: (was, is) => {
      const [kept, within] = stricter === 'longer' ? [was, is] : [is, was];
      return kept.some((text) => !within.includes(text));
    },
  }),
};
