// A burst on the app: a thousand deliveries for fifty pull requests, against a GitHub that takes 20 ms for every answer.
// How long each delivery waits for its 202, whether every pull request is right at the end, what it costs in API calls.
//
//   node bench/app/load.ts [--deliveries 1000] [--pulls 50] [--latency 20]

import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import { startApp } from '../../test/app/child.ts';
import { expectedOf } from '../../test/chaos/oracle.ts';
import { SteppingClock } from '../../test/fakehub/clock.ts';
import { FakeHub } from '../../test/fakehub/fakehub.ts';

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '1000' },
    pulls: { type: 'string', default: '50' },
    latency: { type: 'string', default: '20' },
  },
});
const [deliveries, pulls, latencyMs] = [values.deliveries, values.pulls, values.latency].map(Number) as [
  number,
  number,
  number,
];

const curators = ['bea', 'cyn', 'dan'];
const rules = { main: { approvals: 2, curators } };
await using hub = await FakeHub.start({ latencyMs, clock: new SteppingClock().next });
for (const login of ['ada', ...curators]) hub.world.addUser(login);
const repository = hub.world.createRepository({
  owner: 'acme',
  name: 'golden',
  files: {
    '.github/goldgate.yml': `review:\n  curators:\n    users: [${curators.join(', ')}]\n  rules:\n    - paths: ['data/**']\n`,
    'data/production/ba_eval.jsonl': '{}\n',
  },
});
const { id, privateKey, webhookSecret: secret } = hub.app;
await using app = await startApp({ appId: id, privateKey, secret, api: hub.url });
await quiet();

// The world changes first, and nobody hears of it; then everything that GitHub would have sent is sent at once.
const seen = new Map<number, string>();
const numbers = Array.from({ length: pulls }, (_, index) => {
  const head = `change-${index}`;
  repository.commit(head, { 'data/production/ba_eval.jsonl': `{"n": ${index}}\n` }, { author: 'ada', from: 'main' });
  return repository.openPullRequest({ author: 'ada', head });
});
const told = () => hub.deliveries.filter(({ event }) => event !== 'push' && event !== 'check_run');
for (let round = 0; told().length < deliveries; round += 1) {
  const number = numbers[round % pulls] as number;
  const { head } = repository.pull(number);
  const kind = Math.floor(round / pulls) % 5;
  if (kind === 0) repository.commit(head.ref, { 'README.md': `${round}\n` }, { author: 'ada' });
  else if (kind === 4) repository.comment(number, 'bea', 'Looks good to me.');
  // Of every fifth pull request the second approval never comes.
  else if (kind !== 2 || number % 5 !== 0) {
    seen.set(repository.review(number, curators[kind % 2] as string, 'APPROVED'), head.sha);
  } else repository.review(number, 'dan', 'COMMENTED');
}

const burst = told().slice(-deliveries);
const before = hub.requests.length;
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const start = performance.now();
const waits = await Promise.all(burst.map(({ headers, body }) => send(headers, body)));
const answered = performance.now() - start;
await quiet();
const settled = hub.requests.length - before;
const burstCalls = counted(before);

const wrong = numbers.filter((number) => {
  const { must, may } = expectedOf(repository, number, { seen, rules });
  const sha = repository.pull(number).head.sha;
  const check = [...repository.checks.values()].find((each) => each.sha === sha);
  const green = check?.conclusion === 'success';
  return check === undefined || (green ? !may : must);
});

// One at a time, as on a quiet day: what an event costs when nothing can be taken together.
const costs: [string, number][] = [];
const [quietOne] = numbers as [number];
const { ref } = repository.pull(quietOne).head;
hub.deliverTo(`${app.url}/api/github/webhooks`);
for (const [name, deed] of [
  [
    'a push to a gated file',
    () => void repository.commit(ref, { 'data/production/ba_eval.jsonl': '{"n": -1}\n' }, { author: 'ada' }),
  ],
  ['an approval', () => void repository.review(quietOne, 'bea', 'APPROVED')],
  ['the second approval', () => void repository.review(quietOne, 'cyn', 'APPROVED')],
  ['a push to another file', () => void repository.commit(ref, { 'README.md': 'last\n' }, { author: 'ada' })],
  ['a comment that is no command', () => void repository.comment(quietOne, 'bea', 'Thank you.')],
] as const) {
  const first = hub.requests.length;
  deed();
  await quiet();
  costs.push([name, counted(first)]);
}

const sorted = waits.toSorted((a, b) => a - b);
const at = (share: number) =>
  `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)} ms`;
console.log(`${burst.length} deliveries for ${pulls} pull requests, ${latencyMs} ms an answer of GitHub`);
console.log(
  `  answered 202: all in ${Math.round(answered)} ms; median ${at(0.5)}, 99th percentile ${at(0.99)}, longest ${at(1)}`,
);
console.log(`  pull requests right at the end: ${pulls - wrong.length} of ${pulls}`);
console.log(
  `  API calls: ${burstCalls} that count, ${(burstCalls / burst.length).toFixed(2)} a delivery (${settled} with those answered 304)`,
);
console.log('One event at a time, calls that count:');
for (const [name, calls] of costs) console.log(`  ${name}: ${calls}`);
if (hub.violations.length > 0) console.log(`GitHub would not allow: ${hub.violations[0]}`);
process.exitCode = wrong.length > 0 || hub.violations.length > 0 ? 1 : 0;
agent.destroy();

/** Those that GitHub counts. */
function counted(from: number): number {
  return hub.requests.slice(from).filter(({ conditional }) => !conditional).length;
}

/** Milliseconds until the answer, which must be 202. */
function send(headers: Record<string, string>, body: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${app.url}/api/github/webhooks`, { method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      if (answer.statusCode === 202) answer.on('end', () => resolve(performance.now() - began));
      else reject(new Error(`a delivery was answered ${answer.statusCode}`));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function quiet(): Promise<void> {
  for (let [asked, since] = [-1, Date.now()]; Date.now() - since < 1000; ) {
    await hub.idle();
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (hub.requests.length === asked) continue;
    asked = hub.requests.length;
    since = Date.now();
  }
}
