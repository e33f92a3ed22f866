// The manifest as it is written, with the line of every value, and what it is compared with.

import { posix } from 'node:path';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Place } from '../core/finding.ts';

/** A value, an empty one for any list or object, and the line it stands on; `value` is `undefined` (and the line the entry's) when the key is absent. */
export interface Located {
  value: unknown;
  line: number;
}

const entryKeys = ['name', 'path', 'sha256', 'size', 'examples', 'created_at', 'updated_at', 'curator'] as const;

export type ManifestEntry = Record<(typeof entryKeys)[number], Located> & { line: number };

export interface Manifest {
  entries: ManifestEntry[];
  total: Located;
  updatedAt: Located;
  problems: { line: number; message: string }[];
}

/** What stands where an entry points. */
export type ListedFile =
  | { standing: 'file'; sha256: string; bytes: number; examples: number }
  | { standing: 'missing' | 'outside' | 'link' | 'folder' | 'special' };

export interface ManifestFacts {
  path: string;
  /** `null` when there is no manifest. */
  manifest: Manifest | null;
  /** By path relative to the root, as `listedPath` gives it. */
  listed: ReadonlyMap<string, ListedFile>;
  /** The dataset files, relative to the root. */
  datasets: readonly string[];
  /** Other files in the datasets' folders. */
  others: readonly string[];
  /** Datasets that are not read, and what they are instead: "is a symbolic link". */
  irregular: readonly { path: string; what: string }[];
  /** The day on which this is judged, `YYYY-MM-DD`, in the time zone that is furthest ahead. */
  today: string;
}

/** Strict JSON, unknown keys allowed. What does not fit is a problem with its line; never throws. */
export function parseManifest(text: string): Manifest {
  const problems: Manifest['problems'] = [];
  const lineAt = lineCounter(text);
  const errors: ParseError[] = [];
  const tree = readTree(text, errors);
  const root = tree ?? undefined;
  for (const { error, offset } of errors) {
    problems.push({ line: lineAt(offset), message: `is not JSON: ${printParseErrorCode(error)}` });
  }
  const located = (node: Node | undefined, parent: Node | undefined): Located => ({
    value: node?.type === 'object' ? {} : node?.type === 'array' ? [] : node?.value,
    line: lineAt((node ?? parent)?.offset ?? 0),
  });
  const child = (node: Node | undefined, key: string) => node && findNodeAtLocation(node, [key]);

  const list = child(root, 'datasets');
  if (tree === null) problems.push({ line: 1, message: 'is nested too deeply' });
  else if (errors.length === 0 && list?.type !== 'array') {
    problems.push({ line: 1, message: 'needs a list `datasets`; `goldgate manifest update` writes one' });
  }
  const entries: ManifestEntry[] = [];
  const lines = new Map<string, number>();
  for (const node of (list?.type === 'array' && list.children) || []) {
    const line = lineAt(node.offset);
    const values = Object.fromEntries(entryKeys.map((key) => [key, located(child(node, key), node)]));
    const entry = { line, ...values } as ManifestEntry;
    for (const { key, offset } of doubledKeys(node)) {
      problems.push({ line: lineAt(offset), message: `the key ${JSON.stringify(key)} stands twice in one entry` });
    }
    const lacking = (['name', 'path', 'sha256'] as const).filter((key) => typeof entry[key].value !== 'string');
    if (lacking.length > 0) problems.push({ line, message: `the entry needs ${lacking.join(', ')} as text` });
    const place = normalPath(entry.path.value);
    const earlier = place === undefined ? undefined : lines.get(place);
    if (earlier !== undefined) {
      problems.push({
        line,
        message: `the path ${JSON.stringify(entry.path.value)} is listed already on line ${earlier}`,
      });
    } else if (place !== undefined) lines.set(place, line);
    entries.push(entry);
  }
  for (const { key, offset } of doubledKeys(root)) {
    problems.push({ line: lineAt(offset), message: `the key ${JSON.stringify(key)} stands twice` });
  }
  return {
    entries,
    total: located(child(root, 'total_examples'), root),
    updatedAt: located(child(root, 'updated_at'), root),
    problems,
  };
}

/** The parser calls itself for each level; a manifest needs four. */
function readTree(text: string, errors: ParseError[]): Node | undefined | null {
  try {
    return parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Readers disagree on which of two values counts. */
function* doubledKeys(node: Node | undefined): Iterable<{ key: string; offset: number }> {
  const seen = new Set<string>();
  for (const { children } of (node?.type === 'object' && node.children) || []) {
    const key = children?.[0];
    if (!key) continue;
    if (seen.has(key.value)) yield { key: key.value, offset: key.offset };
    seen.add(key.value);
  }
}

/** As entries are told apart: `./a.jsonl` is `a.jsonl`. */
export const normalPath = (path: unknown) => (typeof path === 'string' ? posix.normalize(path) : undefined);

/** The path of an entry relative to the root, or as it is written when it leads nowhere below the root. */
export function listedPath(manifestPath: string, entry: ManifestEntry): string | null {
  const { value } = entry.path;
  if (typeof value !== 'string' || value === '') return null;
  return posix.isAbsolute(value) ? value : posix.join(posix.dirname(manifestPath), value);
}

/** Each entry that names a path, with that path and what stands there. */
export function* listedEntries(
  facts: ManifestFacts,
): Iterable<{ entry: ManifestEntry; path: string; file: ListedFile; related: Place[] }> {
  for (const entry of facts.manifest?.entries ?? []) {
    const path = listedPath(facts.path, entry);
    const file = path === null ? undefined : facts.listed.get(path);
    if (path !== null && file) yield { entry, path, file, related: [{ path, line: 1 }] };
  }
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
