// What a reconcile costs, what it does when GitHub does not answer, when two are at work at once, and in a merge queue.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerMergeGroup } from '../../src/commands/app/merge-group.ts';
import { markUnreadable, reconcileReview } from '../../src/commands/app/reconcile.ts';
import { pullRequestWork } from '../../src/review/events.ts';
import { decodeRecords } from '../../src/review/records.ts';
import type { MergeGroupWork } from '../../src/review/work.ts';
import { seededRequests } from '../fakehub/faults.ts';
import { golden, policy, ReviewScene } from './review-scene.ts';

let scene: ReviewScene;

beforeEach(async () => {
  scene = await ReviewScene.start();
});

afterEach(async () => {
  expect(scene.hub.violations).toEqual([]);
  await scene[Symbol.asyncDispose]();
});

const now = (number: number) => scene.verdict(scene.head(number));
const reconcile = (number: number, context = scene.context) => reconcileReview(context, pullRequestWork(number));
const newest = (number: number) => scene.checks(scene.head(number)).at(-1);

describe('calls that GitHub counts, by an app that runs for a while', () => {
  /** A pull request that was judged, and another one that warmed what all share. */
  async function judged(): Promise<number> {
    scene.open({ [golden]: '{"a":7}\n' }, 'other');
    const number = scene.open();
    await scene.settle();
    return number;
  }
  const settle = () => scene.calls(() => scene.settle());

  test('a push: at most 6', async () => {
    await judged();
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    const { asked, writes } = await settle();
    expect([asked <= 6, writes]).toEqual([true, 1]);
  });

  test('a push that keeps an approval: at most 7, one for the records of the head before', async () => {
    const number = await judged();
    scene.approve(number, 'bea');
    await scene.settle();
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    const { asked } = await settle();
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    expect(asked).toBeLessThanOrEqual(7);
  });

  test('a review: at most 6, also the one that makes it pass', async () => {
    const number = await judged();
    for (const login of ['bea', 'cem']) {
      scene.approve(number, login);
      const { asked, writes } = await settle();
      expect([asked <= 6, writes]).toEqual([true, 1]);
    }
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('a comment that is no command: none', async () => {
    const number = await judged();
    scene.repository.comment(number, 'bea', 'LGTM 👍');
    const { requests } = await settle();
    expect(requests).toEqual([]);
  });

  test('again with nothing new: none, and nothing is written', async () => {
    const number = await judged();
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    await reconcile(number);
    const { asked, writes, unchanged } = await scene.calls(() => reconcile(number));
    expect({ asked, writes, some: unchanged > 0 }).toEqual({ asked: 0, writes: 0, some: true });
    expect(scene.checks(scene.head(number))).toHaveLength(1);
  });
});

describe('64: GitHub does not answer', () => {
  test('nothing is written, whatever call fails and however', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    scene.repository.dismissReview(scene.repository.pull(number).reviews[0]?.id ?? 0, 'ann');
    const { requests } = await scene.calls(() => reconcile(number, scene.newProcess()));
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    const reads = requests.filter(({ method }) => method === 'GET');
    expect(reads.length).toBeGreaterThan(8);
    for (const { path } of reads) {
      for (const fault of [
        { kind: 'status', status: 502 },
        { kind: 'rate-limit' },
        { kind: 'hang-up', when: 'before' },
      ] as const) {
        scene.hub.faults.request = (asked) => (path.startsWith(asked.path) ? fault : null);
        const before = JSON.stringify(newest(number));
        await expect(reconcile(number, scene.newProcess())).rejects.toThrow(/does not give/);
        expect(JSON.stringify(newest(number))).toBe(before);
      }
    }
    scene.hub.faults.request = null;
  });

  test('the check says so while it is tried again, and fails at the end; records stay', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    const records = decodeRecords(newest(number)?.output.text ?? '');
    expect(records).toHaveLength(2);
    const reason = 'GitHub answered with status 502\n  at secret.ts https://x:token@hub.example/a';
    await markUnreadable(scene.context, number, reason, { final: false });
    expect(now(number)).toBe('in_progress: GitHub cannot be read just now');
    await markUnreadable(scene.context, number, reason, { final: false });
    expect(scene.checks(scene.head(number))).toHaveLength(2);
    await markUnreadable(scene.context, number, reason, { final: true });
    expect(now(number)).toBe('failure: The review cannot be judged');
    expect(JSON.stringify(newest(number)?.output)).not.toMatch(/secret|token/);
    expect(decodeRecords(newest(number)?.output.text ?? '')).toEqual(records);
    await reconcile(number);
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('on a new head the records of the one before are still found', async () => {
    scene.repository.rebindsReviews = true;
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    await markUnreadable(scene.context, number, 'GitHub did not answer', { final: true });
    scene.waiting = [];
    await reconcile(number, scene.newProcess());
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('a failing check is left as it is until the end, and nothing is said of a closed pull request', async () => {
    const number = scene.open();
    await scene.settle();
    const before = JSON.stringify(newest(number));
    await markUnreadable(scene.context, number, 'GitHub did not answer', { final: false });
    expect(JSON.stringify(newest(number))).toBe(before);
    scene.repository.closePullRequest(number);
    await markUnreadable(scene.context, number, 'GitHub did not answer', { final: true });
    expect(JSON.stringify(newest(number))).toBe(before);
  });

  test('that it cannot be said is logged and not thrown', async () => {
    const number = scene.open();
    scene.hub.faults.request = () => ({ kind: 'status', status: 502 });
    await markUnreadable(scene.context, number, 'GitHub did not answer', { final: true });
    expect(scene.log.at(-1)?.message).toContain('cannot say');
  });

  test('an answer that is lost after the write: the next try finds the check that was written', async () => {
    const number = scene.open();
    scene.hub.faults.request = ({ method }) => (method === 'POST' ? { kind: 'lost-answer' } : null);
    await expect(reconcile(number)).rejects.toThrow('GitHub does not give its place to the check');
    scene.hub.faults.request = null;
    const { writes } = await scene.calls(() => reconcile(number, scene.newProcess()));
    expect(writes).toBe(0);
    expect(scene.checks(scene.head(number))).toHaveLength(1);
  });

  test('lists that lag behind the head are not believed', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    scene.hub.faults.lagMs = 60_000;
    await reconcile(number, scene.newProcess()).catch(() => null);
    expect(now(number)).not.toMatch(/^success: (?!2 of 2)/);
    scene.hub.faults.lagMs = 0;
    await reconcile(number);
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test.each([1, 2, 3, 4, 5])(
    'seed %i: of calls that fail at random none makes a success, and it comes right in the end',
    async (seed) => {
      const number = scene.open();
      scene.approve(number, 'bea');
      scene.hub.faults.request = seededRequests(seed, 0.25);
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await reconcile(number, scene.newProcess()).catch(() =>
          markUnreadable(scene.newProcess(), number, 'GitHub did not answer', { final: attempt % 3 === 2 }),
        );
        for (const check of scene.checks(scene.head(number))) expect(check.conclusion).not.toBe('success');
      }
      scene.hub.faults.request = null;
      scene.approve(number, 'cem');
      await reconcile(number, scene.newProcess());
      expect(now(number)).toBe('success: 2 of 2 approvals');
    },
  );
});

describe('41: at once, twice and out of order', () => {
  test('many at once make one check', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    await Promise.all(Array.from({ length: 8 }, () => reconcile(number)));
    expect(scene.checks(scene.head(number))).toHaveLength(1);
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('events in any order, each twice, lead to the same', async () => {
    const number = scene.open();
    scene.approve(number, 'bea');
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    scene.approve(number, 'cem');
    scene.repository.commit('change', { 'docs/a.md': 'b\n' }, { author: 'ann' });
    scene.waiting = [...scene.waiting, ...scene.waiting].reverse();
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('a push right before the write: nothing is written for the head that was', async () => {
    const number = scene.open();
    const before = scene.head(number);
    let reads = 0;
    scene.hub.faults.request = ({ route }) => {
      if (route === 'GET /repos/{owner}/{repo}/pulls/{pull_number}') reads += 1;
      if (reads === 3) {
        reads += 1;
        scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
      }
      return null;
    };
    await reconcile(number);
    expect(scene.head(number)).not.toBe(before);
    expect(scene.verdict(before)).toBeNull();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  /** Does these one after the other, each right before the pull request is read for so many times. */
  function atRead(deeds: Readonly<Record<number, () => void>>): void {
    let reads = 0;
    scene.hub.faults.request = ({ route }) => {
      if (route === 'GET /repos/{owner}/{repo}/pulls/{pull_number}') deeds[++reads]?.();
      return null;
    };
  }

  test('a head that is exchanged while it is read, and put back: what the other holds is not said of it', async () => {
    const number = scene.open();
    const sha = scene.head(number);
    const harmless = scene.repository.commit('harmless', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    const push = (to: string) => () => scene.repository.forcePush('change', to, { by: 'ann' });
    atRead({ 2: push(harmless), 3: push(sha) });
    await reconcile(number);
    expect(scene.checks(sha).map(({ conclusion }) => conclusion)).not.toContain('success');
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test.each<[what: string, deed: (number: number) => void, expected: string | null]>([
    ['closed', (number) => scene.repository.closePullRequest(number), null],
    ['retargeted', (number) => scene.repository.retarget(number, 'release'), 'failure: 0 of 3 approvals'],
  ])('52, 53: %s right before the write: what was read before is not written', async (_, deed, expected) => {
    const strict = `${policy()}      approvals: 3\n`;
    scene.repository.commit('release', { '.github/goldgate.yml': strict }, { author: 'dan' });
    const number = scene.open();
    atRead({ 3: () => deed(number) });
    await reconcile(number);
    expect(now(number)).toBe(expected);
    expect(scene.checks(scene.head(number))).toHaveLength(expected ? 1 : 0);
  });

  test('39: a review that GitHub does not list yet is recorded at the head of its delivery', async () => {
    const number = scene.open();
    const head = scene.head(number);
    await scene.settle();
    const [review = 0] = scene.approve(number, 'bea');
    const unlisted = scene.repository.pull(number).reviews.splice(0);
    await reconcileReview(scene.context, pullRequestWork(number, { reviews: [{ review, head }] }));
    scene.repository.pull(number).reviews.push(...unlisted);
    expect(decodeRecords(newest(number)?.output.text ?? '')).toMatchObject([{ review, head }]);
  });

  test('35: an earlier head’s check does not unsay what the delivery of a review has told', async () => {
    scene.repository.rebindsReviews = true;
    const number = scene.open();
    const first = scene.head(number);
    const [review = 0] = scene.approve(number, 'bea');
    // GitHub's word is wrong here, and nothing shows it: the commit says that it is old.
    const date = '2020-01-01T00:00:00Z';
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann', date });
    scene.waiting = [];
    await reconcile(number);
    const middle = scene.head(number);
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    scene.approve(number, 'cem');
    const work = pullRequestWork(number, { reviews: [{ review, head: first }], heads: [middle] });
    await reconcileReview(scene.newProcess(), work);
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    expect(newest(number)?.output.text).toMatch(/\| bea [^\n]*approved other content/);
  });

  test('a check of another app with the name of ours is neither believed nor touched', async () => {
    const number = scene.open();
    const sha = scene.head(number);
    const forged = scene.repository.createCheck({
      sha,
      name: 'goldgate/double-review',
      appId: 99,
      conclusion: 'success',
    });
    await reconcile(number);
    expect(forged.conclusion).toBe('success');
    expect(scene.checks(sha).map(({ appId, conclusion }) => [appId, conclusion])).toEqual([
      [99, 'success'],
      [scene.hub.app.id, 'failure'],
    ]);
  });
});

test('without the id of the App, its own check is known by its name, and holds no records', async () => {
  const number = scene.open();
  const sha = scene.head(number);
  scene.repository.createCheck({ sha, name: 'goldgate/double-review', appId: 15_368, conclusion: 'success' });
  const context = scene.newProcess(false);
  const nameless = { ...context, self: { ...context.self, appId: null } };
  for (let round = 0; round < 2; round += 1) await reconcile(number, nameless);
  expect(scene.checks(sha).map(({ conclusion }) => conclusion)).toEqual(['success', 'failure']);
});

describe('57: merge groups', () => {
  const group = () => scene.waiting.filter((work): work is MergeGroupWork => work.kind === 'merge-group');

  test('the worst of the pull requests answers for the group, and each check is brought up to date', async () => {
    const first = scene.open();
    const second = scene.open({ 'data/more.jsonl': '{}\n' }, 'more');
    scene.approve(first, 'bea', 'cem');
    scene.approve(second, 'bea', 'cem');
    await scene.settle();
    scene.repository.enqueue([first, second]);
    const [one, both] = group();
    await scene.settle();
    expect(scene.verdict(one?.sha ?? '')).toBe('success: 2 of 2 approvals');
    expect(scene.verdict(both?.sha ?? '')).toBe('success: 2 of 2 approvals');
    scene.hub.world.team('acme/curators').members.delete(scene.hub.world.user('bea'));
    scene.repository.dequeue([second]);
    scene.repository.enqueue([second]);
    await scene.settle();
    expect(scene.verdict(scene.repository.queue.at(-1)?.sha ?? '')).toMatch(/^failure: 1 of 2/);
    expect(now(second)).toMatch(/^failure: 1 of 2/);
  });

  test('a group from the base over both is answered by both', async () => {
    const strict = scene.open({ [golden]: '{"a":2}\n' });
    const docs = scene.open({ 'docs/a.md': 'a\n' }, 'docs');
    const entries = scene.repository.enqueue([strict, docs]);
    const [first, last] = entries;
    const work = {
      kind: 'merge-group',
      ref: last?.ref ?? '',
      sha: last?.sha ?? '',
      base: first?.baseSha ?? '',
    } as const;
    scene.waiting = [];
    await answerMergeGroup(scene.context, work);
    expect(scene.verdict(work.sha)).toBe('failure: 0 of 2 approvals');
    const text = scene.checks(work.sha).at(-1)?.output.text;
    expect(text).toContain(`Pull request ${strict}:`);
    expect(text).toContain(`Pull request ${docs}:`);
  });

  test('pull requests that cannot be found fail with the reason; a group that was answered is left as it is', async () => {
    const number = scene.open({ 'docs/a.md': 'a\n' }, 'docs');
    await scene.settle();
    const [entry] = scene.repository.enqueue([number]);
    const work = group()[0] as MergeGroupWork;
    scene.repository.queue = [];
    scene.waiting = [];
    await answerMergeGroup(scene.context, work);
    expect(scene.verdict(work.sha)).toMatch(/^failure: the pull requests of this merge group cannot be found/);
    if (entry) scene.repository.queue = [entry];
    await answerMergeGroup(scene.context, work);
    expect(scene.verdict(work.sha)).toBe('success: no gated file changed');
    scene.repository.queue = [];
    await answerMergeGroup(scene.context, work);
    expect(scene.verdict(work.sha)).toBe('success: no gated file changed');
  });
});

test('a text that is too long loses whole parts, and never its records', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`data/${'é'.repeat(100)}-${index}.jsonl`, `${index}`]),
  );
  const rules = Array.from(
    { length: 90 },
    (_, index) => `    - name: rule ${index} ${'ü'.repeat(40)}\n      paths: ['data/**']\n`,
  );
  scene.repository.commit('main', { '.github/goldgate.yml': policy(rules.join('')) }, { author: 'dan' });
  const number = scene.open(files);
  for (let count = 0; count < 60; count += 1) {
    const login = `reviewer-${count}`;
    scene.hub.world.addUser(login);
    scene.approve(number, login);
  }
  scene.approve(number, 'bea', 'cem');
  const reviews = scene.repository.pull(number).reviews.map(({ id, commit }) => ({ review: id, head: commit }));
  await reconcileReview(scene.context, pullRequestWork(number, { reviews }));
  const { text, summary } = newest(number)?.output ?? {};
  expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(65_535);
  expect(Buffer.byteLength(summary ?? '')).toBeLessThanOrEqual(65_535);
  expect(text).toContain('did not fit here');
  expect(decodeRecords(text ?? '')).toHaveLength(62);
});
