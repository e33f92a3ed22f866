// What a pull request needs to know of git's history: ancestors, merge bases, flat trees, differences, merges.

import type { CommitObject, ObjectStore, TreeEntry } from './git-objects.ts';

export interface FlatEntry {
  mode: string;
  sha: string;
}

export type FlatTree = ReadonlyMap<string, FlatEntry>;

export interface FileChange {
  path: string;
  status: 'added' | 'removed' | 'modified' | 'renamed';
  previous: string | null;
  before: FlatEntry | null;
  after: FlatEntry | null;
}

export class History {
  readonly #flat = new Map<string, FlatTree>();
  readonly #ancestors = new Map<string, ReadonlySet<string>>();
  readonly #changes = new Map<string, readonly FileChange[]>();
  readonly objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.objects = objects;
  }

  commit(sha: string): CommitObject {
    const commit = this.objects.commit(sha);
    if (!commit) throw new Error(`fakehub: ${sha} is no commit`);
    return commit;
  }

  /** Every file below a tree, by path. */
  flat(tree: string): FlatTree {
    let files = this.#flat.get(tree);
    if (files) return files;
    const found = new Map<string, FlatEntry>();
    for (const { mode, name, sha } of this.objects.tree(tree)) {
      if (mode !== '40000') found.set(name, { mode, sha });
      else for (const [path, entry] of this.flat(sha)) found.set(`${name}/${path}`, entry);
    }
    files = found;
    this.#flat.set(tree, files);
    return files;
  }

  filesAt(commit: string): FlatTree {
    return this.flat(this.commit(commit).tree);
  }

  writeFlat(files: FlatTree): string {
    const entries: TreeEntry[] = [];
    const folders = new Map<string, Map<string, FlatEntry>>();
    for (const [path, entry] of files) {
      const slash = path.indexOf('/');
      if (slash < 0) entries.push({ ...entry, name: path });
      else {
        const name = path.slice(0, slash);
        const below = folders.get(name) ?? new Map<string, FlatEntry>();
        folders.set(name, below.set(path.slice(slash + 1), entry));
      }
    }
    for (const [name, below] of folders) entries.push({ mode: '40000', name, sha: this.writeFlat(below) });
    return this.objects.writeTree(entries);
  }

  /** The commit itself among them. */
  ancestors(sha: string): ReadonlySet<string> {
    const known = this.#ancestors.get(sha);
    if (known) return known;
    const seen = new Set<string>();
    const open = [sha];
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...this.commit(next).parents);
    }
    this.#ancestors.set(sha, seen);
    return seen;
  }

  /** `null` when the two have no common history. */
  mergeBase(one: string, other: string): string | null {
    const ours = this.ancestors(one);
    const common = [...this.ancestors(other)].filter((sha) => ours.has(sha));
    const older = new Set(common.flatMap((sha) => this.commit(sha).parents));
    return common.filter((sha) => !older.has(sha)).sort()[0] ?? null;
  }

  /** Commits of `head` that `base` has not, parents first. */
  between(base: string, head: string): string[] {
    const known = new Set(this.ancestors(base));
    const found: string[] = [];
    const visit = (sha: string) => {
      const stack: { sha: string; left: string[] }[] = [];
      const enter = (next: string) => {
        if (known.has(next)) return;
        known.add(next);
        stack.push({ sha: next, left: [...this.commit(next).parents] });
      };
      enter(sha);
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const parent = top.left.shift();
        if (parent) enter(parent);
        else found.push((stack.pop() as { sha: string }).sha);
      }
    };
    visit(head);
    return found;
  }

  /** Sorted by path; a file that moved unchanged is one rename. */
  changes(from: string | null, to: string): readonly FileChange[] {
    const key = `${from} ${to}`;
    let changes = this.#changes.get(key);
    if (!changes) {
      changes = compareFlat(from ? this.filesAt(from) : new Map(), this.filesAt(to));
      this.#changes.set(key, changes);
    }
    return changes;
  }

  /** The merged tree, or the paths that both sides changed differently and the rest. */
  merge(ours: string, theirs: string): { tree: string } | { conflicts: string[]; rest: FlatTree } {
    const base = this.mergeBase(ours, theirs);
    const from = base ? this.filesAt(base) : new Map<string, FlatEntry>();
    const [mine, other] = [this.filesAt(ours), this.filesAt(theirs)];
    const merged = new Map<string, FlatEntry>();
    const conflicts: string[] = [];
    for (const path of new Set([...from.keys(), ...mine.keys(), ...other.keys()])) {
      const [a, b, c] = [from.get(path), mine.get(path), other.get(path)];
      const chosen = same(a, b) ? c : same(a, c) || same(b, c) ? b : 'conflict';
      if (chosen === 'conflict') conflicts.push(path);
      else if (chosen) merged.set(path, chosen);
    }
    return conflicts.length > 0 ? { conflicts, rest: merged } : { tree: this.writeFlat(merged) };
  }
}

const same = (one: FlatEntry | undefined, other: FlatEntry | undefined) =>
  one?.sha === other?.sha && one?.mode === other?.mode;

function compareFlat(from: FlatTree, to: FlatTree): FileChange[] {
  const changes: FileChange[] = [];
  const removed = new Map<string, { path: string; entry: FlatEntry }[]>();
  for (const [path, entry] of from) {
    const after = to.get(path);
    if (after && !same(entry, after)) {
      changes.push({ path, status: 'modified', previous: null, before: entry, after });
    } else if (!after) removed.set(entry.sha, [...(removed.get(entry.sha) ?? []), { path, entry }]);
  }
  for (const [path, after] of to) {
    if (from.has(path)) continue;
    const origin = removed.get(after.sha)?.shift();
    changes.push(
      origin
        ? { path, status: 'renamed', previous: origin.path, before: origin.entry, after }
        : { path, status: 'added', previous: null, before: null, after },
    );
  }
  for (const { path, entry } of [...removed.values()].flat()) {
    changes.push({ path, status: 'removed', previous: null, before: entry, after: null });
  }
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1));
}
