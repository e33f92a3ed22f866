// Every policy of docs/policy.md, held against what the document says of it.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeReview } from '../../src/config/judge-review.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { type Claims, claims, shownPassing, verdictOn } from './claims.ts';
import { factsOf, type Pull } from './facts.ts';

const document = readFileSync('docs/policy.md', 'utf8');
const sections = [...document.matchAll(/^## \d+\. (.*)\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].map(
  ([, title = '', body = '']) => ({
    title,
    policy: /^```yaml\n([\s\S]*?)^```/m.exec(body)?.[1] ?? '',
    verdict: /^```text\n([\s\S]*?)^```/m.exec(body)?.[1] ?? '',
  }),
);

test('there are ten, each with what it claims', () => {
  expect(sections.map(({ title }) => title)).toEqual(Object.keys(claims));
  expect(sections).toHaveLength(10);
});

describe.each(sections)('$title', ({ title, policy, verdict }) => {
  const { shown, passes, fails } = claims[title] as Claims;
  const outcome = (pull: Pull) => judgeReview(factsOf(policy, pull)).outcome;

  test('can be pasted', () => expect(parseConfig(policy)).toHaveProperty('config.review'));

  test.each(passes)('passes: $changed by $approved', (pull) => expect(['met', 'not-gated']).toContain(outcome(pull)));

  test.each(fails)('does not pass: $changed by $approved', (pull) =>
    expect(['waiting', 'unsatisfiable']).toContain(outcome(pull)),
  );

  test('shows the verdict as it is', () => {
    expect(outcome(shown)).toBe(shownPassing.includes(title) ? 'met' : 'waiting');
    expect(verdict).toBe(verdictOn(policy, shown));
  });

  test.each(['.github/goldgate.yml', '.github/workflows/ci.yml', 'CODEOWNERS'])('guards %s', (guard) => {
    expect(outcome({ changed: [guard], approved: ['tom', 'theo'] })).toBe('waiting');
  });
});
