import { expect, test } from 'vitest';
import { parsePolicy } from './review-policy.ts';

const policy = (text: string) => `review:\n  curators: {users: [alice, bob]}\n${text.replace(/^(?=.)/gm, '  ')}`;
const rule = (text: string) => policy(`rules:\n- name: data\n${text.replace(/^(?=.)/gm, '  ')}`);
const problemsOf = (text: string) => {
  const parsed = parsePolicy(text);
  return 'broken' in parsed ? parsed.broken.problems.map((one) => one.replace('.github/goldgate.yml:', '')) : [];
};

test('defaults: two approvals, all excluded, one rule over the golden data', () => {
  expect(parsePolicy(`datasets: [data/*.jsonl, "!data/x.jsonl"]\nmanifest: "m[1].json"\n${policy('')}`)).toEqual({
    policy: {
      curators: { users: ['alice', 'bob'] },
      approvals: 2,
      exclude: ['author', 'committers', 'co-authors'],
      rules: [{ name: 'golden data', paths: ['data/*.jsonl', '!data/x.jsonl', 'm\\[1\\].json', 'data/qa_eval.yaml'] }],
    },
  });
});

test.each([
  [policy('approvals: 0'), '3: `review.approvals` must be >= 1 │   approvals: 0'],
  [
    policy('approvals: 3'),
    '3: `review.approvals` can never be satisfied: 3 approvals are needed, and 2 curators are named │',
  ],
  [
    'review: {curators: {users: [alice, ALICE]}}',
    '1: `review.curators` can never be satisfied: 2 approvals are needed, and one curator is named │',
  ],
  ['review: {}', "1: `review` must have required property 'curators' │"],
  ['review:\n  curators: {teams: []}', '2: `review.curators.teams` must NOT have fewer than 1 items │'],
  [
    'review:\n  curators:\n    teams: [qa]',
    '3: `review.curators.teams.0` is no team; write `org/slug`, without `@` │     teams: [qa]',
  ],
  [
    'review:\n  curators:\n    users: ["@alice", bob]',
    '3: `review.curators.users.0` is no login; write it as GitHub does, without `@` │',
  ],
  [
    'review:\n  curators: {permission: owner}',
    '2: `review.curators.permission` must be one of read, triage, write, maintain, admin │',
  ],
  [rule('paths: ["data/["]'), '5: `review.rules.0.paths.0` has a bracket or a brace without its other half │'],
  [rule('paths: ["!data/**"]'), '5: `review.rules.0.paths` only excludes; begin with what is meant, such as `**` │'],
  [rule('approvals: 1'), '4: `review.rules.0` has no `paths`; only a nested rule has its parent’s │'],
  [
    rule('paths: [a]\napprovals: 3'),
    '6: `review.rules.0.approvals` can never be satisfied: 3 approvals are needed, and 2 curators are named │',
  ],
  [
    rule('paths: [a]\ncurators: {users: [eve]}'),
    '6: `review.rules.0.curators` can never be satisfied: 2 approvals are needed, and one curator is named │',
  ],
  [
    rule('paths: [a]\napprovals: 1\nany-of: [{approvals: 1}]'),
    '6: `review.rules.0.approvals` stands beside `any-of`; write it in each of the nested rules │',
  ],
  [
    rule('paths: [a]\nany-of: [{approvals: 1}]\nall-of: [{approvals: 1}]'),
    '6: `review.rules.0.any-of` stands beside `all-of`; nest one in the other │',
  ],
  [rule('paths: [a]\nany-of: []'), '6: `review.rules.0.any-of` must NOT have fewer than 1 items │'],
  [
    rule('paths: [a]\n- name: data\n  paths: [b]').replace(/ {4}- name(.*)\n {6}/, '  - name$1\n    '),
    '6: `review.rules.1.name` "data" is taken; each rule has a name of its own │',
  ],
  [rule('paths: [a]\nnames: x'), '6: unknown key `names` in `review.rules.0` │'],
  [policy(`rules:\n${'- paths: [a]\n'.repeat(101)}`), '3: `review.rules` has 101 rules; at most 100 are taken │'],
  [policy(`rules:\n- paths: [${'a, '.repeat(501)}]`), '3: `review.rules` has 501 globs; at most 500 are taken │'],
  [
    rule(`paths: [a]\nall-of: ${'[{all-of: '.repeat(8)}[{approvals: 1}]${'}]'.repeat(8)}`),
    'is nested more than 8 levels deep │',
  ],
  [rule('paths: [a]\nall-of: &a [{all-of: *a}]'), '1: cannot be read: '],
])('%j', (text, expected) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
});

test('many faults are counted', () => {
  const parsed = parsePolicy(policy(`rules:\n${'- paths: [..]\n'.repeat(30)}`));
  expect(
    'broken' in parsed && [parsed.broken.title, parsed.broken.problems.length, parsed.broken.problems[10]],
  ).toEqual(['policy broken at line 4', 11, '… and 20 more']);
});
