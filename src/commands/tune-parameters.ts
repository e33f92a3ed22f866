// The tuning flags that may come from outside, on one line: the Action's input and the comment `/tune` read them alike.
// No shell sees them, and what is not in the table is refused: no path, no endpoint, nothing that leaves the budget open.

import { SetupError } from '../core/errors.ts';
import { visible } from '../report/escape.ts';
import { parseWords, type Words, withoutInvisible } from '../review/command-words.ts';
import { type Bounds, bounds } from './tune-bounds.ts';
import type { TuneFlags } from './tune-plan.ts';

type Allowed = keyof Pick<
  TuneFlags,
  | 'metric'
  | 'auto'
  | 'candidates'
  | 'trials'
  | 'seed'
  | 'model'
  | 'optimizer'
  | 'sampler'
  | 'budgetUsd'
  | 'budgetMinutes'
  | 'concurrency'
>;
export type TuneParameters = Pick<TuneFlags, Allowed>;

interface Parameter {
  key: Allowed;
  /** What the flag takes, for the message. */
  takes: string;
  accepts: (value: string) => boolean;
  number?: true;
}

const decimal = /^\d{1,6}(?:\.\d{1,6})?$/;
const oneOf = (key: Allowed, ...names: string[]): Parameter => ({
  key,
  takes: names.join(', '),
  accepts: (value) => names.includes(value),
});
const between = (key: Allowed & keyof typeof bounds, pattern = /^\d{1,10}$/): Parameter => {
  const { least, most, outside = most }: Bounds = bounds[key];
  return {
    key,
    takes: `a ${pattern === decimal ? '' : 'whole '}number from ${least} to ${outside}`,
    accepts: (value) => pattern.test(value) && Number(value) >= least && Number(value) <= outside,
    number: true,
  };
};
const named = (key: Allowed): Parameter => ({
  key,
  takes: 'a name of up to 100 letters, digits and . _ : / -',
  accepts: (value) => /^[A-Za-z0-9][\w.:/-]{0,99}$/.test(value),
});
const candidates = between('candidates');
const trials = between('trials');

const parameters = new Map<string, Parameter>([
  ['auto', oneOf('auto', 'light', 'medium', 'heavy')],
  ['candidates', candidates],
  ['num-candidates', candidates],
  ['trials', trials],
  ['num-trials', trials],
  ['max-iters', trials],
  ['seed', between('seed')],
  ['metric', named('metric')],
  ['model', named('model')],
  ['optimizer', oneOf('optimizer', 'mipro', 'bootstrap')],
  ['sampler', oneOf('sampler', 'best', 'tpe')],
  ['budget-usd', between('budgetUsd', decimal)],
  ['budget-minutes', between('budgetMinutes', decimal)],
  ['concurrency', between('concurrency')],
]);

/** The names of all flags that a line may hold, without their dashes. */
export const tuneParameterNames: readonly string[] = [...parameters.keys()];

const longest = 500;

/**
 * Reads `--candidates 8 --trials=8 seed=0 --metric "ba-quality"`. Invisible characters are dropped. Throws SetupError for
 * a flag that is unknown, repeated or without its value, for a value that it does not take, and for an over-long line.
 */
export function parseTuneParameters(line: string): TuneParameters {
  const text = withoutInvisible(line);
  if (text.length > longest) {
    throw new SetupError(`the tuning parameters have ${text.length} characters; at most ${longest} are read`);
  }
  const words = parseWords(text);
  if (words === null) throw new SetupError(`the tuning parameters have a quote out of place: ${quoted(text)}`);
  const found = tuneParametersOf(words.options);
  const [stray] = words.plain;
  if (stray !== undefined) throw unknown(stray);
  return found;
}

/** As above, of options that are read already. */
export function tuneParametersOf(options: Words['options']): TuneParameters {
  const found: Record<string, string | number> = {};
  for (const [name, value] of options) {
    const parameter = parameters.get(name);
    if (!parameter) throw unknown(`--${name}`);
    if (value === null) throw new SetupError(`--${name} lacks its value: ${parameter.takes}`);
    if (!parameter.accepts(value)) throw new SetupError(`--${name} takes ${parameter.takes}, not ${quoted(value)}`);
    if (parameter.key in found) throw new SetupError(`--${name} is given twice, under this name or an alias`);
    found[parameter.key] = parameter.number ? Number(value) : value;
  }
  return found;
}

const unknown = (word: string) =>
  new SetupError(
    `${quoted(word)} is no tuning parameter; there are ${tuneParameterNames.map((name) => `--${name}`).join(', ')}`,
  );
const quoted = (text: string) => `"${visible(text.length > 60 ? `${text.slice(0, 60)}…` : text)}"`;
