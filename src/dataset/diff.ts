// What a change does to the examples, whatever it does to the lines: examples are matched by what they are about.

import { Buffer } from 'node:buffer';
import { compareText, type Place } from '../core/finding.ts';
import { diffFields, type FieldChange } from './field-diff.ts';
import { parseRecord } from './parse-record.ts';
import { canonicalJson } from './scan/canonical.ts';
import { contentOf } from './scan/content.ts';
import { keyOf } from './scan/key.ts';
import { splitLines } from './split-lines.ts';
import { textsIn } from './values.ts';

type Open = () => AsyncIterable<Uint8Array>;

/** One file of the change; `before` or `after` is absent when the file was added or removed. */
export interface FilePair {
  role: string;
  /** Its path today; that of the base when it is gone. */
  path: string;
  /** Its path at the base, when it has another one today. */
  oldPath?: string;
  before?: Open;
  after?: Open;
}

export interface ExampleChange {
  /** `moved`: the same example in another file of the role. */
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What a person calls the example: its concept, its story, its input; at most 200 characters. */
  label: string;
  /** Where it stood at the base, under the path of that time. */
  before?: Place;
  after?: Place;
  /** Of `changed` alone. */
  fields: FieldChange[];
}

export interface DatasetDiff {
  changes: ExampleChange[];
  /** Examples that only their JSON's spelling has changed of: white space, order of keys, escapes. */
  reformatted: number;
}

/** What is compared is held as a hash, so that a file whose every line has changed takes little more than its bytes. */
interface Example {
  /** Its file, by today's path, so that a renamed file is the same file. */
  file: string;
  place: Place;
  bytes: Buffer;
  canonical: string;
  key: string | null;
  /** What is not part of the key; `null` when that is nothing. */
  rest: string | null;
  label: string;
}

const longestLabel = 200;

/**
 * Compares the examples of all the changed files of one or more roles. Lines that occur on both sides are not held:
 * memory grows with the bytes of the examples that changed, and by a hash for each that did not.
 */
export async function diffDatasets(files: readonly FilePair[], maxDepth: number): Promise<DatasetDiff> {
  const result: DatasetDiff = { changes: [], reformatted: 0 };
  for (const role of new Set(files.map((file) => file.role))) {
    const gone: Example[] = [];
    const come: Example[] = [];
    for (const file of files.filter((file) => file.role === role)) {
      const { removed, added } = await changedLines(file);
      gone.push(
        ...removed.map((line) => read(role, file.path, { ...line, path: file.oldPath ?? file.path }, maxDepth)),
      );
      come.push(...added.map((line) => read(role, file.path, { ...line, path: file.path }, maxDepth)));
    }
    match(gone, come, result, maxDepth);
  }
  const placeOf = ({ before, after }: ExampleChange) => after ?? before ?? { path: '', line: 0 };
  result.changes.sort((a, b) => compareText(placeOf(a).path, placeOf(b).path) || placeOf(a).line - placeOf(b).line);
  return result;
}

interface Line {
  line: number;
  bytes: Buffer;
}

/** The lines of one side that the other does not have as often. The base is read twice rather than held. */
async function changedLines({ before, after }: FilePair): Promise<{ removed: Line[]; added: Line[] }> {
  const balance = new Map<string, number>();
  const added: Line[] = [];
  const removed: Line[] = [];
  if (before) for await (const { bytes } of splitLines(before())) add(balance, contentOf(bytes), 1);
  if (after) {
    for await (const { line, bytes } of splitLines(after())) {
      const content = contentOf(bytes);
      if ((balance.get(content) ?? 0) > 0) add(balance, content, -1);
      else added.push({ line, bytes: Buffer.from(bytes) });
    }
  }
  if (before && [...balance.values()].some((left) => left > 0)) {
    for await (const { line, bytes } of splitLines(before())) {
      const content = contentOf(bytes);
      if ((balance.get(content) ?? 0) <= 0) continue;
      add(balance, content, -1);
      removed.push({ line, bytes: Buffer.from(bytes) });
    }
  }
  return { removed, added };
}

function add(counts: Map<string, number>, key: string, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/** A line that cannot be read as JSON takes part as its text, without a key. */
function read(role: string, file: string, { line, bytes, path }: Line & { path: string }, maxDepth: number): Example {
  const value = parseRecord(bytes, maxDepth);
  const readable = value !== undefined;
  return {
    file,
    place: { path, line },
    bytes,
    canonical: readable ? hash(canonicalJson(value)) : contentOf(bytes),
    key: readable ? hashIfAny(keyOf(role, value)) : null,
    rest: readable ? hashIfAny(restOf(role, value)) : null,
    label: (readable ? labelOf(role, value) : bytes.toString('utf8', 0, 4 * longestLabel))
      .slice(0, longestLabel)
      .toWellFormed(),
  };
}

const hash = (text: string) => contentOf(Buffer.from(text));
const hashIfAny = (text: string | null) => (text === null ? null : hash(text));

const keyFields: Record<string, string[]> = { ba: ['concept'], qa: ['story_id', 'story_title'] };
const otherKeyFields = ['input'];

function restOf(role: string, value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = keyFields[role] ?? otherKeyFields;
  const rest = Object.entries(value).filter(([key]) => !fields.includes(key) && key !== 'metadata');
  return rest.length === 0 ? null : canonicalJson(Object.fromEntries(rest));
}

function labelOf(role: string, value: unknown): string {
  const fields = keyFields[role] ?? otherKeyFields;
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const parts = fields.map((field) => record[field] ?? (record.input as Record<string, unknown> | undefined)?.[field]);
  const texts = parts.flatMap((part) => [...textsIn(part)]).filter((text) => text.trim() !== '');
  return texts.join(' ') || JSON.stringify(value);
}

/** Pairs what is gone with what has come, the surest ground first. What stays alone was removed or added. */
function match(gone: Example[], come: Example[], result: DatasetDiff, maxDepth: number): void {
  const inFile = (of: (example: Example) => string | null) => (example: Example) => {
    const what = of(example);
    return what === null ? null : `${example.file}\n${what}`;
  };
  const grounds: ((example: Example) => string | null)[] = [
    inFile(({ canonical }) => canonical),
    ({ canonical }) => canonical,
    inFile(({ key }) => key),
    ({ key }) => key,
    inFile(({ rest }) => rest),
  ];
  const [left, right] = [new Set(gone), new Set(come)];
  for (const ground of grounds) {
    const waiting = new Map<string, Example[]>();
    for (const example of left) {
      const what = ground(example);
      if (what === null) continue;
      const others = waiting.get(what);
      if (others) others.push(example);
      else waiting.set(what, [example]);
    }
    for (const now of right) {
      const old = waiting.get(ground(now) ?? '')?.shift();
      if (!old) continue;
      left.delete(old);
      right.delete(now);
      const same = old.canonical === now.canonical;
      if (same && old.file === now.file) result.reformatted++;
      else {
        const fields = same ? [] : diffFields(parseRecord(old.bytes, maxDepth), parseRecord(now.bytes, maxDepth));
        const kind = same ? 'moved' : 'changed';
        result.changes.push({ kind, label: now.label, before: old.place, after: now.place, fields });
      }
    }
  }
  for (const { label, place } of left) result.changes.push({ kind: 'removed', label, before: place, fields: [] });
  for (const { label, place } of right) result.changes.push({ kind: 'added', label, after: place, fields: [] });
}
