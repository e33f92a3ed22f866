import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChanges } from './changes.ts';
import { loopback, type Reply } from './loopback-fake.ts';

interface File {
  mode: string;
  sha: string;
}
type Files = Readonly<Record<string, File>>;
interface Entry extends File {
  path: string;
}

const idOf = (text: string) => createHash('sha1').update(text).digest('hex');
const file = (text: string, mode = '100644'): File => ({ mode, sha: idOf(text) });

/** A repository of commits that are trees; a recursive listing is cut after `most` entries, as GitHub's is. */
async function repositoryOf(commits: Readonly<Record<string, Files>>, most = Number.POSITIVE_INFINITY) {
  const trees = new Map<string, { flat: Entry[]; deep: Entry[] }>();
  const add = (files: Files): string => {
    const names = [...new Set(Object.keys(files).map((path) => path.split('/')[0] as string))].sort();
    const flat: Entry[] = [];
    const deep: Entry[] = [];
    for (const name of names) {
      const leaf = files[name];
      const inside = Object.entries(files).flatMap(([path, entry]) =>
        path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), entry] as const] : [],
      );
      const entry = leaf ?? { mode: '040000', sha: add(Object.fromEntries(inside)) };
      flat.push({ path: name, ...entry });
      const below = leaf ? [] : (trees.get(entry.sha)?.deep ?? []);
      deep.push({ path: name, ...entry }, ...below.map((each) => ({ ...each, path: `${name}/${each.path}` })));
    }
    const sha = idOf(JSON.stringify(deep));
    trees.set(sha, { flat, deep });
    return sha;
  };
  const roots = new Map(Object.entries(commits).map(([name, files]) => [idOf(name), add(files)]));
  const hub = await loopback(({ path }): Reply => {
    const url = new URL(path, 'http://x');
    const compared = /\/compare\/(\w+)\.\.\.(\w+)$/.exec(url.pathname);
    if (compared) {
      const known = compared.slice(1).every((sha) => roots.has(sha));
      return known ? { body: { merge_base_commit: { sha: compared[1] } } } : { status: 404, body: {} };
    }
    const asked = url.pathname.split('/').at(-1) ?? '';
    const tree = trees.get(roots.get(asked) ?? asked);
    if (!tree) return { status: 404, body: {} };
    const all = url.searchParams.has('recursive') ? tree.deep : tree.flat;
    const cut = url.searchParams.has('recursive') && all.length > most;
    return { body: { sha: asked, tree: cut ? all.slice(0, most) : all, truncated: cut } };
  });
  return { hub, changes: () => readChanges(hub.github(), idOf('base'), idOf('head')) };
}

/** What a list of all files tells. */
function expected(base: Files, head: Files) {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort((a, b) => (a < b ? -1 : 1));
  return paths.flatMap((path) => {
    const [was, is] = [base[path], head[path]];
    if (was?.sha === is?.sha && was?.mode === is?.mode) return [];
    return [{ path, mode: is?.mode ?? null, blob: is?.sha ?? null }];
  });
}

describe('what differs from the merge base', () => {
  test('rows 42, 43, 44: a rename is two paths; modes, links and submodules are kept; a folder may become a file', async () => {
    const base: Files = {
      'data/ba.jsonl': file('1'),
      'run.sh': file('2'),
      'docs/a': file('3'),
      kept: file('4'),
      'gone.txt': file('5'),
    };
    const head: Files = {
      'data/moved.jsonl': file('1'),
      'run.sh': file('2', '100755'),
      docs: file('to', '120000'),
      kept: file('4'),
      module: file('commit', '160000'),
    };
    const { hub, changes } = await repositoryOf({ base, head });
    await using _ = hub;
    expect(await changes()).toEqual([
      { path: 'data/ba.jsonl', mode: null, blob: null },
      { path: 'data/moved.jsonl', mode: '100644', blob: idOf('1') },
      { path: 'docs', mode: '120000', blob: idOf('to') },
      { path: 'docs/a', mode: null, blob: null },
      { path: 'gone.txt', mode: null, blob: null },
      { path: 'module', mode: '160000', blob: idOf('commit') },
      { path: 'run.sh', mode: '100755', blob: idOf('2') },
    ]);
  });

  test('row 38: null when a commit can no longer be reached', async () => {
    const { hub, changes } = await repositoryOf({ base: { a: file('1') } });
    await using _ = hub;
    expect(await changes()).toBeNull();
  });

  test('is the same for trees that GitHub cuts, and only sub-trees that differ are asked for', async () => {
    const folders = Array.from({ length: 20 }, (_, folder) =>
      Array.from({ length: 20 }, (_, name) => [`f${folder}/deep/n${name}`, file(`${folder} ${name}`)] as const),
    ).flat();
    const base = Object.fromEntries(folders);
    const head = { ...base, 'f7/deep/n3': file('new'), 'f8/other/x': file('added') };
    const { hub, changes } = await repositoryOf({ base, head }, 30);
    await using _ = hub;
    expect(await changes()).toEqual(expected(base, head));
    expect(hub.asked.length).toBeLessThan(12);
  });

  test('whatever the two trees are, and wherever GitHub cuts', async () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    const entry = fc.record({
      sha: fc.constantFrom('1', '2', '3').map(idOf),
      mode: fc.constantFrom('100644', '100755', '120000'),
    });
    const files = fc.dictionary(path, entry, { maxKeys: 12 }).map((all) => {
      const paths = Object.keys(all);
      const inside = (one: string) => paths.some((other) => one.startsWith(`${other}/`));
      return Object.fromEntries(Object.entries(all).filter(([one]) => !inside(one)));
    });
    await fc.assert(
      fc.asyncProperty(files, files, fc.integer({ min: 0, max: 6 }), async (base, head, most) => {
        const { hub, changes } = await repositoryOf({ base, head }, most);
        await using _ = hub;
        expect(await changes()).toEqual(expected(base, head));
      }),
      { numRuns: 60 },
    );
  });

  test('a folder that GitHub cannot list is an error', async () => {
    await using hub = await loopback(({ path }) =>
      path.includes('/compare/')
        ? { body: { merge_base_commit: { sha: idOf('base') } } }
        : { body: { tree: [], truncated: true } },
    );
    await expect(readChanges(hub.github(), idOf('base'), idOf('head'))).rejects.toThrow('too many files');
  });
});
