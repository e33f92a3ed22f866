import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SetupError } from '../../core/errors.ts';
import { fetchData, limits } from './data.ts';
import { inStep, openGitHub } from './step.ts';
import { FakeGitHub, head } from './step-fake.ts';

const roots: string[] = [];
const freshRoot = () => {
  const root = mkdtempSync(join(tmpdir(), 'goldgate-data-'));
  roots.push(root);
  return root;
};
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

const train = 'data/ba_train.jsonl';
const content = Buffer.from('{"concept":"\xe9\xff"}\n', 'latin1');
const folder = `cache/${head}`;
const chooseAll = (paths: readonly string[]) => paths.filter((path) => path.endsWith('.jsonl'));

async function fetched(
  alter?: FakeGitHub['alter'],
  { number = 12, sha = head, root = freshRoot(), files = {} as Record<string, string> } = {},
) {
  await using fake = await new FakeGitHub().listen();
  fake.files = { [train]: content, 'src/run.js': 'evil()', ...files };
  if (alter) fake.alter = alter;
  const github = openGitHub('t0ken', fake.env);
  const paths = await inStep(fetchData(github, { number, sha }, chooseAll, { root, folder }));
  expect([...fake.tokens]).toEqual(['token t0ken']);
  return { paths, root, requests: fake.requests };
}

test('writes the chosen files, byte for byte, and asks for no other blob', async () => {
  const { paths, root, requests } = await fetched();
  expect(paths).toEqual([train]);
  expect(readFileSync(join(root, folder, train))).toEqual(content);
  expect(readdirSync(root, { recursive: true }).filter((path) => /\.\w+$/.test(String(path)))).toEqual([
    `cache/${head}/${train}`,
  ]);
  expect(requests.filter((request) => request.includes('/blobs/'))).toHaveLength(1);
});

test('a folder left behind by an earlier run is made anew', async () => {
  const root = freshRoot();
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'left.jsonl'), 'old');
  await fetched(undefined, { root });
  expect(existsSync(join(root, folder, 'left.jsonl'))).toBe(false);
});

const item =
  (change: object): FakeGitHub['alter'] =>
  (path, answer: { tree?: { path: string }[] }) =>
    path.includes('/trees/')
      ? { ...answer, tree: answer.tree?.map((entry) => (entry.path === train ? { ...entry, ...change } : entry)) }
      : answer;
const at =
  (part: string, change: object | number): FakeGitHub['alter'] =>
  (path, answer: object) =>
    path.includes(part) ? (typeof change === 'number' ? change : { ...answer, ...change }) : answer;
const zeros = '0'.repeat(40);

test.each<[string, FakeGitHub['alter'], RegExp]>([
  ['another head', at('/pulls/', { head: { sha: zeros } }), /is not the head of pull request 12, which is 0{40}/],
  ['another commit', at('/commits/', { sha: zeros }), /answers with the commit 0{40}/],
  ['a truncated tree', at('/trees/', { truncated: true }), /too many for GitHub to list/],
  ['a symbolic link', item({ mode: '120000' }), /ba_train\.jsonl is a symbolic link/],
  ['a submodule', item({ mode: '160000', type: 'commit' }), /is a submodule/],
  ['another mode', item({ mode: '100666' }), /is of the mode 100666/],
  ['no mode', item({ mode: undefined }), /is of the mode/],
  ['100 MB', item({ size: 100_000_000 }), /has 100000000 bytes; at most/],
  ['no size', item({ size: undefined }), /does not say the id and the size/],
  ['no id', item({ sha: null }), /does not say the id and the size/],
  ['another id', item({ sha: zeros }), /does not give the file .*exists/],
  ['another size', item({ size: 3 }), /is not the file/],
  ['a path that climbs', item({ path: 'data/../../x_train.jsonl' }), /no path that data may have/],
  ['an absolute path', item({ path: '/etc/x_train.jsonl' }), /no path that data may have/],
  ['a backslash', item({ path: 'data\\..\\x_train.jsonl' }), /no path that data may have/],
  ['a git folder', item({ path: '.GIT/x_train.jsonl' }), /no path that data may have/],
  ['a line end', item({ path: 'data/a\n_train.jsonl' }), /no path that data may have/],
  ['changed bytes', at('/blobs/', { content: Buffer.from('{"concept":"x"}\n').toString('base64') }), /is not the file/],
  ['another encoding', at('/blobs/', { encoding: 'utf-8' }), /is not the file/],
  ['no pull request', at('/pulls/', 404), /does not give pull request 12: status 404; check that it exists/],
  ['no permission', at('/blobs/', 403), /check the `permissions` of the job/],
  ['an outage', at('/trees/', 502), /try again later/],
])('%s is refused', async (_, alter, message) => {
  const root = freshRoot();
  const failing = fetched(alter, { root });
  await expect(failing).rejects.toThrow(message);
  await expect(failing).rejects.toBeInstanceOf(SetupError);
  expect(readdirSync(root, { recursive: true }).filter((path) => String(path).endsWith('.jsonl'))).toEqual([]);
});

test('a pointer of Git LFS is no data', async () => {
  const files = { [train]: 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n' };
  await expect(fetched(undefined, { files })).rejects.toThrow('pointer of Git LFS');
});

test('all files together are bounded', async () => {
  const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`data/${name}_train.jsonl`, 'x']));
  const alter: FakeGitHub['alter'] = (path, answer: { tree?: object[] }) =>
    path.includes('/trees/')
      ? { ...answer, tree: answer.tree?.map((entry) => ({ ...entry, size: limits.file })) }
      : answer;
  await expect(fetched(alter, { files })).rejects.toThrow(/the data has \d+ bytes/);
});

test('nothing is written through a link', async () => {
  const [root, outside] = [freshRoot(), freshRoot()];
  symlinkSync(outside, join(root, 'cache'));
  await expect(fetched(undefined, { root })).rejects.toThrow('cache is a symbolic link');
  expect(readdirSync(outside)).toEqual([]);
});

test.each([
  ['', { GITHUB_REPOSITORY: 'octo/data' }, 'set the input `token`'],
  ['t', {}, 'GITHUB_REPOSITORY'],
  ['t', { GITHUB_REPOSITORY: 'a/b/c' }, 'GITHUB_REPOSITORY'],
])('token %j in %j cannot ask', (token, env, message) => {
  expect(() => openGitHub(token, env)).toThrow(message);
});
