import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { Scratch } from '../../src/commands/scratch.ts';
import { factsSchema } from '../../src/review/facts-schema.ts';
import { SteppingClock } from '../fakehub/clock.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import { factsOf } from './facts.ts';

const team = 'review:\n  curators:\n    teams: [acme/curators]\n';
const facts = factsOf(team, { changed: ['data/production/ba_train.jsonl'], approved: ['ada', 'tom'] });
const written = (scratch: Scratch, snapshot: unknown = facts) => scratch.write('facts.json', JSON.stringify(snapshot));
const explain = (scratch: Scratch, ...flags: string[]) => scratch.run('review', 'explain', ...flags);

test('a snapshot is told as a tree, in three formats, with its exit code', async () => {
  using scratch = new Scratch();
  written(scratch);
  const text = await explain(scratch, '--input', 'facts.json');
  expect(text).toMatchObject({ code: 1, err: '' });
  expect(text.out).toContain('✗ golden data: 1 of 2 approvals (ada); 1 more needed, of alan, grace');
  expect(text.out).toMatch(/^tom +approved +no +is no curator here$/m);
  expect(text.out).toContain('data/production/ba_train.jsonl');
  const json = await explain(scratch, '--input', 'facts.json', '--format', 'json');
  expect(JSON.parse(json.out)).toMatchObject({ outcome: 'waiting', title: '1 of 2 approvals' });
  const markdown = await explain(scratch, '--input', 'facts.json', '--format', 'markdown');
  expect(markdown.out).toContain('| ada |');
  scratch.stdin = JSON.stringify(factsOf(team, { changed: ['README.md'], approved: [] }));
  expect(await explain(scratch, '--input', '-')).toMatchObject({ code: 0, out: expect.stringContaining('✓') });
});

test('another policy is tried on the same pull request, as far as the snapshot knows its people', async () => {
  using scratch = new Scratch();
  written(scratch);
  scratch.write('users.yml', 'review:\n  curators:\n    users: [Ada, tom]\n');
  expect((await explain(scratch, '--input', 'facts.json', '--config', 'users.yml')).code).toBe(0);
  scratch.write('stranger.yml', 'review:\n  curators:\n    users: [ada, tom, zoe]\n');
  const stranger = await explain(scratch, '--input', 'facts.json', '--config', 'stranger.yml');
  expect(stranger).toMatchObject({ code: 1, out: expect.stringContaining('who zoe is: was not looked up') });
});

test('what is worth knowing is noted', async () => {
  using scratch = new Scratch();
  const elsewhere = '0123456789'.repeat(4);
  const [first, ...reviews] = facts.reviews;
  const moved = { ...facts, state: 'closed', reviews: [{ ...first, commit: elsewhere }, ...reviews] };
  written(scratch, { ...moved, commits: [{ ...facts.commits[0], sha: elsewhere }, ...facts.commits] });
  const { out } = await explain(scratch, '--input', 'facts.json');
  expect(out).toContain('The pull request is closed');
  expect(out).toContain(`The snapshot lacks what changed at ${elsewhere}`);
});

test.each<[string, string[], RegExp]>([
  ['no source', [], /either --input FILE.*or --pr URL/],
  ['two sources', ['--input', 'facts.json', '--pr', 'a/b#1'], /either --input FILE.*or --pr URL/],
  ['a format', ['--input', 'facts.json', '--format', 'html'], /--format is text, markdown or json, not html/],
  ['nothing to save', ['--input', 'facts.json', '--save', 'x.json'], /--save keeps what --pr has read/],
  ['no file', ['--input', 'none.json'], /the snapshot none\.json cannot be read: ENOENT/],
  ['a folder', ['--input', '.'], /the snapshot \. cannot be read: EISDIR/],
  ['no JSON', ['--input', 'broken.yml'], /broken\.yml is no JSON: [\s\S]*pull-request\.schema\.json/],
  ['another shape', ['--input', 'shape.json'], /shape\.json:1: .*pull-request\.schema\.json/],
  ['no policy file', ['--input', 'facts.json', '--config', 'none.yml'], /the policy none\.yml cannot be read/],
  ['a broken policy', ['--input', 'facts.json', '--config', 'broken.yml'], /^goldgate: broken\.yml:3: .*aprovals/],
  ['no review', ['--input', 'facts.json', '--config', 'empty.yml'], /empty\.yml has no `review:`/],
  [
    'no address',
    ['--pr', 'https://github.com/acme'],
    /--pr takes https:\/\/github\.com\/OWNER\/REPOSITORY\/pull\/NUMBER/,
  ],
  ['dots', ['--pr', 'https://github.com/acme/../pull/1'], /--pr takes/],
  ['another host', ['--pr', 'https://evil.example/acme/data/pull/1'], /is not on https:\/\/github\.com/],
  ['no token', ['--pr', 'https://github.com/acme/data/pull/1/files'], /set GITHUB_TOKEN/],
])('%s is refused with what to do', async (_, flags, message) => {
  using scratch = new Scratch();
  written(scratch);
  scratch.write('broken.yml', 'review:\n  curators: {users: [a, b]}\n  aprovals: 2\n');
  scratch.write('empty.yml', 'datasets: [a.jsonl]\n');
  scratch.write('shape.json', '{\n  "version": 2\n}\n');
  const { code, out, err } = await explain(scratch, ...flags);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});

test('a pull request is read from GitHub, for the policy that is tried, and kept', async () => {
  await using hub = await FakeHub.start({ clock: new SteppingClock().next });
  for (const login of ['ann', 'bob', 'eve']) hub.world.addUser(login);
  hub.world.addTeam('acme/curators', ['ann', 'bob']);
  const files = {
    '.github/goldgate.yml': 'review:\n  approvals: 1\n  curators:\n    users: [bob]\n',
    'data/a.txt': 'a\n',
  };
  const repository = hub.world.createRepository({ owner: 'acme', name: 'data', files });
  for (const login of ['ann', 'bob', 'eve']) repository.setPermission(login, 'write');
  repository.commit('more', { 'data/production/ba_train.jsonl': '{}\n' }, { author: 'eve', message: 'more' });
  const number = repository.openPullRequest({ author: 'eve', head: 'more' });
  repository.review(number, 'ann', 'APPROVED');
  using scratch = new Scratch();
  scratch.env = { GITHUB_TOKEN: hub.token('ann'), GITHUB_API_URL: hub.url };
  const url = `https://github.com/acme/data/pull/${number}`;
  const asked = await explain(scratch, '--pr', url, '--save', 'kept/facts.json');
  expect(asked).toMatchObject({
    code: 1,
    err: '',
    out: expect.stringContaining('0 of 1 approval; 1 more needed, of bob'),
  });
  expect(asked.out).toContain('What the app has recorded of approvals, it alone can read');
  const kept = await explain(scratch, '--input', 'kept/facts.json', '--format', 'json');
  expect(JSON.parse(kept.out)).toMatchObject({ outcome: 'waiting', title: '0 of 1 approval', notes: [] });
  scratch.write('team.yml', 'review:\n  approvals: 1\n  curators:\n    teams: [acme/curators]\n');
  const other = ['--config', 'team.yml', '--save', 'team.json'];
  expect((await explain(scratch, '--pr', `acme/data#${number}`, ...other)).code).toBe(0);
  expect((await explain(scratch, '--input', 'team.json')).code).toBe(0);
  const gone = await explain(scratch, '--pr', 'acme/data#99');
  expect(gone).toMatchObject({ code: 2, err: 'goldgate: acme/data#99: there is no pull request 99\n' });
  scratch.env.GITHUB_TOKEN = 'gh-canary';
  const refused = await explain(scratch, '--pr', url);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(/status 401; see what GITHUB_TOKEN may read\n$/);
  expect(hub.violations).toEqual([]);
});

test('a GitHub that does not answer is told, without the token', async () => {
  using scratch = new Scratch();
  scratch.env = { GITHUB_TOKEN: 'gh-canary', GITHUB_API_URL: 'http://127.0.0.1:9' };
  const { code, err } = await explain(scratch, '--pr', 'acme/data#7');
  expect(code).toBe(2);
  expect(err).toMatch(/^goldgate: acme\/data#7: GitHub does not give pull request 7: no answer/);
  expect(err).not.toContain('canary');
});

test('the facts of the policies fit the schema that the document names', () => {
  const fits = new Ajv2020({ strict: false }).compile(factsSchema);
  expect(fits(facts), JSON.stringify(fits.errors)).toBe(true);
  const published = JSON.parse(readFileSync('docs/pull-request.schema.json', 'utf8'));
  expect(published.required).toEqual(factsSchema.required);
});
