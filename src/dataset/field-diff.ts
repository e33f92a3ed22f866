// What changed inside one example, field by field and word by word: what a reviewer has to judge.

import { diffArrays, diffWordsWithSpace } from 'diff';
import { canonicalJson } from './scan/canonical.ts';

export interface Words {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface FieldChange {
  /** `requirements.functional_requirements[FR003].description`; the empty text is the whole record. */
  field: string;
  /** `undefined` when the field was not there. Anything but a text is shown as JSON. */
  before: string | undefined;
  after: string | undefined;
  words: Words[];
}

/** Beyond these a change is shown as a whole: comparing texts that have nothing in common takes quadratic time. */
const mostEdits = 1_000;
const longestText = 200_000;

/** The fields that differ between two JSON values, in the order in which they stand. Items are paired by `id`. */
export function diffFields(before: unknown, after: unknown): FieldChange[] {
  return [...compare('', before, after)];
}

function* compare(field: string, before: unknown, after: unknown): Iterable<FieldChange> {
  if (isList(before) && isList(after)) yield* compareLists(field, before, after);
  else if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* compare(field === '' ? key : `${field}.${key}`, own(before, key), own(after, key));
    }
  } else if (before === undefined || after === undefined || canonicalJson(before) !== canonicalJson(after)) {
    if (before !== undefined || after !== undefined) yield changeOf(field, before, after);
  }
}

function* compareLists(field: string, before: unknown[], after: unknown[]): Iterable<FieldChange> {
  const [old, now] = [byId(before), byId(after)];
  if (old && now) {
    for (const id of new Set([...old.keys(), ...now.keys()])) {
      yield* compare(`${field}[${id}]`, old.get(id), now.get(id));
    }
    return;
  }
  const texts = (list: unknown[]) => list.map(canonicalJson);
  const runs = diffArrays(texts(before), texts(after), { maxEditLength: mostEdits });
  if (!runs) {
    yield changeOf(field, before, after);
    return;
  }
  let [from, to] = [0, 0];
  const pending: unknown[] = [];
  const flush = function* (): Iterable<FieldChange> {
    for (const item of pending.splice(0)) yield changeOf(`${field}[${from++}]`, item, undefined);
  };
  for (const { added, removed, count } of runs) {
    if (removed) pending.push(...before.slice(from, from + count));
    else if (added) {
      for (const item of after.slice(to, to + count)) {
        const old = pending.shift();
        if (old !== undefined) from++;
        yield* compare(`${field}[${to++}]`, old, item);
      }
    }
    if (!removed) yield* flush();
    if (!removed && !added) [from, to] = [from + count, to + count];
  }
  yield* flush();
}

/** The items by their own `id`, or `null` when one has none or two share it. */
function byId(list: unknown[]): Map<string, unknown> | null {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const id = isObject(item) ? own(item, 'id') : undefined;
    if (typeof id !== 'string' || items.has(id)) return null;
    items.set(id, item);
  }
  return items;
}

function changeOf(field: string, before: unknown, after: unknown): FieldChange {
  const [old, now] = [textOf(before), textOf(after)];
  return { field, before: old, after: now, words: diffText(old ?? '', now ?? '') };
}

/** Of the longer text; where less stays, word by word is harder to read than one text after the other. */
const leastKept = 0.2;

/** Both texts word by word, white space kept; of two that have little in common, one after the other. */
export function diffText(before: string, after: string): Words[] {
  const comparable = before !== '' && after !== '' && before.length + after.length <= longestText;
  const parts = comparable ? diffWordsWithSpace(before, after, { maxEditLength: mostEdits }) : undefined;
  const kept = parts?.flatMap(({ added, removed, value }) => (added || removed ? [] : value)) ?? [];
  if (parts && lettersIn(kept.join('')) > leastKept * Math.max(lettersIn(before), lettersIn(after))) {
    return parts.map(({ added, removed, value }) => ({
      kind: removed ? 'removed' : added ? 'added' : 'same',
      text: value,
    }));
  }
  const whole: Words[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return whole.filter(({ text }) => text !== '');
}

const lettersIn = (text: string) => text.replace(/\s/g, '').length;
const textOf = (value: unknown) => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (value: Record<string, unknown>, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
