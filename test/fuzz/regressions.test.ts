// What the fuzz tests have found, made small and pinned: each once threw, or took minutes.

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { parseManifest } from '../../src/dataset/manifest.ts';
import { totalsByRole } from '../../src/dataset/totals.ts';
import { parseStories } from '../../src/planning/stories.ts';
import { parseTasks } from '../../src/planning/tasks.ts';
import { parseExpectations } from '../../src/testcases/expectations.ts';
import { parseTestcases } from '../../src/testcases/parse.ts';
import { attempt } from './campaign.ts';
import { checkReports } from './report.ts';

const path = 'data/production/manifest.json';
const manifestOf = (text: string) => {
  const manifest = parseManifest(text);
  const facts = { path, manifest, listed: new Map(), datasets: [], others: [], irregular: [], today: '2026-03-05' };
  checkReports({ manifest: facts });
  return manifest;
};
const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}:`);

test.each<[string, () => unknown]>([
  ['a date that is an object', () => manifestOf('{"datasets": [], "updated_at": {"a": []}}')],
  ['a date that is a list of itself', () => manifestOf('{"datasets": [], "updated_at": [[[]]]}')],
  ['a manifest nested without end', () => manifestOf('{"a":'.repeat(100_000))],
  ['a manifest nested behind a comment', () => manifestOf(`/* " */${'['.repeat(100_000)}`)],
  ['a configuration nested without end', () => parseConfig('['.repeat(250_000))],
  ['a configuration of very many keys', () => parseConfig(keys(30_000).join('\n'))],
  ['a flow map of very many keys', () => parseConfig(`{${keys(20_000).join(',')}}`)],
  ['a story of very many keys', () => parseStories(`- ${keys(30_000).join('\n  ')}`, 'x')],
  ['expectations nested without end', () => parseExpectations('{"a":'.repeat(100_000), 'x')],
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
