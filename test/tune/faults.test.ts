// Endpoints that stumble: what passes changes nothing, and what does not is told as a failure, never as a score of 0.

import { expect, test } from 'vitest';
import { Endpoint, type Refusal } from './endpoint.ts';
import { repeatedCalls, small, Team } from './team.ts';

const empty: Refusal = { status: 200, body: '{"choices":[]}' };
const stumbles: Refusal[] = [
  { status: 429, body: '{}', headers: { 'retry-after': '0' } },
  { status: 429, body: '{}' },
  { status: 500, body: 'Internal Server Error' },
  { status: 503, body: '{}', headers: { 'retry-after-ms': '20' } },
  { status: 200, body: '<html>Bad gateway</html>' },
  { status: 200, body: '{"choices":[{"message":{"content":"[[ ## ti' },
  empty,
];

test.concurrent('an endpoint that stumbles now and then: the same program and trials', async () => {
  await using endpoint = await Endpoint.open();
  using undisturbed = new Team(endpoint);
  const reference = await undisturbed.tune('ba');
  endpoint.reset();
  using team = new Team(endpoint);
  // Not twice in a row: a call is given up after two broken answers.
  const stumbled = new Set<string>();
  endpoint.refuse = (nth, body) => {
    const stumble = nth % 5 === 0 && !stumbled.has(body) ? stumbles[(nth / 5) % stumbles.length] : undefined;
    if (stumble) stumbled.add(body);
    return stumble ?? null;
  };
  const { run, code, err } = await team.tune('ba');
  expect(code, err).toBe(reference.code);
  expect(stumbled.size).toBeGreaterThanOrEqual(stumbles.length);
  expect(team.essence(run)).toBe(undisturbed.essence(reference.run));
  expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
});

test.concurrent('examples that cannot be had are failed, not 0, in trials, evaluation and report', async () => {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint);
  // Of the last turn alone: as a demo it does no harm.
  const hard = (body: string) => /unconcept(?:5|103) /.test(JSON.parse(body).messages.at(-1).content);
  endpoint.refuse = (_, body) => (hard(body) ? empty : null);
  const { run, code, out } = await team.tune('ba');
  expect([0, 1]).toContain(code);
  const [baseline] = team.trials(run);
  expect(baseline).toMatchObject({ kind: 'baseline', examples: 6, failed: 1 });
  const evaluation = JSON.parse(team.read(`${run}/eval.json`));
  for (const side of ['baseline', 'optimized']) {
    const failed = evaluation[side].examples.filter((example: { failed: string | null }) => example.failed !== null);
    expect(failed).toMatchObject([{ key: expect.stringContaining('unconcept103'), score: null }]);
    const scores = evaluation[side].examples.flatMap(({ score }: { score: number | null }) => score ?? []);
    expect(scores).toHaveLength(9);
    const mean = scores.reduce((sum: number, score: number) => sum + score, 0) / 9;
    expect(evaluation[side].score).toBeCloseTo(mean, 9);
  }
  expect(team.snapshot(run).conditions.find(({ id }) => id === 'enough-examples')).toMatchObject({ met: false });
  expect(code).toBe(1);
  expect(out).toContain('Too few: 9 of 10 eval examples could be compared');
});

test.concurrent('too many of them end the search with what is known, and the report says so', async () => {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint);
  endpoint.refuse = (_, body) => {
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    // The tuned programs fail, the untuned one does not.
    return /unconcept\d+ /.test(messages.at(-1)?.content ?? '') && messages.length > 2 ? empty : null;
  };
  const { run, code, out, err } = await team.tune('ba');
  expect(code, err).toBe(1);
  expect(out).toMatch(/The run ended early: 11 examples failed, and 10 may \(max_errors\)/);
  expect(team.read(`${run}/program.json`)).toBe(team.read(`${run}/baseline.json`));
  expect(team.trials(run)[0]).toMatchObject({ kind: 'baseline', failed: 0 });
});

test.concurrent('a run with failures, cut off and resumed, has the same failures', async () => {
  await using endpoint = await Endpoint.open();
  const refuse = (_: number, body: string) =>
    /unconcept4 /.test(JSON.parse(body).messages.at(-1).content) ? empty : null;
  using undisturbed = new Team(endpoint);
  endpoint.refuse = refuse;
  const reference = await undisturbed.tune('ba', ...small, '--no-cache');
  endpoint.reset();
  using team = new Team(endpoint);
  endpoint.refuse = refuse;
  endpoint.latency = () => 3;
  const cut = await team.interrupted(
    ['tune', 'ba', '--model', 'scripted', ...small, '--no-cache'],
    () => endpoint.asked >= 45,
  );
  expect(cut.code).toBe(130);
  // What failed then would be answered now; the run is the same all the same.
  const { code } = await team.run('tune', '--resume', 'latest');
  const run = `artifacts/dspy/optimizer/ba/${team.runs('ba')[0]}`;
  expect([code, team.essence(run)]).toEqual([reference.code, undisturbed.essence(reference.run)]);
});

test.concurrent('a key that is revoked during the evaluation: what was answered is kept, and --resume asks the rest', async () => {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint);
  const whole = await team.tune('ba', ...small, '--no-cache');
  const calls = endpoint.asked;
  endpoint.reset();
  endpoint.latency = () => 20;
  // Those that came before it are still under way then.
  endpoint.refuse = (nth) => (nth === calls - 12 ? { status: 401, body: '{}' } : null);
  const { code, err, run } = await team.tune('ba', ...small, '--no-cache', '--concurrency', '4');
  expect([code, err]).toEqual([2, expect.stringContaining('refuses the request (401)')]);
  await expect.poll(() => endpoint.inFlight).toBe(0);
  const lines = team.lines(`${run}/journal.jsonl`) as { reserved?: number; reply?: unknown }[];
  const replies = lines.filter(({ reply }) => reply).length;
  expect(lines.filter(({ reserved }) => reserved !== undefined)).toHaveLength(endpoint.asked);
  expect(replies).toBe(endpoint.asked - 1);
  const asked = endpoint.asked;
  endpoint.refuse = () => null;
  expect(await team.run('tune', '--resume', 'latest')).toMatchObject({ code: whole.code });
  expect(endpoint.asked - asked).toBe(calls - replies);
  expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
  expect(team.essence(run)).toBe(team.essence(whole.run));
});
