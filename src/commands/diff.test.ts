import { renameSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { commandsIn } from '../report/runner-rules.ts';
import { type DiffReport, renderDiffJson, renderDiffMarkdown, renderDiffText } from './render-diff.ts';
import { baRecord, held, jsonl, Scratch, train } from './scratch.ts';

/** A branch on which one example was reworded, one dropped, one added, and one moved to the other split. */
async function changed(): Promise<Scratch> {
  const scratch = await Scratch.team();
  scratch.commit();
  scratch.git('checkout', '--quiet', '-b', 'change');
  const records = Array.from({ length: 20 }, (_, n) => baRecord(n + 1));
  const reworded = baRecord(3);
  reworded.requirements.title = 'a wholly new title';
  reworded.requirements.description = `${baRecord(3).requirements.description} and more`;
  records.splice(2, 1, reworded);
  records.splice(6, 1);
  scratch.write(train, jsonl([baRecord(500), ...records, baRecord(105)]));
  scratch.write(held, jsonl([101, 102, 103, 104].map(baRecord)));
  return scratch;
}

test('as text, by example and word', async () => {
  using scratch = await changed();
  const { code, out } = await scratch.run('diff', '--base', 'main');
  expect(code).toBe(0);
  expect(
    out.replace(/\([0-9a-f]{10}\)/, '(ID)'),
  ).toBe(`1 example added, 1 example removed, 1 example changed, 1 example moved since main (ID)

data/production/ba_train.jsonl
  + :1 unconcept500 dosconcept500 tresconcept500 fourconcept500 fiveconcept500
  ~ :4 unconcept3 dosconcept3 tresconcept3 fourconcept3 fiveconcept3
      requirements.title: [-untitle3 dostitle3 trestitle3 fourtitle3 fivetitle3-]{+a wholly new title+}
      requirements.description:  … ption3 fourdescription3 fivedescription3{+ and more+}
  - :7 at the base unconcept7 dosconcept7 tresconcept7 fourconcept7 fiveconcept7
  > :21 from data/production/ba_eval.jsonl:5 unconcept105 dosconcept105 tresconcept105 fourconcept105 fiveconcept105
`);
});

test('as JSON and Markdown, committed or not, by path', async () => {
  using scratch = await changed();
  const before = JSON.parse((await scratch.run('diff', '--base', 'main', '--format', 'json')).out);
  expect(before.counts).toEqual({ added: 1, removed: 1, changed: 1, moved: 1 });
  scratch.commit();
  scratch.git('checkout', '--quiet', 'main');
  scratch.write('later.txt', 'main goes on');
  scratch.commit();
  scratch.git('checkout', '--quiet', 'change');
  expect(JSON.parse((await scratch.run('diff', '--base', 'main', '--format', 'json')).out)).toEqual(before);
  const { out } = await scratch.run('diff', '--base', 'main', '--format', 'markdown', held);
  expect(out).toContain('1 example removed');
  expect(out).not.toContain('ba&#95;train');
  const there = await scratch.runIn(
    'data/production',
    'diff',
    '--base',
    'main',
    '--format',
    'markdown',
    'ba_eval.jsonl',
  );
  expect(there.out).toBe(out);
});

test('a renamed file is named, and its examples are no news', async () => {
  using scratch = await Scratch.team();
  scratch.commit();
  renameSync(join(scratch.path, train), join(scratch.path, 'data/production/ba_train_v2.jsonl'));
  const { out } = await scratch.run('diff', '--base', 'main');
  expect(out).toMatch(/^No example differs since main/);
  expect(out).toContain('data/production/ba_train.jsonl → data/production/ba_train_v2.jsonl');
});

test('nothing to compare with is said', async () => {
  using scratch = await Scratch.team();
  expect((await scratch.run('diff', '--base', 'main')).err).toContain('no git repository');
  scratch.commit();
  expect((await scratch.run('diff', '--base', 'nowhere')).err).toContain('nowhere is no commit here');
  expect((await scratch.run('diff', '--base', '--all')).code).toBe(2);
  expect((await scratch.run('diff', '--base', 'main', '--format', 'x')).code).toBe(2);
  expect((await scratch.run('diff', '--base', 'HEAD')).out).toMatch(/^No dataset differs since HEAD/);
});

const report = (changes: DiffReport['changes']): DiffReport => ({
  base: 'main',
  commit: '0'.repeat(40),
  files: [{ path: 'a.jsonl', status: 'modified' }],
  notes: [],
  reformatted: 3,
  changes,
});
const change = (label: string, text: string): DiffReport['changes'][number] => ({
  kind: 'changed',
  label,
  before: { path: 'a.jsonl', line: 1 },
  after: { path: 'a.jsonl', line: 2 },
  fields: [
    {
      field: text,
      before: text,
      after: label,
      words: [
        { kind: 'same', text },
        { kind: 'added', text: label },
        { kind: 'same', text },
      ],
    },
  ],
});

function* nodesIn(node: Nodes): Iterable<{ type: string; html: string }> {
  yield { type: node.type, html: node.type === 'html' ? node.value : '' };
  if ('children' in node) for (const child of node.children) yield* nodesIn(child);
}

test('data is neither a command nor Markdown', () => {
  const hostile = fc.array(
    fc.constantFrom('::error::x', '##[error]', '\n', '`', '<img src=x>', '@a', '[x](y)', '|', ' ', '# ', '```', 'x'),
  );
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      const data = report([change(a.join(''), b.join(''))]);
      expect(
        [
          renderDiffText(data, false),
          renderDiffText(data, true),
          renderDiffMarkdown(data),
          renderDiffJson(data),
        ].flatMap(commandsIn),
      ).toEqual([]);
      expect(JSON.parse(renderDiffJson(data)).changes).toEqual(data.changes);
      for (const { type, html } of nodesIn(fromMarkdown(renderDiffMarkdown(data)))) {
        expect(type).toMatch(/^(root|heading|list|listItem|paragraph|strong|text|html|blockquote)$/);
        expect(html).toMatch(/^(|<!-- -->|<\/?(code|ins|del|span)>)$/);
      }
    }),
  );
});

test('however much has changed, a comment holds it, and says what it leaves out', () => {
  const text = renderDiffMarkdown(
    report(Array.from({ length: 5_000 }, (_, n) => change(`example ${n}`, '|'.repeat(200)))),
  );
  expect(text.length).toBeLessThan(60_000);
  expect(text).toMatch(/… and 4,\d\d\d more examples/);
  expect(text).toContain('examples changed in spelling alone');
});
