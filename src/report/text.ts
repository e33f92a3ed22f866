// The report for a person at a terminal: the verdict first, then as much as a person reads.

import picocolors from 'picocolors';
import type { Finding, Level } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext } from './context.ts';
import { inert, shorten, visible } from './escape.ts';
import { groupBy, inReadingOrder } from './order.ts';
import { otherPlaces, placeText } from './places.ts';
import { count, countsInWords, percent, title } from './words.ts';

const mostFindings = 50;
const longestMessage = 400;
type Colors = ReturnType<typeof picocolors.createColors>;

export function renderText(report: Report, context: RenderContext): string {
  const colors = picocolors.createColors(context.color);
  const shown = inReadingOrder(report.findings, context.touched).slice(0, context.maxFindings ?? mostFindings);
  const blocks = [
    headline(report, colors),
    metricLines(report, context, colors),
    ...[...groupBy(shown, (finding) => finding.path)].map(([path, findings]) => fileBlock(path, findings, colors)),
    [
      ...report.notes.map((note) => `${colors.cyan('·')} ${visible(note)}`),
      ...(shown.length < report.findings.length
        ? [
            `${colors.cyan('·')} ${shown.length} of ${count(report.findings.length, 'finding')} shown; all of them: --format json`,
          ]
        : []),
    ],
    shown[0] ? [`${colors.dim('Why a rule asks for this, with examples:')} goldgate explain ${shown[0].rule}`] : [],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${inert(text.join('\n\n'))}\n`;
}

function headline({ verdict, counts, files, records }: Report, colors: Colors): string[] {
  const mark = verdict === 'pass' ? colors.green('✓ pass') : colors.red('✗ fail');
  const scale = `${count(files, 'file')}, ${count(records, 'record')}`;
  return [`${colors.bold(mark)}  ${countsInWords(counts)}  ${colors.dim(`in ${scale}`)}`];
}

function metricLines({ metrics }: Report, { targets = {} }: RenderContext, colors: Colors): string[] {
  const names = Object.keys(metrics);
  const widest = Math.max(...names.map((name) => name.length));
  return names.map((name) => {
    const label = `  ${title(name).padEnd(widest)}  `;
    const value = metrics[name] ?? null;
    if (value === null) return `${label}${colors.dim(`${'–'.padStart(7)}  nothing to measure`)}`;
    const target = targets[name] ?? null;
    const aim = target === null ? '' : `target ${percent(target)}`;
    const paint = target === null ? String : value >= target ? colors.green : colors.red;
    return `${label}${paint(percent(value).padStart(7))}  ${colors.dim(aim)}`.trimEnd();
  });
}

function fileBlock(path: string, findings: Finding[], colors: Colors): string[] {
  const paint: Record<Level, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.blue,
  };
  const places = findings.map(({ line, column }) => `:${line}${column === undefined ? '' : `:${column}`}`);
  const widths = {
    place: Math.max(...places.map((place) => place.length)),
    level: Math.max(...findings.map((finding) => finding.level.length)),
    rule: Math.max(...findings.map((finding) => finding.rule.length)),
  };
  return findings.map((finding, index) => {
    const { level, rule, message } = finding;
    const place = `${colors.dim(visible(path))}${colors.bold((places[index] ?? '').padEnd(widths.place))}`;
    const row = [place, paint[level](level.padEnd(widths.level)), colors.dim(rule.padEnd(widths.rule))];
    const others = otherPlaces(finding).map((other) => visible(placeText(other)));
    const also = others.length > 0 ? colors.dim(`  → ${others.join(', ')}`) : '';
    return `${row.join('  ')}  ${visible(shorten(message, longestMessage))}${also}`;
  });
}
