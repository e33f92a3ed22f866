// Rewrites what changed in a manifest and nothing else: edits of the text, so that every other byte stays as it was.

import { applyEdits, modify, parse } from 'jsonc-parser';
import { normalPath } from './manifest.ts';

export interface DatasetState {
  name: string;
  /** Relative to the manifest. */
  path: string;
  sha256: string;
  bytes: number;
  examples: number;
}

interface Options {
  /** `YYYY-MM-DD HH:MM:SS`. */
  today: string;
  curator?: string | undefined;
  notes?: string | undefined;
  /** Entries to rewrite; all when empty. */
  names: readonly string[];
}

type Entry = Record<string, unknown>;

const empty = '{\n  "version": "1.1",\n  "updated_at": "",\n  "total_examples": 0,\n  "datasets": []\n}\n';

/**
 * The manifest's new text, a line a change for people, and the names that no dataset has. `text` is a manifest that
 * `parseManifest` has no problem with, or `null` for a new one. Entries whose file is gone stay: deleting one is a
 * person's decision.
 */
export function updateManifest(
  text: string | null,
  states: readonly DatasetState[],
  { today, curator, notes, names }: Options,
): { text: string; changes: string[]; unknown: string[] } {
  let result = text ?? empty;
  const eol = result.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)"/m.exec(result)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol };
  const set = (path: (string | number)[], value: unknown) => {
    result = applyEdits(result, modify(result, path, value, { formattingOptions }));
  };
  const entries = (parse(result) as { datasets: Entry[] }).datasets;
  const changes: string[] = [];
  const day = today.slice(0, 10);
  const chosen = states.filter(
    ({ name, path }) => names.length === 0 || names.includes(name) || names.includes(nameAt(path)),
  );

  function nameAt(path: string): string {
    return String(entries.find((entry) => normalPath(entry.path) === path)?.name ?? '');
  }

  for (const { name, path, sha256, bytes, examples } of chosen) {
    const index = entries.findIndex((entry) => normalPath(entry.path) === path);
    const entry = entries[index];
    if (!entry) {
      const added = {
        name,
        path,
        sha256,
        size: bytes,
        examples,
        created_at: day,
        updated_at: day,
        curator: curator ?? '',
      };
      set(['datasets', entries.length], notes === undefined ? added : { ...added, notes });
      entries.push(added);
      changes.push(`+ ${name}: ${examples} examples${curator ? '' : '; name its curator with --curator'}`);
      continue;
    }
    const size = typeof entry.size === 'string' ? String(bytes) : bytes;
    const current = { sha256, ...('size' in entry ? { size } : {}), ...('examples' in entry ? { examples } : {}) };
    const stale = Object.entries(current).filter(([key, value]) => entry[key] !== value);
    const named = Object.entries({ curator, notes }).filter(
      ([key, value]) => value !== undefined && (names.length > 0 || stale.length > 0) && entry[key] !== value,
    );
    if (stale.length + named.length === 0) continue;
    for (const [key, value] of [...stale, ...named, ['updated_at', dateLike(entry.updated_at, today)] as const]) {
      set(['datasets', index, key], value);
    }
    const was = entry.examples;
    const counts =
      was === undefined || was === examples ? `${examples} examples` : `${String(was)} → ${examples} examples`;
    changes.push(`~ ${String(entry.name)}: ${[...stale, ...named].map(([key]) => key).join(', ')} (${counts})`);
  }

  const counted = new Map(states.map((state) => [state.path, state.examples]));
  const root = parse(result) as Entry & { datasets: Entry[] };
  const total = root.datasets.reduce(
    (sum, { path, examples }) => sum + Number(examples ?? counted.get(normalPath(path) ?? '') ?? 0),
    0,
  );
  const may = names.length === 0 || changes.length > 0;
  if (may && 'total_examples' in root && root.total_examples !== total) {
    set(['total_examples'], total);
    changes.push(`~ total_examples: ${String(root.total_examples)} → ${total}`);
  }
  if (changes.length > 0) set(['updated_at'], dateLike(root.updated_at || today, today));
  const known = new Set([...states.map(({ name }) => name), ...entries.map((entry) => String(entry.name))]);
  return { text: result, changes, unknown: names.filter((name) => !known.has(name)) };
}

/** Today, as long or as short as the date that it replaces: a day alone, or with the time. */
function dateLike(old: unknown, today: string): string {
  if (typeof old !== 'string' || old.length <= 10) return today.slice(0, 10);
  return old.includes('T') ? `${today.replace(' ', 'T')}` : today;
}
