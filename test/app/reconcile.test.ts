// The rows of the review's semantics that speak of GitHub's behaviour, over a GitHub that behaves so. Each number is a row.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherReview } from '../../src/adapters/github/gather-review.ts';
import { reconcileReview } from '../../src/commands/app/reconcile.ts';
import { pullRequestWork } from '../../src/review/events.ts';
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

/** Opened, approved by two, and told so. */
async function approved(): Promise<number> {
  const number = scene.open();
  await scene.settle();
  scene.approve(number, 'bea', 'cem');
  await scene.settle();
  expect(now(number)).toBe('success: 2 of 2 approvals');
  return number;
}

describe('reviews', () => {
  test('10: of 101 and more reviews every page is read', async () => {
    const number = scene.open();
    for (let count = 0; count < 205; count += 1) scene.repository.review(number, 'bea', 'COMMENTED');
    scene.approve(number, 'bea', 'cem');
    await reconcile(number);
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('7: a pending review is ignored until it is submitted', async () => {
    const number = scene.open();
    const pending = scene.repository.review(number, 'bea', 'PENDING');
    scene.approve(number, 'cem');
    await scene.settle();
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    scene.repository.submitPending(pending, 'APPROVED');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('22, 23: an account that is gone neither counts nor crashes, and its request for changes blocks', async () => {
    const number = scene.open();
    const refused = scene.repository.review(number, 'dan', 'CHANGES_REQUESTED');
    scene.approve(number, 'bea', 'cem');
    scene.hub.world.removeUser('dan');
    await scene.settle();
    expect(now(number)).toMatch(/^failure: changes requested/);
    scene.repository.dismissReview(refused, 'ann');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });
});

describe('who may count', () => {
  test('16: the co-author that a trailer names does not count, found by the address of the account', async () => {
    scene.hub.world.addUser('eve', { emails: ['eve@elsewhere.example'] });
    scene.hub.world.addTeam('acme/more', ['eve']);
    scene.repository.commit(
      'change',
      { [golden]: '{"a":2}\n' },
      { author: 'ann', coAuthors: ['bea', { name: 'Eve', email: 'eve@elsewhere.example' }] },
    );
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change' });
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    expect(scene.checks(scene.head(number)).at(-1)?.output.text).toMatch(/\| bea [^\n]*is co-author of/);
  });

  test('17: a commit of an address without an account fails, and says which', async () => {
    const sha = scene.repository.commit(
      'change',
      { [golden]: '{"a":2}\n' },
      { author: { name: 'X', email: 'x@nowhere.example' }, by: 'ann' },
    );
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change' });
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    expect(now(number)).toBe(`failure: unknown author and committer of ${sha.slice(0, 7)}`);
  });

  test('17: GitHub’s own committer is nobody where its signature shows it, and anybody where none does', async () => {
    const github = { name: 'GitHub', email: 'noreply@github.com' };
    const number = scene.open();
    for (const verified of [true, false]) {
      const options = { author: 'ann', committer: github, verified };
      const sha = scene.repository.commit('change', { 'docs/a.md': `${verified}\n` }, options);
      scene.approve(number, 'bea', 'cem');
      await scene.settle();
      const expected = verified ? 'success: 2 of 2 approvals' : `failure: unknown committer of ${sha.slice(0, 7)}`;
      expect(now(number)).toBe(expected);
    }
  });

  test('19: commits of a side branch count too', async () => {
    scene.repository.commit('side', { 'docs/a.md': 'a\n' }, { author: 'bea' });
    scene.repository.commit('change', { [golden]: '{"a":2}\n' }, { author: 'ann' });
    scene.repository.merge('change', 'side', { author: 'ann' });
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change' });
    scene.approve(number, 'bea', 'cem', 'dan');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
    expect(scene.checks(scene.head(number)).at(-1)?.output.text).toMatch(/bea[^\n]*\| no \|/);
  });

  test('20: “Update branch” by a curator leaves the curator one', async () => {
    const number = scene.open();
    scene.repository.commit('main', { 'README.md': 'new\n' }, { author: 'dan' });
    scene.repository.updateBranch(number, 'bea');
    scene.approve(number, 'bea', 'cem');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('25, 26, 27: child teams count, pending members do not, leaving ends it, a hidden team fails', async () => {
    const { world } = scene.hub;
    world.addTeam('acme/juniors', ['fay'], { parent: 'curators', pending: ['gil'] });
    for (const login of ['fay', 'gil']) scene.repository.setPermission(login, 'write');
    const number = scene.open();
    scene.approve(number, 'fay', 'gil');
    await scene.settle();
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    scene.approve(number, 'bea');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
    world.team('acme/juniors').members.delete(world.user('fay'));
    await reconcile(number);
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    world.teams.delete('acme/curators');
    await reconcile(number);
    expect(now(number)).toMatch(/^failure/);
    expect(scene.checks(scene.head(number)).at(-1)?.output.summary).toContain('acme/curators cannot be seen');
  });
});

describe('staleness', () => {
  test('30, 37: a gated change makes approvals stale, taking it back makes them good again', async () => {
    const number = await approved();
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
    scene.repository.commit('change', { [golden]: '{"a":2}\n' }, { author: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('31, 32: other files and update merges keep them', async () => {
    const number = await approved();
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
    scene.repository.commit('main', { 'README.md': 'new\n' }, { author: 'dan' });
    scene.repository.updateBranch(number, 'ann');
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('33: an update merge with the same dataset changed on the base makes them stale', async () => {
    const number = await approved();
    scene.repository.commit('main', { [golden]: '{"a":1}\n{"b":1}\n' }, { author: 'dan' });
    scene.repository.merge('change', 'main', { author: 'ann', files: { [golden]: '{"a":2}\n{"b":1}\n' } });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('34: a rebase with the same gated files keeps them, with others it does not', async () => {
    const number = await approved();
    scene.repository.commit('main', { 'README.md': 'new\n' }, { author: 'dan' });
    scene.repository.rebase('change', 'main', { by: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
    const other = scene.repository.commit('other', { [golden]: '{"a":9}\n' }, { author: 'ann' });
    scene.repository.forcePush('change', other, { by: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('35: GitHub binds a review to the new head, and it is stale all the same', async () => {
    scene.repository.rebindsReviews = true;
    const number = await approved();
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    await scene.settle();
    expect(scene.repository.pull(number).reviews.map(({ commit }) => commit)).toContain(scene.head(number));
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('35: records outlive the process, however many heads there were in between', async () => {
    scene.repository.rebindsReviews = true;
    const number = await approved();
    for (const text of ['1', '2', '3']) {
      scene.repository.commit('change', { 'docs/a.md': text }, { author: 'ann' });
      await scene.settle(scene.newProcess());
    }
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('35: …and heads that the app never saw', async () => {
    const number = await approved();
    for (const text of ['1', '2', '3']) scene.repository.commit('change', { 'docs/a.md': text }, { author: 'ann' });
    scene.waiting = [];
    await reconcile(number, scene.newProcess());
    expect(now(number)).toBe('success: 2 of 2 approvals');
    const base = scene.repository.head('main');
    const squashed = scene.repository.commit(
      'squashed',
      { [golden]: '{"a":2}\n', 'docs/a.md': '3' },
      { author: 'ann', from: base },
    );
    scene.repository.forcePush('change', squashed, { by: 'ann' });
    await scene.settle(scene.newProcess());
    expect(now(number)).toBe('success: 2 of 2 approvals');
  });

  test('36: without a record the commit of the review counts while it is an ancestor with the same content', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    scene.waiting = [];
    scene.repository.commit('change', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    scene.waiting = [];
    await reconcile(number);
    expect(now(number)).toBe('success: 2 of 2 approvals');
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('36: …and is kept from then on, until its own delivery comes and tells better', async () => {
    scene.repository.rebindsReviews = true;
    const number = scene.open();
    const first = scene.head(number);
    scene.approve(number, 'bea', 'cem');
    scene.waiting = [];
    await reconcile(number);
    expect(now(number)).toBe('success: 2 of 2 approvals');
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
    const [review = 0] = scene.approve(number, 'bea');
    scene.waiting = [];
    await reconcile(number);
    expect(now(number)).toBe('failure: 1 of 2 approvals');
    await reconcileReview(scene.context, pullRequestWork(number, { reviews: [{ review, head: first }] }));
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('36: in a workflow no record is read or kept', async () => {
    const context = scene.newProcess(false);
    const number = scene.open();
    await scene.settle(context);
    scene.approve(number, 'bea', 'cem');
    await scene.settle(context);
    expect(now(number)).toBe('success: 2 of 2 approvals');
    expect(scene.checks(scene.head(number)).at(-1)?.output.text).not.toContain('goldgate:records');
  });

  test('38: without a record, a head that is gone is stale', async () => {
    const number = scene.open();
    scene.approve(number, 'bea', 'cem');
    scene.waiting = [];
    scene.repository.pull(number).reviews.forEach((review) => {
      review.commit = 'd'.repeat(40);
    });
    await reconcile(number);
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('39: a review and a push in one job: the record is of the review’s own head', async () => {
    scene.repository.rebindsReviews = true;
    const number = scene.open();
    const before = scene.head(number);
    const [review = 0] = scene.approve(number, 'bea');
    scene.approve(number, 'cem');
    scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    scene.waiting = [];
    const reviews = scene.repository.pull(number).reviews.map(({ id }) => ({ review: id, head: before }));
    expect(reviews[0]?.review).toBe(review);
    await reconcileReview(scene.context, pullRequestWork(number, { reviews, heads: [before] }));
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });
});

describe('files', () => {
  test('42, 43, 44: renames out of, removals, modes, links and pointers at gated paths are gated', async () => {
    const gated: Parameters<ReviewScene['open']>[0][] = [
      { [golden]: null, 'docs/ba.jsonl': '{"a":1}\n' },
      { [golden]: null },
      { [golden]: { mode: '100755', content: '{"a":1}\n' } },
      { 'data/link': { mode: '120000', content: '../docs/a' } },
      { 'data/module': { mode: '160000', sha: 'e'.repeat(40) } },
      { 'docs/.gitattributes': '* -text\n' },
      { [golden]: `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n` },
    ];
    for (const [index, files] of gated.entries()) {
      const number = scene.open(files, `change-${index}`);
      await scene.settle();
      expect(now(number)).toMatch(/^failure: 0 of 2 approvals/);
    }
  });

  test('45: a tree that GitHub cuts is still seen whole', async () => {
    scene.repository.treeLimit = 4;
    const number = scene.open({ 'docs/a/b/c.md': 'c\n', [golden]: '{"a":2}\n' });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('45: 250 commits cannot be seen whole', async () => {
    for (let count = 0; count < 260; count += 1) {
      scene.repository.commit('change', { 'docs/a.md': `${count}\n` }, { author: 'ann' });
    }
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change' });
    await scene.settle();
    expect(now(number)).toBe('failure: too large to be seen whole, 260 commits');
  });

  test('46, 48: large files, dotfiles and names of any script are decided by path and id', async () => {
    const large = `${'x'.repeat(2_000_000)}\n`;
    for (const [index, path] of ['data/.hidden', 'data/über groß 数据.jsonl', 'data/large.jsonl'].entries()) {
      const number = scene.open({ [path]: large }, `change-${index}`);
      await scene.settle();
      expect(now(number)).toBe('failure: 0 of 2 approvals');
      expect(scene.checks(scene.head(number)).at(-1)?.output.text).toContain(path);
    }
  });

  test('47: what the base gates is gated, whatever the head says', async () => {
    const number = scene.open({ [golden]: '{"a":2}\n', '.github/goldgate.yml': policy().replace('data', 'other') });
    await scene.settle();
    expect(scene.checks(scene.head(number)).at(-1)?.output.text).toContain('data/ba.jsonl');
    expect(now(number)).toMatch(/^failure: 0 of 2 approvals/);
  });
});

describe('lifecycle', () => {
  test('50, 51, 52: nothing gated is a success, a draft is judged, a closed one is left alone until it is reopened', async () => {
    scene.repository.commit('docs', { 'docs/a.md': 'a\n' }, { author: 'ann' });
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'docs', draft: true });
    await scene.settle();
    expect(now(number)).toBe('success: no gated file changed');
    scene.repository.closePullRequest(number);
    scene.repository.commit('docs', { 'docs/a.md': 'b\n' }, { author: 'ann' });
    expect(await reconcile(number)).toBeNull();
    scene.repository.reopen(number);
    expect(now(number)).toBeNull();
    await scene.settle();
    expect(now(number)).toBe('success: no gated file changed');
  });

  test('52: a pull request that is gone is no error', async () => {
    expect(await reconcile(404)).toBeNull();
  });

  test('53: another base is another policy', async () => {
    const strict = `${policy()}      approvals: 3\n`;
    scene.repository.commit('release', { '.github/goldgate.yml': strict }, { author: 'dan' });
    const number = await approved();
    scene.repository.retarget(number, 'release');
    await scene.settle();
    expect(now(number)).toMatch(/^failure: \d of 3 approvals/);
  });

  test('59: a policy that has become stricter on the base holds at once', async () => {
    const number = await approved();
    scene.repository.commit('main', { '.github/goldgate.yml': `${policy()}      approvals: 3\n` }, { author: 'dan' });
    await reconcile(number);
    expect(now(number)).toBe('failure: 2 of 3 approvals');
  });

  test('30: what is gated is told from the base of now: taking back what it has got meanwhile is a change', async () => {
    const first = scene.repository.commit('change', { [golden]: '{"a":2}\n' }, { author: 'ann' });
    scene.repository.commit('change', { [golden]: '{"a":1}\n' }, { author: 'ann' });
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change' });
    await scene.settle();
    expect(now(number)).toBe('success: no gated file changed');
    scene.repository.merge('main', first, { author: 'dan' });
    await reconcile(number);
    expect(now(number)).toBe('failure: 0 of 2 approvals');
  });

  test('54: two pull requests with one head: the worse stands, whichever is told last', async () => {
    const strict = `${policy()}      approvals: 3\n`;
    scene.repository.commit('release', { '.github/goldgate.yml': strict }, { author: 'dan' });
    const first = await approved();
    const second = scene.repository.openPullRequest({ author: 'ann', head: 'change', base: 'release' });
    await scene.settle();
    expect(now(first)).toMatch(/^failure/);
    const text = scene.checks(scene.head(first)).at(-1)?.output.text;
    expect(text).toContain(`Pull request ${first}:`);
    expect(text).toContain(`Pull request ${second}:`);
    await reconcile(first);
    expect(now(first)).toMatch(/^failure/);
    scene.repository.closePullRequest(second);
    await scene.settle();
    await reconcile(first);
    expect(now(first)).toBe('success: 2 of 2 approvals');
  });

  test('54: the other is found even when its own event was lost', async () => {
    const strict = `${policy()}      approvals: 3\n`;
    scene.repository.commit('release', { '.github/goldgate.yml': strict }, { author: 'dan' });
    const first = await approved();
    scene.repository.openPullRequest({ author: 'ann', head: 'change', base: 'release' });
    scene.waiting = [];
    await reconcile(first);
    expect(now(first)).toMatch(/^failure/);
  });

  test('55, 56: forks work, and one that is deleted too', async () => {
    const fork = scene.repository.fork('ann');
    fork.commit('change', { [golden]: '{"a":2}\n' }, { author: 'ann' });
    const number = scene.repository.openPullRequest({ author: 'ann', head: 'change', fork });
    await scene.settle();
    expect(now(number)).toBe('failure: 0 of 2 approvals');
    scene.approve(number, 'bea', 'cem');
    fork.deleteFork();
    await scene.settle();
    expect(now(number)).toBe('success: 2 of 2 approvals');
    expect((await gatherReview(scene.context.github, number, { records: [] })).head.fork).toBe(true);
  });
});
