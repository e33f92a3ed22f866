import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baLines, held, manifest, Scratch, train } from './scratch.ts';

let team: Scratch;
beforeEach(async () => {
  team = await Scratch.team();
});
afterEach(() => team[Symbol.dispose]());

const change = () => team.write(train, baLines(1, 21));

test('verify says what is stale, update mends it, and there is nothing more to do', async () => {
  expect(await team.run('manifest', 'verify')).toMatchObject({
    ...{ code: 0, out: expect.stringMatching(/✓ pass .* in 2 files, 25 records/) },
  });
  expect((await team.run('manifest', 'update')).out).toBe(`${manifest} is current.\n`);
  change();
  const stale = await team.findings('manifest', 'verify');
  expect(new Set(stale.map((finding) => finding.split(' ')[1]))).toEqual(new Set(['manifest-current']));
  expect(stale).toHaveLength(4);
  const { code, out } = await team.run('manifest', 'update');
  expect(code).toBe(0);
  expect(out).toContain('~ ba_train: sha256, size, examples (20 → 21 examples)');
  expect((await team.run('manifest', 'verify')).code).toBe(0);
});

test('update touches what changed and no other byte: unknown keys, their order, odd spacing, the type of `size`', async () => {
  const { datasets } = JSON.parse(team.read(manifest)) as { datasets: Record<string, unknown>[] };
  const [eval_, train_] = datasets.sort((a, b) => String(a.path).localeCompare(String(b.path)));
  const untouched = `{"curator":"bob",   "zz": [1,2],"path":"ba_eval.jsonl", "name":"ba_eval","sha256": "${eval_?.sha256}", "size":"${eval_?.size}" }`;
  const before = `{\n\t"x-team": {"b": 1, "a": 2},\n\t"datasets": [\n\t\t${untouched},\n\t\t{"examples": 20, "size": "${train_?.size}", "own": null, "sha256": "${train_?.sha256}", "path": "./ba_train.jsonl", "name": "t", "curator": "ada", "updated_at": "2026-01-02"}\n\t],\n\t"total_examples": 25, "updated_at": "2026-01-02 03:04:05"\n}`;
  team.write(manifest, before);
  expect((await team.run('manifest', 'update')).out).toContain('is current');
  expect(team.read(manifest)).toBe(before);
  change();
  await team.run('manifest', 'update');
  const after = team.read(manifest);
  expect(after).toContain(untouched);
  expect(after).toContain('"x-team": {"b": 1, "a": 2}');
  const entry = JSON.parse(after).datasets[1];
  expect(Object.keys(entry)).toEqual(['examples', 'size', 'own', 'sha256', 'path', 'name', 'curator', 'updated_at']);
  expect(entry).toMatchObject({
    size: String(Buffer.byteLength(baLines(1, 21))),
    examples: 21,
    updated_at: '2026-03-04',
  });
  expect(JSON.parse(after)).toMatchObject({
    total_examples: 26,
    updated_at: expect.stringMatching(/^2026-03-04 \d\d:\d\d:\d\d$/),
  });
  expect((await team.run('manifest', 'verify')).code).toBe(0);
});

test('update NAME rewrites that entry alone, with its curator and note', async () => {
  change();
  team.write(held, baLines(101, 6));
  await team.run('manifest', 'update', 'ba_eval', '--curator', 'bob', '--notes', 'one more');
  const { datasets } = JSON.parse(team.read(manifest));
  expect(datasets).toMatchObject([
    { name: 'ba_eval', examples: 6, curator: 'bob', notes: 'one more' },
    { name: 'ba_train', examples: 20, curator: 'ada' },
  ]);
  const { code, err } = await team.run('manifest', 'update', 'ba_evil');
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringMatching(/no dataset is named ba_evil; there are ba_eval/),
  });
});

test('an entry whose file is gone stays, for a person to decide', async () => {
  team.remove(held);
  await team.run('manifest', 'update');
  expect(JSON.parse(team.read(manifest)).datasets).toHaveLength(2);
  const found = await team.findings('manifest', 'verify');
  expect(found).toEqual([expect.stringMatching(/^error manifest-files /)]);
});

test.each([
  ['that is no JSON', '{', /manifest\.json:1: is not JSON/],
  ['with a list in place of an object', '[]', /needs a list `datasets`/],
  [
    'with the same path twice, written differently',
    '{"datasets": [{"name": "a", "path": "ba_train.jsonl", "sha256": "x"},\n{"name": "b", "path": "./ba_train.jsonl", "sha256": "x"}]}',
    /manifest\.json:2: .*listed already/,
  ],
  [
    'with a key twice',
    '{"datasets": [{"name": "a", "path": "b",\n"sha256": "x",\n"sha256": "y"}]}',
    /manifest\.json:3: the key "sha256" stands twice/,
  ],
  ['a hundred thousand levels deep', '['.repeat(100_000), /is nested too deeply/],
])('a manifest %s is left as it is, and is a finding of verify', async (_, text, expected) => {
  team.write(manifest, text);
  const { code, err } = await team.run('manifest', 'update');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(expected) });
  expect(team.read(manifest)).toBe(text);
  expect(await team.findings('manifest', 'verify')).toContainEqual(expect.stringMatching(/^error manifest-readable /));
});

test('what an entry points at is never read outside the repository', async () => {
  team.write('../goldgate-outside.jsonl', '{}\n');
  symlinkSync('/etc/passwd', join(team.path, 'data/production/linked.txt'));
  const paths = ['../../../goldgate-outside.jsonl', '/etc/passwd', 'linked.txt', '.', 'x'.repeat(5000), 'a\u0000b', ''];
  const entries = paths.map((path, index) => ({ name: `n${index}`, path, sha256: 'x', curator: 'ada' }));
  team.write(manifest, JSON.stringify({ datasets: entries }));
  const { code, out, err } = await team.run('check', '--rule', 'manifest-files', '--format', 'json');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const messages = (JSON.parse(out) as { findings: { message: string }[] }).findings.map(({ message }) => message);
  expect(messages).toHaveLength(6);
  expect(messages.filter((message) => message.includes('leads out of the repository'))).toHaveLength(3);
  expect(messages.filter((message) => message.includes('is a symbolic link'))).toHaveLength(1);
  team.remove('../goldgate-outside.jsonl');
});

test('a manifest that is a link is not written through', async () => {
  team.write('real.json', team.read(manifest));
  team.remove(manifest);
  symlinkSync('../../real.json', join(team.path, manifest));
  change();
  const { code, err } = await team.run('manifest', 'update');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is a symbolic link') });
});

test('update leaves no temporary file, and needs a dataset', async () => {
  change();
  await team.run('manifest', 'update');
  expect(readdirSync(join(team.path, 'data/production')).sort()).toEqual([
    'ba_eval.jsonl',
    'ba_train.jsonl',
    'manifest.json',
  ]);
  team.remove('data');
  expect((await team.run('manifest', 'update')).code).toBe(2);
});
