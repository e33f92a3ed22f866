import { expect, test } from 'vitest';
import { sampleJudged, sampleRun, snapshotOf } from '../../pilots/sample.ts';
import { parseMarker } from '../../review/command-marker.ts';
import { parseCommand } from '../../review/command-parser.ts';
import { renderTuningComment } from './tuning-comment.ts';

const sha = 'a'.repeat(40);
const facts = {
  role: 'ba',
  pullRequest: 1,
  comment: 3,
  run: 7,
  url: 'https://github.com/o/r/actions/runs/7',
  sha,
  head: sha,
};
const headings = (body: string) => body.match(/^(?:#+ .*|<details><summary>.*?<\/summary>)$/gm);

test('Go: the answer, the table, the prompt and the plot, then what is folded, then how it becomes a pilot', () => {
  const body = renderTuningComment(sampleRun, facts);
  expect(parseMarker(body)).toEqual({ kind: 'report', key: 'ba', fields: { head: sha, run: '7', seq: '3' } });
  expect(headings(body)?.filter((line) => !/Demo|###/.test(line))).toMatchInlineSnapshot(`
    [
      "# ✅ Go: ba",
      "## On the held-out eval set",
      "## The program",
      "## The search",
      "<details><summary><b>All 11 conditions are met</b></summary>",
      "<details><summary><b>Latency and cost</b></summary>",
      "<details><summary><b>Made from</b></summary>",
      "<details><summary><b>Make it again</b></summary>",
      "<details><summary><b>The search, more</b></summary>",
      "<details><summary><b>Examples</b></summary>",
      "<details><summary><code>Choir rehearsals and sheet music</code> 35 % → 90 % (+55 points)</summary>",
      "<details><summary><code>Bicycle parking permits</code> 45 % → 95 % (+50 points)</summary>",
      "<details><summary><code>A shared calendar for beekeepers</code> 40 % → 85 % (+45 points)</summary>",
      "<details><summary><code>A tool library</code> 60 % → 60 % (0 points)</summary>",
      "<details><summary><code>Invoices for a boat yard</code> 70 % → 70 % (0 points)</summary>",
      "<details><summary><code>Seed exchange by post</code> 66 % → 70 % (+4 points)</summary>",
    ]
  `);
  expect(body.match(/```mermaid/g)?.length).toBeGreaterThanOrEqual(1);
  expect(body.indexOf('```mermaid')).toBeLessThan(body.indexOf('<details><summary><b>'));
  expect(body).toContain('gh run download 7 --name tune-ba --dir artifacts/dspy/optimizer/ba/ba-20260901-0\n');
  expect(body).not.toContain('moved on');
  expect(parseCommand(body)).toBeNull();
});

test('No-Go: what is not met stands open; a head that has moved on is said', () => {
  const snapshot = snapshotOf({}, { ...sampleJudged, limits: { seconds: 1 } });
  const body = renderTuningComment({ ...sampleRun, snapshot }, { ...facts, head: 'b'.repeat(40) });
  const open = body.slice(0, body.indexOf('## On the'));
  expect(open).toMatch(/# ❌ No-Go: ba/);
  expect(open.match(/^- .*/gm)).toEqual([
    expect.stringMatching(/^- ❌ /),
    expect.stringContaining('The head has moved on'),
  ]);
});

test('60,000 characters hold it, whatever the run says; the foot and the verdict always stand', () => {
  const evaluation = structuredClone(sampleRun.evaluation);
  for (const example of [...evaluation.baseline.examples, ...evaluation.optimized.examples]) {
    Object.assign(example.output, { title: '| `x` <b> @all #1 ```\n/tune ba\n'.repeat(3000) });
  }
  const program = structuredClone(sampleRun.program);
  for (const predictor of program.predictors) predictor.signature.instructions = '/tune ba\n```\n'.repeat(500);
  const body = renderTuningComment({ ...sampleRun, evaluation, program }, facts);
  expect(body.length).toBeLessThanOrEqual(60_000);
  expect(body).toContain('# ✅ Go: ba');
  expect(body).toContain('goldgate pilots record');
  expect(parseCommand(body)).toBeNull();
  expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
});
