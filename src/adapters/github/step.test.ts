import { expect, test } from 'vitest';
import { findEarlierRun } from './earlier-run.ts';
import { findIssue, writeIssue } from './issue.ts';
import { inStep, openGitHub, stepLogin } from './step.ts';
import { FakeGitHub } from './step-fake.ts';

const workflow = 'octo/data/.github/workflows/tune.yml@refs/heads/main';
const own = { workflow, run: '50', comment: '345' };

async function earlier(runs: FakeGitHub['runs'], asked: typeof own = own) {
  await using fake = await new FakeGitHub().listen();
  fake.runs = runs;
  return await findEarlierRun(openGitHub('t', fake.env), asked);
}
const titled = (id: number, display_title: string, conclusion: string | null = null, steps = 0) => ({
  ...{ id, display_title, conclusion, steps },
});

test.each<[string, FakeGitHub['runs'], string | null]>([
  ['this run alone', [titled(50, 'tune ba · #12 · comment 345')], null],
  ['an older one', [titled(49, 'tune ba · #12 · comment 345')], 'https://github.example/runs/49'],
  ['a failed older one', [titled(49, 'tune ba · #12 · comment 345', 'failure', 3)], 'https://github.example/runs/49'],
  ['a newer one', [titled(51, 'tune ba · #12 · comment 345')], null],
  ['another comment', [titled(49, 'tune ba · #12 · comment 3456')], null],
  ['a longer comment id', [titled(49, 'tune ba · #12 · comment 1345')], null],
  ['no comment', [titled(49, 'tune ba · comment 345 · #12')], null],
  ['one cancelled while it waited', [titled(49, 'tune ba · #12 · comment 345', 'cancelled')], null],
  ['one cancelled under way', [titled(49, 'x · comment 345', 'cancelled', 2)], 'https://github.example/runs/49'],
])('%s', async (_, runs, found) => expect(await earlier(runs)).toBe(found));

test.each([{ workflow: '' }, { workflow: 'x/.github/workflows/@main' }, { run: 'x' }, { run: '' }])(
  'a runner that does not say which run it is: %j',
  async (change) => {
    await expect(earlier([], { ...own, ...change })).rejects.toThrow('which run this is');
  },
);

test('runs that cannot be listed are no reason to spend', async () => {
  await using fake = await new FakeGitHub().listen();
  fake.alter = () => 403;
  await expect(inStep(findEarlierRun(openGitHub('t', fake.env), own))).rejects.toThrow('the runs of tune.yml');
});

test('one issue for each key, written only when it changes', async () => {
  await using fake = await new FakeGitHub().listen();
  const github = openGitHub('t', fake.env);
  const marker = '<!-- goldgate:report-ba -->';
  const report = { title: 'Tuning of ba: Go', body: `${marker}\n# Go\n` };
  const write = async (wanted: typeof report) =>
    writeIssue(github, await findIssue(github, stepLogin, wanted.body.split('\n', 1)[0] ?? ''), wanted);
  const stranger = {
    title: 'x',
    body: `${marker}\nmine`,
    user: { login: 'eve' },
    html_url: 'https://github.example/1',
  };
  fake.issues.push({ number: 1, ...stranger });
  fake.issues.push({ number: 2, ...stranger, user: { login: 'github-actions[bot]' }, pull_request: {} });
  fake.issues.push({ number: 3, ...stranger, user: { login: 'github-actions[bot]' }, body: `quoted: ${marker}` });
  expect(await write(report)).toBe('https://github.example/issues/4');
  expect(fake.issues[3]).toMatchObject({ title: report.title, body: `${marker}\n# Go\n` });
  await write(report);
  await write({ ...report, body: report.body.replace('-ba', '-qa') });
  await write({ ...report, title: 'Tuning of ba: No-Go' });
  expect(fake.issues.map(({ title }) => title).slice(3)).toEqual(['Tuning of ba: No-Go', 'Tuning of ba: Go']);
  expect(fake.requests.filter((request) => !request.startsWith('GET'))).toEqual([
    'POST /issues',
    'POST /issues',
    'PATCH /issues/4',
  ]);
  expect(fake.issues[0]?.body).toBe(`${marker}\nmine`);
  fake.alter = () => 403;
  await expect(write(report)).rejects.toThrow('the open issues');
});
