// The examples that a change touches, for a person to judge: in a terminal, in a comment, or for a program.

import picocolors from 'picocolors';
import type { Place } from '../core/finding.ts';
import type { DatasetDiff, ExampleChange } from '../dataset/diff.ts';
import type { FieldChange, Words } from '../dataset/field-diff.ts';
import { inert, shorten, visible } from '../report/escape.ts';
import { safeJson } from '../report/json.ts';
import { code, inline } from '../report/markdown-escape.ts';
import { groupBy } from '../report/order.ts';
import { count } from '../report/words.ts';

export interface DiffReport extends DatasetDiff {
  /** As the user wrote it, and the commit that was compared with. */
  base: string;
  commit: string;
  /** Changed dataset files; a renamed one has two paths. */
  files: { path: string; oldPath?: string; status: string }[];
  notes: string[];
}

const perFile = 100;
const perExample = 20;
const longestLabel = 120;
const context = 40;
const longestMarkdown = 60_000;
const kinds = ['added', 'removed', 'changed', 'moved'] as const;
const signs = { added: '+', removed: '-', changed: '~', moved: '>' } as const;

export function renderDiffJson({ base, commit, files, changes, reformatted, notes }: DiffReport): string {
  return `${safeJson({ version: 1, base, commit, counts: countKinds(changes), reformatted, files, changes, notes }, 2)}\n`;
}

export function renderDiffText(report: DiffReport, color: boolean): string {
  const colors = picocolors.createColors(color);
  const paint = { added: colors.green, removed: colors.red, changed: colors.yellow, moved: colors.cyan };
  const marked = ({ kind, text }: Words) => {
    if (kind === 'same') return visible(text);
    if (color) return kind === 'added' ? colors.green(visible(text)) : colors.red(colors.strikethrough(visible(text)));
    return kind === 'added' ? `{+${visible(text)}+}` : `[-${visible(text)}-]`;
  };
  const field = (change: FieldChange) =>
    `      ${colors.dim(`${visible(shorten(change.field, longestLabel)) || 'record'}:`)} ${around(change.words).map(marked).join('')}`;
  const example = (change: ExampleChange) => [
    `  ${paint[change.kind](signs[change.kind])} ${colors.dim(whereabouts(change))} ${visible(shorten(change.label, longestLabel))}`,
    ...change.fields.slice(0, perExample).map(field),
    ...more(change.fields.length - perExample, 'field', '      '),
  ];
  const blocks = [...byFile(report).values()].map(({ title, changes }) => [
    colors.bold(visible(title)),
    ...changes.slice(0, perFile).flatMap(example),
    ...more(changes.length - perFile, 'example', '  '),
  ]);
  const notes = remarks(report).map((note) => `${colors.cyan('·')} ${visible(note)}`);
  return `${inert(
    [[headline(report, visible)], ...blocks, notes.length > 0 ? notes : []]
      .filter((block) => block.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  )}\n`;
}

/** At most 60,000 characters: examples that do not fit are left out whole, and counted. */
export function renderDiffMarkdown(report: DiffReport): string {
  const marks = { same: ['', ''], removed: ['<del>', '</del>'], added: ['<ins>', '</ins>'] } as const;
  const marked = ({ kind, text }: Words) => {
    const edges = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
    return text.trim() === '' ? ' ' : `${edges[0]}${marks[kind][0]}${inline(text)}${marks[kind][1]}${edges[1]}`;
  };
  const example = (change: ExampleChange) =>
    [
      `- **${change.kind}** ${code(whereabouts(change))} ${inline(change.label, longestLabel)}`,
      ...change.fields
        .slice(0, perExample)
        .map(
          ({ field, words }) => `  - ${code(field || 'record', longestLabel)} ${around(words).map(marked).join('')}`,
        ),
      ...more(change.fields.length - perExample, 'field', '  - '),
    ].join('\n');
  const sections: string[] = [];
  let room = longestMarkdown - 2_000;
  let left = 0;
  for (const { title, changes } of byFile(report).values()) {
    const shown = [`\n#### ${code(title)}\n`];
    room -= shown.join('').length;
    for (const change of changes) {
      const text = example(change);
      room -= text.length + 1;
      if (room >= 0) shown.push(text);
      else left++;
    }
    if (shown.length > 1 || changes.length === 0) sections.push(shown.join('\n'));
  }
  const notes = [...remarks(report), ...more(left, 'example', '')].map((note) => `\n> ${inline(note, 1000)}`);
  return `### ${headline(report, code)}\n${[...sections, ...notes].join('\n')}\n`;
}

function headline({ base, commit, changes, files }: DiffReport, show: (text: string) => string): string {
  const counts = countKinds(changes);
  const said = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${count(counts[kind], 'example')} ${kind}`);
  const what = said.length > 0 ? said.join(', ') : files.length > 0 ? 'No example differs' : 'No dataset differs';
  return `${what} since ${show(base)} (${commit.slice(0, 10)})`;
}

function countKinds(changes: readonly ExampleChange[]): Record<ExampleChange['kind'], number> {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}

interface FileChanges {
  title: string;
  changes: ExampleChange[];
}

/** Every file that something became of, with a title that tells what became of the file itself. */
function byFile({ files, changes }: DiffReport): Map<string, FileChanges> {
  const today = new Map(files.map(({ path, oldPath }) => [oldPath ?? path, path]));
  const pathOf = ({ before, after }: ExampleChange) =>
    after?.path ?? today.get(before?.path ?? '') ?? before?.path ?? '';
  const groups = groupBy(changes, pathOf);
  return new Map(
    files
      .filter(({ path, status }) => status !== 'modified' || groups.has(path))
      .map(({ path, oldPath, status }) => {
        const title = oldPath ? `${oldPath} → ${path}` : status === 'modified' ? path : `${path} (${status})`;
        return [path, { title, changes: groups.get(path) ?? [] }];
      }),
  );
}

/** `:7` today; `:3 at the base` when it is gone; where it came from when it moved. */
function whereabouts({ kind, before, after }: ExampleChange): string {
  if (!after) return `:${before?.line} at the base`;
  const elsewhere = before && before.path !== after.path && kind === 'moved';
  return elsewhere ? `:${after.line} from ${place(before)}` : `:${after.line}`;
}

const place = ({ path, line }: Place) => `${visible(path)}:${line}`;

/** Unchanged words near a change stay, the others become `…`; a very long change is cut. */
function around(words: readonly Words[]): Words[] {
  return words.map(({ kind, text }, index) => {
    if (kind !== 'same') return { kind, text: shorten(text, 10 * context) };
    const [head, tail] = [index > 0 ? context : 0, index < words.length - 1 ? context : 0];
    if (text.length <= head + tail + context) return { kind, text };
    return { kind, text: `${text.slice(0, head)} … ${text.slice(text.length - tail)}`.toWellFormed() };
  });
}

function more(n: number, noun: string, indent: string): string[] {
  return n > 0 ? [`${indent}… and ${count(n, `more ${noun}`)} (--format json lists all)`] : [];
}

function remarks({ reformatted, notes }: DiffReport): string[] {
  const spelled = `${count(reformatted, 'example')} changed in spelling alone (white space, order of keys, escapes)`;
  return [...(reformatted > 0 ? [spelled] : []), ...notes];
}
