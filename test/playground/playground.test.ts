// The playground as its page drives it, without a browser: what people do goes in as JSON, what the page shows comes out.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { node } from './app-process.ts';
import { type Playground, startPlayground } from './playground.ts';
import type { View } from './view.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(async () => {
  // Nothing that the app asks for may be what GitHub does not have, or what the App may not do.
  expect(playground.hub.violations).toEqual([]);
  await playground.close();
});

const view = async (): Promise<View> => (await fetch(`${playground.url}/view`)).json() as Promise<View>;
type Pull = View['pulls'][number];

async function act(as: string, what: object, pull?: number) {
  const body = JSON.stringify({ as, pull, ...what });
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${playground.url}/act`, { method: 'POST', headers, body });
  return { status: reply.status, ...((await reply.json()) as { told?: string; error?: string; number?: number }) };
}
async function does(as: string, what: object, pull?: number): Promise<number> {
  const { status, error, number } = await act(as, what, pull);
  expect(error).toBeUndefined();
  expect(status).toBe(200);
  return number ?? pull ?? 0;
}

/** Waits until the page shows it. */
async function shows<Seen>(what: string, look: (view: View) => Seen | undefined | false | null): Promise<Seen> {
  for (let tries = 0; tries < 400; tries++) {
    const seen = look(await view());
    if (seen) return seen;
    await wait(100);
  }
  const { pulls, runs, log } = await view();
  const seen = {
    pulls: pulls.map(({ checks, timeline }) => ({ checks, timeline })),
    runs,
    log: log.lines.slice(0, 30),
  };
  throw new Error(
    `the page never shows ${what}: ${JSON.stringify(seen, null, 1).slice(0, 6000)}\n${playground.app.log().slice(-4000)}`,
  );
}
const pullOf = (number: number) => (view: View) => view.pulls.find((pull) => pull.number === number) as Pull;
const gate = (number: number, conclusion: string, title = /./) =>
  shows(`${conclusion} ${title} on #${number}`, (view) => {
    const pull = pullOf(number)(view);
    const check = pull.checks.find(({ name }) => name === 'goldgate/double-review');
    return check?.conclusion === conclusion && title.test(check.title ?? '') && check;
  });

test('a change of the eval set is green with two curators, and only while it is the content that they saw', async () => {
  const number = await does('ana', { do: 'open', what: 'eval' });
  await gate(number, 'failure', /0 of 2/);
  expect((await act('dana', { do: 'merge' }, number)).error).toContain('not green');
  await does('bob', { do: 'approve' }, number);
  await gate(number, 'failure', /1 of 2/);
  await does('mallory', { do: 'approve' }, number);
  await does('carol', { do: 'approve' }, number);
  await gate(number, 'success');
  const { head } = pullOf(number)(await view());
  await does('ana', { do: 'push', what: 'readme' }, number);
  await gate(number, 'success');
  expect(pullOf(number)(await view()).head).not.toBe(head);
  await does('ana', { do: 'push', what: 'eval' }, number);
  await gate(number, 'failure', /0 of 2/);
  await does('ana', { do: 'push', what: 'revert' }, number);
  await gate(number, 'success');
  await does('ana', { do: 'update' }, number);
  await gate(number, 'success');
  await does('ana', { do: 'force-push' }, number);
  await gate(number, 'success');
  await does('bob', { do: 'request-changes' }, number);
  await gate(number, 'failure');
  await does('dana', { do: 'dismiss' }, number);
  await gate(number, 'failure', /1 of 2/);
  await does('bob', { do: 'approve' }, number);
  await gate(number, 'success');
  await does('dana', { do: 'merge' }, number);
  expect(pullOf(number)(await view()).state).toBe('merged');
});

test('what is not gated needs nobody, and the policy guards itself', async () => {
  const readme = await does('ana', { do: 'open', what: 'readme' });
  const policy = await does('mallory', { do: 'open', what: 'policy' });
  await gate(readme, 'success');
  await gate(policy, 'failure', /0 of 2/);
  expect(pullOf(policy)(await view()).branch).toMatch(/^mallory:/);
});

test('a tuning really runs, and its report is one comment', async () => {
  const number = await does('ana', { do: 'open', what: 'eval' });
  await does('dana', { do: 'comment', text: '/tune ba --candidates 2 --trials 2 --seed 0' }, number);
  const sticky = await shows('the report', (view) =>
    pullOf(number)(view).timeline.find((entry) => entry.kind === 'comment' && entry.sticky),
  );
  expect(sticky).toMatchObject({
    who: 'goldgate[bot]',
    html: expect.stringMatching(/Go: ba<\/h1>[\s\S]*language-mermaid/),
  });
  const told = pullOf(number)(await view()).timeline.find(({ who }) => who === 'dana');
  await shows('that the command is closed', (view) => {
    const entry = pullOf(number)(view).timeline.find(({ id }) => id === told?.id);
    const seen = entry?.kind === 'comment' ? entry.reactions.map(({ content }) => content) : [];
    return seen.includes('+1') || seen.includes('-1');
  });
  const { runs } = await view();
  expect(runs[0]).toMatchObject({ name: expect.stringContaining(`#${number}`), status: 'completed' });
});

test('a tuning can be cancelled', async () => {
  const number = await does('ana', { do: 'open', what: 'eval' });
  await does('dana', { do: 'comment', text: '/tune ba --candidates 20 --trials 60 --seed 0' }, number);
  const named = ({ runs }: View) => runs.find(({ name }) => name.includes(`#${number}`));
  await shows('the tuning at work', (view) =>
    /[1-9]\d* calls/.test(
      named(view)
        ?.steps.map(({ note }) => note)
        .join() ?? '',
    ),
  );
  await does('dana', { do: 'comment', text: '/cancel' }, number);
  await shows('the tuning cancelled', (view) => named(view)?.conclusion === 'cancelled');
});

test('/help answers, and a stranger is refused', async () => {
  const number = await does('ana', { do: 'open', what: 'readme' });
  await does('ana', { do: 'comment', text: '/help' }, number);
  const answer = (text: RegExp) => (view: View) =>
    pullOf(number)(view).timeline.find(
      (one) => one.kind === 'comment' && one.who === 'goldgate[bot]' && text.test(one.html),
    );
  await shows('the help', answer(/\/tune/));
  await does('mallory', { do: 'comment', text: '/tune ba' }, number);
  await shows('a refusal', answer(/mallory/));
  expect((await view()).runs.filter(({ name }) => name.includes(`#${number}`))).toEqual([]);
});

test('a broken main is an issue from the nightly, until it is repaired', async () => {
  await does('dana', { do: 'break-main' });
  await shows('an open issue', ({ issue }) => issue?.state === 'open');
  await does('dana', { do: 'repair-main' });
  await shows('a closed issue', ({ issue }) => issue?.state === 'closed');
});

test('what GitHub would refuse is refused in words', async () => {
  const number = await does('ana', { do: 'open', what: 'readme' });
  for (const [as, what, error] of [
    ['ana', { do: 'approve' }, 'of their own'],
    ['mallory', { do: 'push', what: 'eval' }, 'may not push'],
    ['mallory', { do: 'merge' }, 'may only read'],
    ['bob', { do: 'dismiss' }, 'may not dismiss'],
    ['dana', { do: 'dismiss' }, 'no review'],
    ['ana', { do: 'push', what: 'revert' }, 'nothing to revert'],
    ['ana', { do: 'comment', text: ' ' }, 'needs a text'],
    ['nobody', { do: 'approve' }, 'called nobody'],
    ['ana', { do: 'toString' }, 'can toString'],
    ['ana', { do: 'approve', pull: 99 }, 'Open a pull request first'],
  ] as const) {
    expect(await act(as, { pull: number, ...what })).toMatchObject({
      status: 422,
      error: expect.stringContaining(error),
    });
  }
});

test('only this machine’s own page is served', async () => {
  const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((done, fail) =>
      request(`${playground.url}${path}`, { method, headers }, (reply) => {
        reply.destroy();
        done(reply.statusCode ?? 0);
      })
        .once('error', fail)
        .end(),
    );
  expect(await ask('/', {})).toBe(200);
  expect(await ask('/../playground.ts', {})).toBe(404);
  expect(await ask('/playground.ts', {})).toBe(404);
  expect(await ask('/view', { host: 'rebound.example:80' })).toBe(403);
  expect(await ask('/act', { 'content-type': 'text/plain' }, 'POST')).toBe(405);
});

test('Ctrl-C ends everything and leaves nothing behind', async () => {
  const temp = mkdtempSync(join(tmpdir(), 'goldgate-ctrl-c-'));
  const env = { ...process.env, TMPDIR: temp };
  const script = spawn(node, ['scripts/playground.mjs', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((done) => script.once('close', done));
  const told = await new Promise<string>((done) => script.stdout.setEncoding('utf8').once('data', done));
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(told) ?? [];
  expect((await fetch(url)).status).toBe(200);
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const children = table
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === script.pid);
  expect(children).toHaveLength(1);
  script.kill('SIGINT');
  expect(await ended).toBe(0);
  for (const [pid = 0] of children) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(readdirSync(temp)).toEqual([]);
  rmSync(temp, { recursive: true });
});
