// What the fuzz tests have found, made small and pinned: each once threw, or took minutes.

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { parseBaseline } from '../../src/config/baseline.ts';
import { keyLocator, parseConfig } from '../../src/config/parse.ts';
import { parseManifest } from '../../src/dataset/manifest.ts';
import { totalsByRole } from '../../src/dataset/totals.ts';
import { parseStories } from '../../src/planning/stories.ts';
import { parseTasks } from '../../src/planning/tasks.ts';
import { parseExpectations } from '../../src/testcases/expectations.ts';
import { parseTestcases } from '../../src/testcases/parse.ts';
import { numbersCase } from '../../src/testcases/titles.ts';
import { attempt } from './campaign.ts';
import { checkReports } from './report.ts';

const path = 'data/production/manifest.json';
const manifestOf = (text: string) => {
  const manifest = parseManifest(text);
  const facts = { path, manifest, listed: new Map(), datasets: [], others: [], irregular: [], today: '2026-03-05' };
  checkReports({ manifest: facts });
  return manifest;
};
const list = <Item>(length: number, item: (index: number) => Item) => Array.from({ length }, (_, index) => item(index));
const keys = (count: number) => list(count, (index) => `k${index}:`);

const baselineOf = (count: number) => {
  const findings = list(count, (index) => ({ rule: 'no-leakage', identity: `i${index}`, path: 'a.jsonl' }));
  return parseBaseline(JSON.stringify({ version: 1, findings }));
};
const keysOf = (count: number) => {
  const lineOf = keyLocator(`rules: {no-leakage: off}\ndatasets:\n${'- data/*.jsonl\n'.repeat(count)}`);
  return list(count, () => lineOf(['rules', 'no-leakage']));
};
const planOf = (expected: string, planned: string, written: Record<string, string>) => {
  const files = Object.entries(written).map(([id, text]) => parseTestcases(text, `cases/${id}.md`));
  const testcases = { folder: 'cases', present: true, files, expectations: parseExpectations(expected, 'x.yaml') };
  checkReports({ testcases, planning: { stories: parseStories(planned, 'y.yaml'), tasks: null, testcases } });
};
const itemsOf = (key: string, id: string) => list(5_000, (index) => `- ${key}: ${id}${index}`).join('\n');
const filesOf = (id: string) => Object.fromEntries(list(5_000, (index) => [`${id}${index}`, '']));
const mentionsOf = (count: number) =>
  `- story_id: S\n  required_mentions:\n${list(count, (n) => `  - m${n}\n`).join('')}`;
const expectation = '- {story_id: S, required_mentions: [a, b, c, d]}\n';
const longText = `## Unhappy Path\n\n${`1. ${'mm '.repeat(300)}\n\n`.repeat(100)}`;

test.each<[string, () => unknown]>([
  ['a date that is an object', () => manifestOf('{"datasets": [], "updated_at": {"a": []}}')],
  ['a date that is a list of itself', () => manifestOf('{"datasets": [], "updated_at": [[[]]]}')],
  ['a manifest nested without end', () => manifestOf('{"a":'.repeat(100_000))],
  ['a manifest nested behind a comment', () => manifestOf(`/* " */${'['.repeat(100_000)}`)],
  [
    'a manifest of very many paths',
    () => manifestOf(JSON.stringify({ datasets: list(15_000, (n) => ({ path: `${n}` })) })),
  ],
  ['a baseline of one line', () => baselineOf(60_000)],
  ['very many keys of a long configuration', () => keysOf(5_000)],
  ['a configuration nested without end', () => parseConfig('['.repeat(250_000))],
  ['a configuration of very many keys', () => parseConfig(keys(30_000).join('\n'))],
  ['a flow map of very many keys', () => parseConfig(`{${keys(20_000).join(',')}}`)],
  ['a story of very many keys', () => parseStories(`- ${keys(30_000).join('\n  ')}`, 'x')],
  ['expectations nested without end', () => parseExpectations('{"a":'.repeat(100_000), 'x')],
  ['very many mentions of a long text', () => planOf(mentionsOf(20_000), '', { S: longText })],
  ['very many expectations of one story', () => planOf(expectation.repeat(8_000), '', { S: longText })],
  ['very many ids and files of other ids', () => planOf(itemsOf('story_id', 'S'), itemsOf('id', 'T'), filesOf('U'))],
  ['a title with much white space', () => numbersCase(`Case${' '.repeat(200_000)}x`)],
  ['tasks of very many empty rows', () => parseTasks(',\n'.repeat(3_000_000), 'x')],
  ['tasks with a quote that never closes', () => parseTasks('"'.repeat(1_000_000), 'x')],
  ['Markdown of quotes alone', () => parseTestcases('> '.repeat(100_000), 'x.md')],
  ['Markdown of open emphasis', () => parseTestcases('*a_ '.repeat(100_000), 'x.md')],
  ['Markdown of open links', () => parseTestcases('![[]('.repeat(50_000), 'x.md')],
])('%s', async (_, run) => {
  expect(await attempt(Buffer.alloc(0), () => void run())).toBeNull();
});

test('a domain called like a member of every object is counted like others', () => {
  const tally = { domain: { constructor: 3, toString: 1 }, tier: JSON.parse('{"__proto__": 2}'), language: {} };
  const file = { path: 'a', role: 'a', split: 'train', records: 4, tally } as never;
  const [total] = totalsByRole([file, file]);
  expect(Object.entries(total?.tally.domain ?? {})).toEqual([
    ['constructor', 6],
    ['toString', 2],
  ]);
  expect(Object.entries(total?.tally.tier ?? {})).toEqual([['__proto__', 4]]);
});
