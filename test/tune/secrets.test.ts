// The key goes to the endpoint and nowhere else: every byte that a run leaves or says is searched for it.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { canary, small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

/** Forms that the key could stand in; of base64, the part that does not hang on what stands beside it. */
const forms = [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString('hex'),
  ...[0, 1, 2].flatMap((shift) => {
    const code = Buffer.from(' '.repeat(shift) + canary).toString('base64');
    const inner = code.slice(shift === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  }),
];
const leaks = (text: string) => forms.filter((form) => text.includes(form));

function expectNoLeak(team: Team, said: string) {
  expect(leaks(said)).toEqual([]);
  const files = team.everything();
  expect(files.size).toBeGreaterThan(10);
  expect([...files].flatMap(([path, text]) => leaks(text).map((form) => `${path} ${form}`))).toEqual([]);
}

test('the search would find it', () => {
  for (const text of [
    canary,
    btoa(canary),
    btoa(`Bearer ${canary}`),
    btoa(`x:${canary}`),
    encodeURIComponent(canary),
  ]) {
    expect(leaks(`a ${text} b`)).not.toEqual([]);
  }
});

test('a run that succeeds', async () => {
  using team = new Team(endpoint);
  const { out, err } = await team.tune('ba');
  expect(endpoint.headers.every(({ authorization }) => authorization === `Bearer ${canary}`)).toBe(true);
  expect(endpoint.bodies.flatMap(leaks)).toEqual([]);
  expectNoLeak(team, out + err);
});

test('an endpoint that says the key back, in errors and in answers', async () => {
  using team = new Team(endpoint);
  const said = [canary, btoa(canary), encodeURIComponent(canary), `Bearer ${canary}`].join(' ');
  const answer = {
    choices: [{ message: { content: `[[ ## title ## ]]\n${said}\n[[ ## description ## ]]\n${said}` } }],
  };
  endpoint.refuse = (nth) => {
    if ([7, 20, 40].includes(nth))
      return { status: 500, body: JSON.stringify({ error: { message: `failed for ${said}` } }) };
    return nth % 3 === 0 ? { status: 200, body: JSON.stringify(answer) } : null;
  };
  const ran = await team.tune('ba', ...small, '--no-cache');
  expect([0, 1], ran.err).toContain(ran.code);
  endpoint.refuse = () => ({ status: 401, body: JSON.stringify({ error: { message: `Incorrect key: ${said}` } }) });
  const refused = await team.tune('ba', ...small, '--no-cache');
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('OPENAI_API_KEY')]);
  expectNoLeak(team, ran.out + ran.err + refused.out + refused.err);
});

test('as a process, with everything that it prints', async () => {
  using team = new Team(endpoint);
  endpoint.refuse = (nth) => (nth > 20 ? { status: 403, body: `{"error":"no ${canary}"}` } : null);
  const { code, out, err } = await team.spawn(['tune', 'ba', '--model', 'scripted', ...small]).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('(403)')]);
  expectNoLeak(team, out + err);
});
