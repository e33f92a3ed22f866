// What holds for every pull request, however odd: on random facts, many of them at the edge.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestAt, judgeReview } from '../../src/config/judge-review.ts';
import { parseFacts } from '../../src/config/review-facts.ts';
import type { Change, Commit, Person, PullRequestFacts, Review } from '../../src/review/facts.ts';
import { passes, type RuleVerdict } from '../../src/review/verdict.ts';
import { dataset, person, policyOf, pull } from './facts.ts';

const policies = [
  'curators: {users: [alice, bob, carol, "helper[bot]"]}',
  'curators: {users: [alice, bob, carol]}\napprovals: 1\nexclude: []',
  'curators: {teams: [org/qa]}\nrules: [{name: x, paths: ["data/**"], approvals: 1}, {paths: ["**/*.md"]}]',
  'curators: {permission: write}\nrules:\n- paths: ["data/**"]\n  any-of: [{curators: {users: [alice, bob]}}, {all-of: [{approvals: 1}, {paths: ["**/ba*"], approvals: 1, curators: {users: [carol]}}]}]',
  'curators: {users: [alice]}\napprovals: 0',
].map(policyOf);
const people = ['alice', 'bob', 'carol', 'dave', 'author', 'helper[bot]'].map(person);
const shas = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40));

const someone = fc.constantFrom<Person | null>(...people, ...people, null);
const mostlyKnown = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...people.slice(3, 5)) },
  { weight: 2, arbitrary: someone },
);
const sha = fc.constantFrom(...shas);
const change: fc.Arbitrary<Change> = fc.record({
  path: fc.constantFrom(dataset, dataset, 'docs/a.md', '.github/goldgate.yml', 'data'),
  mode: fc.constantFrom('100644', '100644', '120000', null),
  blob: fc.constantFrom('1'.repeat(40), '2'.repeat(40), null),
});
const changes = fc.uniqueArray(change, { maxLength: 3, selector: ({ path }) => path });
const signature = mostlyKnown.map((who) => ({ email: 'x@example.org', person: who }));
const commit: fc.Arbitrary<Commit> = fc.record({
  sha,
  parents: fc.uniqueArray(sha, { minLength: 1, maxLength: 2 }),
  author: signature,
  committer: signature,
  coAuthors: fc.array(signature, { maxLength: 1 }),
  verified: fc.boolean(),
});
const review: fc.Arbitrary<Review> = fc.record({
  id: fc.integer({ min: 1, max: 1000 }),
  person: someone,
  state: fc.constantFrom(
    'APPROVED',
    'APPROVED',
    'APPROVED',
    'APPROVED',
    'CHANGES_REQUESTED',
    'COMMENTED',
    'DISMISSED',
    'PENDING',
  ),
  submittedAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2026-01-02T00:00:00Z'),
  commit: fc.oneof(sha, fc.constant(null)),
});

const facts: fc.Arbitrary<PullRequestFacts> = fc
  .record({
    policy: fc.constantFrom(...policies, ...policies.slice(0, 3)),
    reviews: fc.uniqueArray(review, { maxLength: 7, selector: ({ id }) => id }),
    commits: fc.uniqueArray(commit, { minLength: 1, maxLength: 4, selector: (one) => one.sha }),
    content: fc.array(fc.oneof({ weight: 6, arbitrary: changes }, { weight: 1, arbitrary: fc.constant(null) }), {
      minLength: 4,
      maxLength: 4,
    }),
    same: fc.boolean(),
    recorded: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    team: fc.constantFrom<PullRequestFacts['people']['teams'][string]>(people.slice(0, 3), people, [], {
      unreadable: '404',
    }),
    author: fc.constantFrom<Person | null>(person('author'), person('author'), person('alice'), null),
  })
  .map(({ policy, reviews, commits, content, same, recorded, team, author }): PullRequestFacts => {
    const { facts } = pull(policy);
    const head = (commits[0] as Commit).sha;
    // Mostly the content does not change from commit to commit, or nothing would ever be approved.
    const contents = Object.fromEntries(shas.map((each, n) => [each, content[same ? 0 : n] ?? null]));
    const digest = digestAt(policy, contents[head] ?? []) ?? '0'.repeat(64);
    return {
      ...facts,
      author,
      head: { ...facts.head, sha: head },
      counts: { files: 1, commits: commits.length },
      reviews,
      commits,
      contents,
      records: reviews.filter((_, n) => recorded[n]).map(({ id }) => ({ review: id, head, digest })),
      people: {
        users: Object.fromEntries(people.map((one) => [one.login, one])),
        teams: { 'org/qa': team },
        collaborators: people.map((one) => ({ ...one, permission: 'write' })),
        permissions: Object.fromEntries(people.map(({ id }) => [id, 'write' as const])),
      },
    };
  });

const judge = judgeReview;
const holds = (law: (facts: PullRequestFacts, random: number) => void) =>
  fc.assert(fc.property(facts, fc.nat(1000), law), { numRuns: 1500, seed: 4 });

test('the order of reviews, commits and changes is nothing', () => {
  holds((facts, random) => {
    const turned = <Item>(items: readonly Item[]): Item[] => {
      const at = items.length === 0 ? 0 : random % items.length;
      return [...items.slice(at), ...items.slice(0, at)].reverse();
    };
    const contents = Object.fromEntries(
      Object.entries(facts.contents).map(([key, list]) => [key, list && turned(list)]),
    );
    const shuffled = { ...facts, reviews: turned(facts.reviews), commits: turned(facts.commits), contents };
    expect(judge(shuffled)).toEqual(judge(facts));
  });
});

test('what passes has enough current approvals, of distinct people who are not the author, and nobody in the way', () => {
  const leaves = (rule: RuleVerdict): RuleVerdict[] => (rule.kind === 'rule' ? [rule] : rule.children.flatMap(leaves));
  let met = 0;
  holds((facts) => {
    const verdict = judge(facts);
    expect(verdict.title.length).toBeLessThan(100);
    if (verdict.outcome !== 'met') return;
    met++;
    expect(verdict.problems).toEqual([]);
    expect(verdict.reviewers.filter(({ blocks }) => blocks)).toEqual([]);
    const approving = new Set(facts.reviews.filter(({ state }) => state === 'APPROVED').map((one) => one.person?.id));
    for (const rule of verdict.rules.flatMap(leaves).filter(({ outcome }) => outcome === 'met')) {
      const ids = new Set(rule.counted.map(({ id }) => id));
      expect(ids.size).toBeGreaterThanOrEqual(rule.approvals);
      for (const { id, type } of rule.counted) {
        expect([type, id === facts.author?.id, approving.has(id)]).toEqual(['User', false, true]);
      }
    }
  });
  expect(met).toBeGreaterThan(30);
});

test('to take an approval away never makes anything pass', () => {
  holds((facts, random) => {
    const approvals = facts.reviews.filter(({ state }) => state === 'APPROVED');
    const gone = approvals[random % (approvals.length || 1)];
    const fewer = { ...facts, reviews: facts.reviews.filter((one) => one !== gone) };
    if (passes(judge(fewer))) expect(judge(facts).outcome).toBe(judge(fewer).outcome);
  });
});

test('a comment changes nothing but the list of who commented', () => {
  holds((facts, random) => {
    const comment: Review = {
      ...{ id: 2000, person: people[random % people.length] as Person, state: 'COMMENTED' },
      ...{ submittedAt: '2026-02-01T00:00:00Z', commit: facts.head.sha },
    };
    const [before, after] = [judge(facts), judge({ ...facts, reviews: [...facts.reviews, comment] })];
    const others = (verdict: typeof before) => verdict.reviewers.filter(({ state }) => state !== 'COMMENTED');
    expect({ ...after, reviewers: others(after) }).toEqual({ ...before, reviewers: others(before) });
  });
});

test('the facts are what their schema says, and come back from their text', () => {
  holds((facts) => {
    expect(parseFacts(JSON.stringify(facts), 'x.json')).toEqual(facts);
  });
});
