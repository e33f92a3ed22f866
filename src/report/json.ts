// The report for programs: the shape of docs/report.schema.json, which only ever changes with `version`.

import type { Finding, Place } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext } from './context.ts';
import { hidden } from './escape.ts';

export function renderJson(report: Report, { maxFindings }: Pick<RenderContext, 'maxFindings'>): string {
  const { version, verdict, files, records, counts, metrics } = report;
  const findings = report.findings.slice(0, maxFindings).map(shapeOf);
  return `${safeJson({ version, verdict, files, records, counts, metrics, findings }, 2)}\n`;
}

function shapeOf({ rule, level, path, line, column, pointer, message, related }: Finding) {
  return { rule, level, path, line, column, pointer, message, related: related?.map(placeOf) };
}

const placeOf = ({ path, line }: Place) => ({ path, line });

/** JSON that is the same data to a parser, shows nothing hidden in a terminal and holds no command for the runner. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(/##(?=\[)/g, '#\\u0023')
    .replace(hidden, (found) =>
      found === '\n' ? found : Array.from({ length: found.length }, (_, i) => unitOf(found.charCodeAt(i))).join(''),
    );
}

const unitOf = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;
