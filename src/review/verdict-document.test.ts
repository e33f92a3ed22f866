import { expect, test } from 'vitest';
import type { Block } from '../core/document.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { renderDocumentText } from '../report/document-text.ts';
import type { Person } from './facts.ts';
import type { RuleVerdict, Verdict } from './verdict.ts';
import { verdictDocument, verdictParts } from './verdict-document.ts';

const person = (login: string, id = 1): Person => ({ id, login, type: 'User' });
const leaf: RuleVerdict = {
  ...{ name: 'qa', kind: 'rule', outcome: 'waiting', text: '0 of 1 approval; 1 more needed, of bob' },
  ...{ approvals: 1, counted: [], eligible: [person('bob')], children: [] },
};
const verdict: Verdict = {
  ...{ outcome: 'waiting', title: '0 of 1 approval for qa', problems: [] },
  rules: [
    {
      ...leaf,
      name: 'data',
      kind: 'all-of',
      text: 'all must hold; 0 of 1 do',
      approvals: 0,
      eligible: [],
      children: [leaf],
    },
    { ...leaf, name: 'code', outcome: 'skipped', text: 'none of its paths changed' },
  ],
  reviewers: [
    {
      person: person('eve'),
      review: 1,
      state: 'COMMENTED',
      counts: false,
      blocks: false,
      why: 'a comment is no approval',
    },
    {
      person: null,
      review: 2,
      state: 'CHANGES_REQUESTED',
      counts: false,
      blocks: true,
      why: 'blocks until it is dismissed',
    },
    { person: person('ann'), review: 3, state: 'APPROVED', counts: true, blocks: false, why: 'approves this content' },
  ],
  gated: [{ path: 'data/ba.jsonl', by: 'data' }],
  notes: ['eve cannot write'],
  digest: 'a'.repeat(64),
};
const head = '1234567890'.repeat(4);

test('the answer stands first, then what is missing, then who reviewed', () => {
  expect(renderDocumentText(verdictDocument(verdict, { head }), { color: false, unfold: true })).toMatchInlineSnapshot(`
    "Goldgate double review at 1234567

    ✗ 0 of 1 approval for qa  More approvals are needed.

      ✗ data: all must hold; 0 of 1 do
      ✗ · qa: 0 of 1 approval; 1 more needed, of bob
      · code: none of its paths changed

    Reviewer        Review             Counts  Why
    ───────────────────────────────────────────────────────────────────────
    (account gone)  requested changes  blocks  blocks until it is dismissed
    ann             approved           yes     approves this content
    eve             commented          no      a comment is no approval

    ▸ 1 gated file changed

        · data/ba.jsonl: data

      · eve cannot write
    "
  `);
});

test('what others have written stays text', () => {
  const evil = 'x | y\n## z <img src=a> @team --> ```';
  const told: Verdict = {
    ...verdict,
    title: evil,
    problems: [`.github/goldgate.yml:3: no │   ${evil}`],
    rules: [{ ...leaf, name: evil, text: evil }],
    reviewers: [{ ...(verdict.reviewers[0] as Verdict['reviewers'][number]), person: person(evil), why: evil }],
    gated: [{ path: evil, by: evil }],
    notes: [evil],
  };
  const markdown = renderDocumentMarkdown(verdictDocument(told, { head }));
  expect(markdown).not.toMatch(/<img|@team|-->(?<!<!-- -->)|^## z|```/m);
  expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
});

test('a great many files and reviewers are counted', () => {
  const [one] = verdict.reviewers;
  const many: Verdict = {
    ...verdict,
    gated: Array.from({ length: 3000 }, (_, n) => ({ path: `data/${n}`, by: 'data' })),
    reviewers: Array.from({ length: 60 }, (_, n) => ({ ...(one as NonNullable<typeof one>), review: n })),
  };
  const markdown = renderDocumentMarkdown(verdictDocument(many, { head }));
  expect(markdown.length).toBeLessThan(10_000);
  expect(markdown).toContain('and 2950 more');
  expect(markdown).toMatch(/\n.{1,6}0 more reviewers do not count/);
});

const said = (blocks: readonly Block[]) => renderDocumentText({ title: '', blocks }, { color: false }).trim();

test('a check says everything once: what is missing in its summary, what that comes from in its text', () => {
  const { summary, text } = verdictParts([{ number: 4, verdict }]);
  expect(said(summary)).toMatch(
    /^More approvals are needed\.\n\n {2}✗ data: .*✗ · qa: 0 of 1 approval; 1 more .*· code: [^\n]*$/s,
  );
  expect(said(text)).toMatch(/^Reviewer .*eve cannot write$/s);
  expect(said(text)).not.toContain('more needed');
  expect(verdictDocument(verdict, { head }).blocks.slice(1)).toEqual([...summary.slice(1), ...text]);
});

test('several pull requests with one head: each is named first, then told whole', () => {
  const good: Verdict = { ...verdict, outcome: 'met', title: '2 of 2 approvals', rules: [], reviewers: [], notes: [] };
  const { summary, text } = verdictParts([
    { number: 3, verdict: good },
    { number: 4, verdict },
  ]);
  expect(said(summary)).toMatch(
    /^2 pull requests .*✓ Pull request 3: 2 of 2 .*✗ Pull request 4: 0 of 1 approval for qa$/s,
  );
  expect(said(text)).toMatch(/^Pull request 3: 2 of 2 .*Pull request 4: 0 of 1.*✗ data: all must hold.*Reviewer/s);
});
