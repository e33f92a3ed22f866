// The tuning flags that may come from outside, on one line: the Action's input and the comment `/tune` read them alike.
// No shell sees them, and what is not in the table is refused: no path, no endpoint, nothing that leaves the budget open.

import { SetupError } from '../core/errors.ts';
import { visible } from '../report/escape.ts';
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
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Reads `--candidates 8 --trials=8 seed=0 --metric "ba-quality"`. Invisible characters are dropped. Throws SetupError for
 * a flag that is unknown, repeated or without its value, for a value that it does not take, and for an over-long line.
 */
export function parseTuneParameters(line: string): TuneParameters {
  const text = line.replace(invisible, '');
  if (text.length > longest) {
    throw new SetupError(`the tuning parameters have ${text.length} characters; at most ${longest} are read`);
  }
  const found: Record<string, string | number> = {};
  const words = splitWords(text);
  for (let word = words.next(); !word.done; word = words.next()) {
    const [, dashes, name = '', given] = /^(--)?([a-z][a-z-]*)(?:=(.*))?$/s.exec(word.value) ?? [];
    if (dashes === undefined && given === undefined) throw unknown(word.value);
    const parameter = parameters.get(name);
    if (!parameter) throw unknown(word.value);
    const value = given ?? words.next().value;
    if (value === undefined) throw new SetupError(`--${name} lacks its value: ${parameter.takes}`);
    if (!parameter.accepts(value)) throw new SetupError(`--${name} takes ${parameter.takes}, not ${quoted(value)}`);
    if (parameter.key in found) throw new SetupError(`--${name} is given twice, under this name or an alias`);
    found[parameter.key] = parameter.number ? Number(value) : value;
  }
  return found;
}

/** Words apart by blanks; a value in quotes, single or double, may hold blanks. */
function* splitWords(text: string): Generator<string, undefined> {
  let rest = text.trim();
  while (rest !== '') {
    const [all, plain = '', double, single] = /^([^\s"']*)(?:"([^"]*)"|'([^']*)')?(?=\s|$)\s*/.exec(rest) ?? [];
    if (!all) throw new SetupError(`the tuning parameters have a quote out of place: ${quoted(rest)}`);
    yield plain + (double ?? single ?? '');
    rest = rest.slice(all.length);
  }
}

const unknown = (word: string) =>
  new SetupError(
    `${quoted(word)} is no tuning parameter; there are ${tuneParameterNames.map((name) => `--${name}`).join(', ')}`,
  );
const quoted = (text: string) => `"${visible(text.length > 60 ? `${text.slice(0, 60)}…` : text)}"`;
