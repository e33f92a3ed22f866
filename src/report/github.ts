// Findings as annotations on the lines at fault. GitHub shows ten of each level a step and drops the rest unsaid,
// so the choice and the count are made here.

import { type Finding, levels } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext } from './context.ts';
import { inert, shorten, visible } from './escape.ts';
import { inReadingOrder } from './order.ts';
import { otherPlaces, placeText } from './places.ts';
import { count, countsInWords } from './words.ts';

const annotationsPerLevel = 10;
const longestMessage = 1000;

/** Workflow commands, one a line; then, as plain lines, the notes and what was left out. */
export function renderGithub(
  report: Report,
  { touched, maxFindings }: Pick<RenderContext, 'touched' | 'maxFindings'>,
): string {
  const ordered = inReadingOrder(report.findings, touched);
  const shown = levels
    .flatMap((level) => ordered.filter((finding) => finding.level === level).slice(0, annotationsPerLevel))
    .slice(0, maxFindings);
  const lines = shown.map(annotation);
  if (shown.length < ordered.length) {
    lines.push(
      `${shown.length} of ${count(ordered.length, 'finding')} are annotated; the summary and the report hold more.`,
    );
  }
  lines.push(...report.notes.map((note) => inert(visible(note))));
  lines.push(`Goldgate: ${report.verdict} (${countsInWords(report.counts)})`);
  return `${lines.join('\n')}\n`;
}

function annotation(finding: Finding): string {
  const { level, path, line, column, rule, message, pointer } = finding;
  const properties = { file: path, line, ...(column === undefined ? {} : { col: column }), title: rule };
  const parts = [message];
  if (pointer && !message.includes(pointer)) parts.push(`at ${pointer}`);
  const others = otherPlaces(finding).map(placeText);
  if (others.length > 0) parts.push(`see ${others.join(', ')}`);
  return command(level, properties, shorten(parts.map(visible).join(' · '), longestMessage));
}

/** One workflow command. Property values and message are escaped as the runner unescapes them. */
function command(name: string, properties: Record<string, string | number>, message: string): string {
  const set = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${set.length > 0 ? ` ${set.join(',')}` : ''}::${escapeData(inert(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
