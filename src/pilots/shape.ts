// Reads JSON that a run wrote and a person may have touched: what does not fit is named with its key and line.

import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { SetupError } from '../core/errors.ts';
import type { Problem } from '../testcases/facts.ts';

type Path = (string | number)[];
interface Fault {
  path: Path;
  expected: string;
}
/** The first thing that does not fit, or `null`. */
export type Shape = (value: unknown) => Fault | null;

const leaf =
  (expected: string, fits: (value: unknown) => boolean): Shape =>
  (value) =>
    fits(value) ? null : { path: [], expected };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const shape = {
  text: leaf('a text', (value) => typeof value === 'string'),
  /** Of a run or role: it becomes part of a path. */
  name: leaf(
    'a name of letters, digits, dots, dashes and underscores',
    (value) => typeof value === 'string' && /^\w[\w.-]{0,199}$/.test(value),
  ),
  number: leaf('a number', Number.isFinite),
  count: leaf('a whole number of 0 or more', (value) => Number.isSafeInteger(value) && (value as number) >= 0),
  whole: leaf('a whole number', Number.isSafeInteger),
  share: leaf('a number of 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1),
  boolean: leaf('true or false', (value) => typeof value === 'boolean'),
  sha256: leaf('64 hex digits', (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)),
  oneOf: (...values: readonly unknown[]): Shape =>
    leaf(values.map((value) => JSON.stringify(value)).join(' or '), (value) => values.includes(value)),
  orNull:
    (of: Shape): Shape =>
    (value) => {
      const fault = value === null ? null : of(value);
      return fault && fault.path.length === 0 ? { ...fault, expected: `${fault.expected}, or null` } : fault;
    },
  /** What may be absent. */
  optional:
    (of: Shape): Shape =>
    (value) =>
      value === undefined ? null : of(value),
  list:
    (of: Shape): Shape =>
    (value) =>
      Array.isArray(value) ? firstFault(value.entries(), () => of) : { path: [], expected: 'a list' },
  /** Any key, each with such a value. */
  map:
    (of: Shape): Shape =>
    (value) =>
      isObject(value) ? firstFault(Object.entries(value), () => of) : { path: [], expected: 'an object' },
  /** These keys; others are left alone. */
  object:
    (keys: Readonly<Record<string, Shape>>): Shape =>
    (value) => {
      if (!isObject(value)) return { path: [], expected: 'an object' };
      const entries = Object.keys(keys).map(
        (key) => [key, Object.hasOwn(value, key) ? value[key] : undefined] as const,
      );
      return firstFault(entries, (key) => keys[key] as Shape);
    },
  /** A field's value: a text, a number, a boolean or a list of texts. */
  value: leaf(
    'a text, a number, true or false, or a list of texts',
    (value) =>
      ['string', 'number', 'boolean'].includes(typeof value) ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string')),
  ),
};

function firstFault<K extends string | number>(
  entries: Iterable<readonly [K, unknown]>,
  shapeOf: (key: K) => Shape,
): Fault | null {
  for (const [key, value] of entries) {
    const fault = shapeOf(key)(value);
    if (fault) return { ...fault, path: [key, ...fault.path] };
  }
  return null;
}

/** What `checkShape` gives: the value, or where it does not fit and what was expected there. */
export type Shaped<T> = { value: T; problem: null } | { value: null; problem: Problem };

/** The JSON of `text` when it fits, unknown keys kept. `firstLine` is the line that the text begins on. */
export function checkShape<T>(text: string, fits: Shape, firstLine = 1): Shaped<T> {
  const wrong = (offset: number, message: string): Shaped<T> => {
    const line = firstLine + (text.slice(0, offset).match(/\n/g)?.length ?? 0);
    return { value: null, problem: { line, message } };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    treeOf(text, errors);
    return wrong(errors[0]?.offset ?? 0, 'is not JSON; it was cut or edited since it was written');
  }
  const fault = fits(value);
  if (!fault) return { value: value as T, problem: null };
  const root = treeOf(text);
  // A key that is missing is told at what lacks it.
  const nodes = fault.path.map((_, depth) => root && findNodeAtLocation(root, fault.path.slice(0, depth + 1)));
  const offset = nodes.findLast((node) => node !== undefined)?.offset ?? root?.offset ?? 0;
  const key = fault.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return wrong(offset, `${key === '' ? 'this' : `\`${key.replace(/^\./, '')}\``} must be ${fault.expected}`);
}

/** As checkShape; throws a SetupError that names `path`, line and key when it does not fit. */
export function readShape<T>(text: string, path: string, fits: Shape, firstLine = 1): T {
  const { value, problem } = checkShape<T>(text, fits, firstLine);
  if (problem) throw new SetupError(`${path}:${problem.line}: ${problem.message}`);
  return value;
}

/** The parser calls itself for each level; a text that is nested deeper than any of ours has no lines to tell. */
function treeOf(text: string, errors: ParseError[] = []): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
