// Groups of rules, who has enough access, and what is odd about the facts: beside the numbered scenarios.

import { expect, test } from 'vitest';
import { wantedContents } from '../../src/config/judge-review.ts';
import type { Permission } from '../../src/review/facts.ts';
import { dataset, person, policyOf, pull, type Scenario } from './facts.ts';

const group = (rules: string, paths = '["data/**"]') =>
  pull(
    policyOf(
      `curators: {users: [alice, bob, carol]}\napprovals: 1\nrules:\n- name: data\n  paths: ${paths}\n  ${rules}`,
    ),
  );
const by = (login: string, more = '') => `{curators: {users: [${login}]}, name: ${login}${more}}`;
const all = `all-of: [${by('alice')}, ${by('bob')}]`;
const any = `any-of: [${by('alice')}, ${by('bob')}]`;
const qa = 'data/production/qa.jsonl';
const parts = (kind: string) => `${kind}: [${by('alice', ', paths: ["**/ba*"]')}, ${by('bob', ', paths: ["**/qa*"]')}]`;
const both = (scenario: Scenario) => scenario.commit({ [qa]: 'x' });

test.each<[what: string, scenario: Scenario, title: string]>([
  ['all-of wants each', group(all).approve('alice'), '0 of 1 approval for bob'],
  ['all-of has each', group(all).approve('alice', 'bob'), 'approved, all rules hold'],
  ['any-of wants one', group(any).approve('carol'), '0 of 1 approval for alice'],
  ['any-of has one', group(any).approve('bob'), '1 of 1 approval'],
  ['any-of: one of two paths', both(group(parts('any-of'))).approve('alice'), '0 of 1 approval for bob'],
  ['any-of: both paths', both(group(parts('any-of'))).approve('alice', 'bob'), '1 of 1 approval'],
  ['all-of: a path that is not there', group(parts('all-of')).approve('alice'), 'approved, all rules hold'],
  [
    'any-of takes the shortest way',
    group(`any-of: [{approvals: 3, name: three}, {all-of: [${by('alice')}, ${by('bob')}]}]`).approve('bob'),
    '0 of 1 approval for alice',
  ],
  [
    'a nested rule is over nothing that its parents are not',
    group(`all-of: [${by('alice')}, ${by('bob', ', paths: [CODEOWNERS]')}]`, '["data/**"]')
      .commit({ CODEOWNERS: 'x' })
      .approve('alice'),
    'approved, all rules hold',
  ],
  [
    'what stands beside a rule is the gate’s own',
    group(any).approve('bob').commit({ CODEOWNERS: 'x' }),
    '0 of 1 approval for alice',
  ],
])('%s', (_, scenario, title) => {
  expect(scenario.verdict.title).toBe(title);
});

test('who has less than the access that is named is no curator', () => {
  const scenario = pull(policyOf('curators: {permission: write}')).approve('alice', 'bob');
  const having = (permission: Permission) => {
    scenario.collaborators = [
      { ...person('alice'), permission: 'admin' },
      { ...person('bob'), permission },
    ];
    return scenario.verdict.title;
  };
  expect([having('triage'), having('write'), having('maintain')]).toEqual([
    'cannot be satisfied: 1 eligible, 2 needed',
    '2 of 2 approvals',
    '2 of 2 approvals',
  ]);
  scenario.collaborators = { unreadable: '403' };
  expect(scenario.verdict.title).toBe('cannot see who has write access');
});

test('facts of two moments do not pass', () => {
  const { facts } = pull().approve('alice', 'bob');
  const scenario = pull()
    .approve('alice', 'bob')
    .with({ commits: [{ ...facts.commits[0], sha: 'e'.repeat(40) } as (typeof facts.commits)[number]] });
  expect(scenario.verdict.title).toMatch(/^the head [0-9a-f]{7} is not among the commits$/);
});

test('a review of a commit some pushes back does not follow a record of a later head', () => {
  const scenario = pull();
  const read = scenario.head;
  scenario
    .commit({ 'README.md': 'x' })
    .commit({ [dataset]: 'two' })
    .approve('alice', 'bob');
  for (const review of scenario.reviews) review.commit = read;
  expect(scenario.verdict.reviewers.map(({ why }) => why.replace(/[0-9a-f]{7}/g, 'SHA'))).toEqual(
    Array(2).fill('approved SHA while SHA was being pushed: approve again'),
  );
});

test('a merge by nobody known is looked at', () => {
  const scenario = pull().update('author', {}, { author: null });
  const { facts, head } = scenario;
  const [first] = facts.commits.map(({ sha }) => sha);
  expect(wantedContents({ ...facts, contents: { [head]: facts.contents[head] ?? null } })).toEqual([first]);
  expect(scenario.approve('alice', 'bob').verdict.title).toBe('2 of 2 approvals');
});
