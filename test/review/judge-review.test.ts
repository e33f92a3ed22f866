import { expect, test } from 'vitest';
import { digestAt, peopleOfPolicy, wantedContents } from '../../src/config/judge-review.ts';
import { dataset, policyOf, pull } from './facts.ts';

test('whom to look up: everybody whom any rule names, once', () => {
  const policy = policyOf(
    'curators: {users: [Alice], permission: write}\nrules:\n- paths: [a]\n  any-of: [{curators: {teams: [Org/QA]}}, {curators: {users: [alice, bob]}}]',
  );
  expect(peopleOfPolicy(policy)).toEqual({ users: ['alice', 'bob'], teams: ['org/qa'], permission: true });
  expect(peopleOfPolicy('review: {}')).toEqual({ users: [], teams: [], permission: false });
  expect(peopleOfPolicy(null)).toEqual({ users: [], teams: [], permission: false });
});

test('contents are wanted of approvals that no record tells of, and of merges by others than the author', () => {
  const scenario = pull()
    .approve('alice')
    .commit({ 'README.md': 'x' })
    .down()
    .approve('bob')
    .update('carol')
    .update('author');
  const [first, second, byCarol] = scenario.commits.map(({ sha }) => sha);
  const { facts, head } = scenario;
  const contents = { [head]: facts.contents[head] ?? null };
  expect(wantedContents({ ...facts, contents })).toEqual([second, byCarol]);
  expect(wantedContents({ ...facts, contents, records: [] })).toEqual([first, second, byCarol]);
  expect(wantedContents(facts)).toEqual([]);
  expect(wantedContents({ ...facts, contents: { [head]: [] } })).toEqual([]);
  expect(wantedContents({ ...facts, contents, policy: null })).toEqual([]);
});

test('the digest is of what is gated alone, in any order', () => {
  const { policy, facts, head } = pull().commit({ 'README.md': 'x', CODEOWNERS: 'y' });
  const changes = facts.contents[head] ?? [];
  const digest = digestAt(policy, changes);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(digestAt(policy, [...changes].reverse())).toBe(digest);
  expect(
    digestAt(
      policy,
      changes.filter(({ path }) => path !== 'README.md'),
    ),
  ).toBe(digest);
  expect(
    digestAt(
      policy,
      changes.filter(({ path }) => path !== dataset),
    ),
  ).not.toBe(digest);
  expect(digestAt('review: {}', changes)).toBeNull();
});
