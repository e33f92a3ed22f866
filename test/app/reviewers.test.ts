// The rows on who says what in a review, over a GitHub that behaves so: which reviews stand, and whose.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { reconcileReview } from '../../src/commands/app/reconcile.ts';
import { pullRequestWork } from '../../src/review/events.ts';
import { golden, policy, ReviewScene, type SceneOptions } from './review-scene.ts';

let scene: ReviewScene;
let number: number;

async function begin(options: SceneOptions = {}): Promise<void> {
  await scene?.[Symbol.asyncDispose]();
  scene = await ReviewScene.start(options);
  number = scene.open();
}

beforeEach(() => begin());

afterEach(async () => {
  expect(scene.hub.violations).toEqual([]);
  await scene[Symbol.asyncDispose]();
});

const now = () => scene.verdict(scene.head(number));
async function settled(): Promise<string | null> {
  await scene.settle();
  return now();
}
const says = (login: string, state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED', at?: string) =>
  scene.repository.review(number, login, state, at === undefined ? {} : { at });
/** All that the check says. */
const text = () => {
  const { summary = '', text = '' } = scene.checks(scene.head(number)).at(-1)?.output ?? {};
  return `${summary}\n${text}`;
};

test('1, 2, 3: a comment leaves an approval, a request for changes ends it, a new approval ends that', async () => {
  scene.approve(number, 'bea', 'cem');
  says('bea', 'COMMENTED');
  expect(await settled()).toBe('success: 2 of 2 approvals');
  says('bea', 'CHANGES_REQUESTED');
  expect(await settled()).toBe('failure: changes requested by bea');
  scene.approve(number, 'bea');
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('4, 5: a curator’s request for changes blocks two others until it is dismissed, a stranger’s does not', async () => {
  const refused = says('dan', 'CHANGES_REQUESTED');
  scene.hub.world.addUser('eve');
  says('eve', 'CHANGES_REQUESTED');
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('failure: changes requested by dan');
  scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('failure: changes requested by dan');
  scene.repository.dismissReview(refused, 'ann');
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('6, 8: somebody who approves twice is one person, and the earlier approval does not come back', async () => {
  const [, later = 0] = scene.approve(number, 'bea', 'bea');
  expect(await settled()).toBe('failure: 1 of 2 approvals');
  scene.repository.dismissReview(later, 'ann');
  expect(await settled()).toBe('failure: 0 of 2 approvals');
});

test('9: of two reviews of one second the higher id is the later, in whatever order they are listed', async () => {
  const at = scene.hub.world.now();
  for (const [login, states] of [
    ['bea', ['CHANGES_REQUESTED', 'APPROVED']],
    ['cem', ['APPROVED', 'CHANGES_REQUESTED']],
  ] as const) {
    for (const state of states) says(login, state, at);
  }
  scene.repository.pull(number).reviews.reverse();
  expect(await settled()).toBe('failure: changes requested by cem');
  says('cem', 'APPROVED', at);
  scene.repository.pull(number).reviews.reverse();
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('11, 12: an approval whose words are changed or hidden counts, and a hidden request for changes blocks', async () => {
  const [first = 0, second = 0] = scene.approve(number, 'bea', 'cem');
  scene.repository.editReview(first, 'I did not read it.');
  scene.repository.minimise(second);
  expect(await settled()).toBe('success: 2 of 2 approvals');
  scene.repository.minimise(says('dan', 'CHANGES_REQUESTED'));
  expect(await settled()).toBe('failure: changes requested by dan');
});

test('13: comments, thumbs and reviews that only comment never count', async () => {
  for (const login of ['bea', 'cem']) {
    scene.repository.review(number, login, 'COMMENTED', { body: 'LGTM 👍' });
    const comment = scene.repository.comment(number, login, '/approve\nLGTM :+1:');
    scene.repository.react(comment, login, '+1');
  }
  expect(await settled()).toBe('failure: 0 of 2 approvals');
});

test('14, 15, 18: of the author, an author and a committer of commits none counts, and the check says why', async () => {
  scene.hub.world.addTeam('acme/curators', ['ann', 'bea', 'cem', 'dan', 'eve', 'fay']);
  for (const login of ['eve', 'fay']) scene.repository.setPermission(login, 'write');
  const byBea = scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'bea' });
  const byCem = scene.repository.commit('change', { 'docs/a.md': 'b\n' }, { author: 'ann', committer: 'cem' });
  scene.approve(number, 'bea', 'cem', 'dan');
  expect(await settled()).toBe('failure: 1 of 2 approvals');
  expect(text()).toMatch(
    new RegExp(`\\| bea [^\\n]*is author and committer of <code>${byBea.slice(0, 7)}[^\\n]*can be forged`),
  );
  expect(text()).toMatch(new RegExp(`\\| cem [^\\n]*is committer of <code>${byCem.slice(0, 7)}[^\\n]*can be forged`));
});

test('21: an App’s approval does not count, though the policy lists it, nor does its refusal block', async () => {
  await begin({
    policy: 'review:\n  curators:\n    users: [bea, cem, "helper[bot]"]\n  rules:\n    - paths: ["data/**"]\n',
  });
  scene.hub.world.addUser('helper[bot]', { type: 'Bot' });
  says('helper[bot]', 'APPROVED');
  scene.approve(number, 'bea');
  expect(await settled()).toBe('failure: 1 of 2 approvals');
  says('helper[bot]', 'CHANGES_REQUESTED');
  scene.approve(number, 'cem');
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('24: GitHub’s spelling of a login is not the policy’s', async () => {
  await begin({
    policy:
      'review:\n  curators:\n    users: [BEA, Cem]\n    teams: [ACME/Curators]\n  rules:\n    - paths: ["data/**"]\n',
  });
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('26: whatever GitHub refuses about the team, the check fails, though the others would be enough', async () => {
  await begin({ policy: policy().replace('teams:', 'users: [bea, cem]\n    teams:') });
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('success: 2 of 2 approvals');
  for (const status of [403, 404]) {
    scene.hub.faults.request = ({ path }) => (path.includes('/teams/') ? { kind: 'status', status } : null);
    await reconcileReview(scene.newProcess(), pullRequestWork(number));
    expect(now()).toBe('failure: cannot see who is in the team acme/curators');
  }
});

test('28, 29: who can only read counts, with a note; where too few are left, the check names them', async () => {
  scene.repository.setPermission('bea', 'read');
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('success: 2 of 2 approvals');
  expect(text()).toContain('bea cannot write to the repository: counted here');
  for (const login of ['cem', 'dan']) {
    scene.repository.commit('change', { 'docs/a.md': `${login}\n` }, { author: login });
  }
  expect(await settled()).toBe('failure: cannot be satisfied: 1 eligible, 2 needed');
  expect(text()).toContain('only bea can give one');
});

test('40: without its delivery, an approval of the second in which its commit was made is stale', async () => {
  const at = '2026-01-02T00:00:00Z';
  scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann', date: at });
  says('bea', 'APPROVED', at);
  says('cem', 'APPROVED', '2026-01-02T00:00:01Z');
  scene.waiting = [];
  await reconcileReview(scene.context, pullRequestWork(number));
  expect(now()).toBe('failure: 1 of 2 approvals');
  expect(text()).toMatch(/\| bea [^\n]*approved in the second in which/);
});

test('40: a push after an approval that GitHub binds anew is stale too, though no delivery came', async () => {
  scene.repository.rebindsReviews = true;
  scene.approve(number, 'bea', 'cem');
  scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
  scene.waiting = [];
  for (const context of [scene.context, scene.newProcess()]) {
    await reconcileReview(context, pullRequestWork(number));
    expect(now()).toBe('failure: 0 of 2 approvals');
  }
});

test('40: a review of the old head that comes with the push of the new one is of the old', async () => {
  const old = scene.head(number);
  scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
  scene.repository.review(number, 'bea', 'APPROVED', { head: old });
  scene.approve(number, 'cem');
  expect(await settled()).toBe('failure: 1 of 2 approvals');
});

test('59, 60: the head’s own policy lets nobody through, and is gated itself', async () => {
  scene.hub.world.addUser('eve');
  const own = 'review:\n  curators:\n    users: [eve]\n  approvals: 1\n  rules:\n    - paths: ["nothing/**"]\n';
  number = scene.open({ '.github/goldgate.yml': own, '.github/workflows/x.yml': 'on: push\n' }, 'own');
  scene.approve(number, 'eve');
  expect(await settled()).toBe('failure: 0 of 2 approvals for the gate itself');
  expect(text()).toContain('the policy, always gated');
  expect(text()).toContain('a workflow, always gated');
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('success: 2 of 2 approvals');
});

test('61, 62: no policy fails and names the command that writes one; a broken one fails and quotes its line', async () => {
  await begin({ policy: null });
  scene.approve(number, 'bea', 'cem');
  expect(await settled()).toBe('failure: no policy on the base branch');
  expect(text()).toContain('goldgate init');
  const broken = 'review:\n  curators:\n    users: []\n';
  scene.repository.commit('main', { '.github/goldgate.yml': broken }, { author: 'dan' });
  await reconcileReview(scene.context, pullRequestWork(number));
  expect(now()).toBe('failure: policy broken at line 3');
  expect(text()).toContain('users: &#91;&#93;');
});

test('65: a check of the name by anybody else lets nothing be merged where this App is the source', async () => {
  expect(await settled()).toBe('failure: 0 of 2 approvals');
  const sha = scene.head(number);
  const forged = { sha, name: 'goldgate/double-review', appId: 15_368, conclusion: 'success' };
  scene.repository.createCheck(forged);
  expect(scene.repository.canMerge(number)).toBe(true);
  scene.repository.requiredSource = scene.hub.app.id;
  expect(scene.repository.canMerge(number)).toBe(false);
  scene.approve(number, 'bea', 'cem');
  await scene.settle();
  expect(scene.repository.canMerge(number)).toBe(true);
});
