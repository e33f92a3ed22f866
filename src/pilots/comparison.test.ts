import { expect, test } from 'vitest';
import type { Block } from '../core/document.ts';
import { compareRun, compareRuns } from './comparison.ts';
import { sideScore } from './difference.ts';
import { differencesOf } from './eval-file.ts';
import { overviewOf } from './overview.ts';
import { sampleJudged, sampleRun, snapshotOf } from './sample.ts';
import { cut } from './value-text.ts';

const kinds = (blocks: readonly Block[]) => blocks.map((block) => (block.kind === 'heading' ? block.text : block.kind));

test('the report of a run: the verdict first, and every part that a decision needs', () => {
  const { title, blocks } = compareRun(sampleRun);
  expect(title).toBe('Tuning of ba, ba-20260901-0');
  expect(blocks[0]).toMatchObject({ kind: 'verdict', good: true, title: 'Go' });
  expect(kinds(blocks)).toMatchSnapshot();
});

test('a No-Go names what is not met before what is', () => {
  const snapshot = snapshotOf({}, { ...sampleJudged, limits: { seconds: 1 } });
  const { blocks } = compareRun({ ...sampleRun, snapshot });
  expect(blocks[0]).toMatchObject({ kind: 'verdict', good: false, title: 'No-Go' });
  expect(blocks[1]).toMatchObject({ text: '1 of 11 conditions not met' });
  const list = blocks[2];
  expect(list?.kind === 'list' && list.items.map(({ mark }) => mark)).toEqual(['bad', ...Array(10).fill('good')]);
});

const said = (phrase: unknown) => JSON.stringify(phrase).replace(/\{"style":"\w+","text":("[^"]*")\}/g, '$1');

test('scores are told of the pairs that the difference is of, those of all that a side answered apart, and what failed', () => {
  const { evaluation } = sampleRun;
  // The three that the baseline scores lowest fail in the optimized program.
  const lowest = evaluation.baseline.examples.toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0)).slice(0, 3);
  const failing = new Set(lowest.map(({ key }) => key));
  const examples = evaluation.optimized.examples.map((example) =>
    failing.has(example.key) ? { ...example, failed: 'no answer', score: null } : example,
  );
  const optimized = { examples, score: sideScore({ score: null, examples }, 'ba-quality') };
  const differences = differencesOf(evaluation.baseline, optimized, 0);
  const changed = { ...evaluation, optimized, differences, difference: differences['ba-quality'] ?? null };
  const { blocks } = compareRun({ ...sampleRun, evaluation: changed });
  const [first] = blocks;
  expect(first?.kind === 'verdict' && said(first.text)).toBe(
    '["ba-quality"," from ","65.6 %"," to ","79.4 %"," on 9 held-out examples: +13.8 points, 95 % interval +5 to +22.6."," Optimized: 3 of 12 failed (25 %)."]',
  );
  const table = blocks.find((block) => block.kind === 'table');
  expect(table?.kind === 'table' && table.rows[0]?.slice(1, 3).map(said)).toEqual([
    '"65.6 % (all answered: 59.2 %)"',
    '["79.4 %"]',
  ]);
});

test('any two sides: better, worse, the same', () => {
  const side = (name: 'baseline' | 'optimized') => ({ run: sampleRun, side: name });
  expect(compareRuns(side('baseline'), side('optimized')).outcome).toBe('better');
  expect(compareRuns(side('optimized'), side('baseline')).outcome).toBe('worse');
  const { outcome, document } = compareRuns(side('optimized'), side('optimized'));
  expect(outcome).toBe('same');
  expect(document.blocks[0]).toMatchObject({ kind: 'verdict', good: true, title: 'The same' });
});

test('two runs that differ in more than their program: it is said', () => {
  const snapshot = snapshotOf({ run: 'other', model: 'large-1' });
  const { document } = compareRuns(
    { run: sampleRun, side: 'optimized' },
    { run: { ...sampleRun, snapshot }, side: 'optimized' },
  );
  expect(document.blocks[1]).toMatchObject({
    kind: 'list',
    items: [{ text: 'The models differ: small-1 and large-1.' }],
  });
});

test('nothing to compare, nothing searched, nothing charged: the report still stands', () => {
  const side = { score: null, examples: [] };
  const evaluation = { ...sampleRun.evaluation, baseline: side, optimized: side, difference: null, differences: {} };
  const free = sampleRun.trials.map((trial) => ({ ...trial, usd: 0 }));
  expect(kinds(compareRun({ ...sampleRun, evaluation, trials: [] }).blocks)).not.toContain('plot');
  const plots = compareRun({ ...sampleRun, trials: free }).blocks.filter((block) => block.kind === 'plot');
  expect(plots.map(({ title }) => title)).toEqual([
    'Score over trials',
    'Score over model calls (nothing was charged)',
  ]);
  const run = { run: { ...sampleRun, evaluation }, side: 'optimized' as const };
  expect(compareRuns(run, run).outcome).toBe('unclear');
});

test('the overview: a line for the newest run of a role, by name, with its pilots', () => {
  const newest = {
    snapshot: sampleRun.snapshot,
    evaluation: sampleRun.evaluation,
    report: 'ba/ba-20260901-0/report.md',
  };
  const earlier = { ...newest, snapshot: snapshotOf({ run: 'ba-20250101-0', startedAt: '2025-01-01T00:00:00.000Z' }) };
  const { blocks } = overviewOf([{ ...newest, snapshot: snapshotOf({ role: 'qa' }) }, newest, earlier], []);
  const table = blocks[0];
  expect(table?.kind === 'table' && table.rows.map((row) => row.at(-1))).toEqual(['0 of 3', '0 of 3']);
  expect(JSON.stringify(blocks)).not.toContain('2025');
  expect(kinds(blocks)).toEqual(['table', 'ba', 'paragraph', 'list', 'qa', 'paragraph', 'list']);
  expect(overviewOf([], []).blocks).toHaveLength(1);
});

test('a long output is cut at a line or a word, and says how much is left', () => {
  expect(cut('short', 10)).toBe('short');
  expect(cut('one two three four', 9)).toBe('one two … (11 more characters)');
  expect(cut('x'.repeat(20), 9)).toBe(`${'x'.repeat(9)} … (11 more characters)`);
});
