import { expect, test } from 'vitest';
import { parseFacts } from '../../src/config/review-facts.ts';
import { pull } from './facts.ts';

const { facts } = pull().approve('alice');
const text = (change: object) => JSON.stringify({ ...facts, ...change }, null, 1);

test('logins and teams are found in any case', () => {
  const users = { Alice: facts.people.users.alice };
  const parsed = parseFacts(text({ people: { ...facts.people, users, teams: { 'Org/QA': [] } } }), 'x.json');
  expect([Object.keys(parsed.people.users), Object.keys(parsed.people.teams)]).toEqual([['alice'], ['org/qa']]);
});

test.each([
  ['{', 'pr.json is no JSON: '],
  ['[]', 'pr.json:1: the file must be an object of keys; docs/pull-request.schema.json says what belongs into it'],
  [text({ version: 2 }), 'pr.json:2: `version` must be one of 1; '],
  [text({ draft: 'no' }), 'pr.json:10: `draft` must be true or false; '],
  [text({ author: 'alice' }), '`author` must be an object of keys or null; '],
  [text({ reviews: [{ ...facts.reviews[0], state: 'LGTM' }] }), '`reviews.0.state` must be one of APPROVED, '],
  [text({ extra: 1 }), 'unknown key `extra`; '],
  [
    text({ people: { ...facts.people, teams: { 'org/qa': 1 } } }),
    '`people.teams.org/qa` must be a list or an object of keys; ',
  ],
])('%j', (written, expected) => {
  expect(() => parseFacts(written, 'pr.json')).toThrow(expected);
});
