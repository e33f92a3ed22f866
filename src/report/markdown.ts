// The report as a job summary or a comment: the verdict and the headline numbers, then the findings by rule.

import type { Finding, Level, Place } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext } from './context.ts';
import { attribute, code, inline } from './markdown-escape.ts';
import { countByLevel, groupBy, inReadingOrder } from './order.ts';
import { otherPlaces, placeText } from './places.ts';
import { count, countsInWords, grouped, percent, title } from './words.ts';

const longestReport = 60_000;
const longestSection = 15_000;
const rowsPerRule = 20;
const mostNotes = 10;
const openRules = 3;
const icon: Record<Level, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };

/** At most 60,000 characters: what does not fit is left out by whole sections, and counted. */
export function renderMarkdown(report: Report, context: RenderContext): string {
  const ordered = inReadingOrder(report.findings, context.touched).slice(0, context.maxFindings);
  const groups = [...groupBy(ordered, (finding) => finding.rule)];
  const head = [headline(report), numbers(report, context), scale(report), notes(report)].filter((part) => part !== '');
  const sections = groups.map(([id, findings], index) => section(id, findings, index < openRules, context));
  let room = longestReport - head.join('\n\n').length - 500;
  const kept = sections.filter(({ text }) => {
    const fits = text.length + 2 <= room;
    if (fits) room -= text.length + 2;
    return fits;
  });
  const rows = kept.reduce((sum, section) => sum + section.rows, 0);
  const dropped = sections.length - kept.length;
  return `${[...head, ...kept.map(({ text }) => text), closing(report, rows, dropped)].join('\n\n')}\n`;
}

function headline({ verdict, counts }: Report): string {
  return `## ${verdict === 'pass' ? '✅ Golden data: pass' : '❌ Golden data: fail'} · ${countsInWords(counts)}`;
}

function numbers({ metrics }: Report, { targets = {} }: RenderContext): string {
  const rows = Object.entries(metrics).map(([name, value]) => {
    const target = targets[name] ?? null;
    const mark = value === null || target === null ? '' : value >= target ? '✅' : '❌';
    const now = value === null ? 'nothing to measure' : `**${percent(value)}**`;
    return `| ${title(name)} | ${now} | ${target === null ? '–' : `≥ ${percent(target)}`} | ${mark} |`;
  });
  return rows.length > 0 ? ['| Measure | Now | Target | |', '|:--|--:|--:|:-:|', ...rows].join('\n') : '';
}

function scale({ files, records }: Report): string {
  return `${count(files, 'file')} and ${count(records, 'record')} were read.`;
}

function notes(report: Report): string {
  return report.notes
    .slice(0, mostNotes)
    .map((note) => `> ℹ️ ${inline(note, 300)}`)
    .join('\n>\n');
}

function section(id: string, findings: Finding[], open: boolean, context: RenderContext) {
  const rule = context.rules.find((rule) => rule.id === id);
  const worst = findings[0]?.level ?? 'notice';
  const rows: string[] = [];
  let room = longestSection;
  for (const finding of findings.slice(0, rowsPerRule)) {
    const line = row(finding, context);
    room -= line.length + 1;
    if (room < 0) break;
    rows.push(line);
  }
  const gist = `${icon[worst]} <b>${code(id)}</b> · ${countsInWords(countByLevel(findings))}`;
  const text = [
    `<details${open ? ' open' : ''}><summary>${gist}${rule ? ` · ${inline(rule.requirement)}` : ''}</summary>`,
    '',
    ...(rule ? [inline(rule.why), ''] : []),
    '| Place | What is wrong |',
    '|:--|:--|',
    ...rows,
    ...(rows.length < findings.length ? ['', `${rows.length} of ${grouped(findings.length)} shown.`] : []),
    '',
    '</details>',
  ].join('\n');
  return { text, rows: rows.length };
}

function row(finding: Finding, { link }: RenderContext): string {
  const linked = (place: Place & { column?: number }) => {
    const text = code(placeText(place));
    return link ? `<a href="${attribute(link(place))}">${text}</a>` : text;
  };
  const others = otherPlaces(finding).map(linked);
  return `| ${linked(finding)} | ${inline(finding.message)}${others.length > 0 ? ` → ${others.join(', ')}` : ''} |`;
}

function closing(report: Report, rows: number, dropped: number): string {
  const lines: string[] = [];
  if (rows < report.findings.length) {
    const left = dropped > 0 ? `; ${count(dropped, 'more rule')} did not fit` : '';
    lines.push(
      `${rows} of ${count(report.findings.length, 'finding')} shown${left}. The JSON report holds all of them.`,
    );
  }
  const rule = report.findings[0]?.rule;
  if (rule) lines.push(`<sub>${code(`goldgate explain ${rule}`)} says what a rule wants and why, with examples.</sub>`);
  else lines.push('<sub>Checked by Goldgate.</sub>');
  return lines.join('\n\n');
}
