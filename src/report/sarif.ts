// The report for code scanning: SARIF 2.1.0, within GitHub's limits, the same bytes for the same findings.

import { createHash } from 'node:crypto';
import type { Finding, Level, Place } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext, RuleText } from './context.ts';
import { shorten, visible } from './escape.ts';
import { safeJson } from './json.ts';
import { inReadingOrder } from './order.ts';

/** GitHub takes 25,000 results, shows 5,000, and refuses a file above 10 MB. */
const mostResults = 5_000;
const mostBytes = 9_500_000;
const sarifLevel: Record<Level, string> = { error: 'error', warning: 'warning', notice: 'note' };

export function renderSarif(report: Report, { version, rules, touched, maxFindings }: RenderContext): string {
  const ordered = inReadingOrder(report.findings, touched);
  const used = rules.filter((rule) => ordered.some((finding) => finding.rule === rule.id));
  const index = new Map(used.map((rule, position) => [rule.id, position]));
  const fingerprint = fingerprints();
  const results: unknown[] = [];
  let room = mostBytes;
  for (const finding of ordered.slice(0, Math.min(maxFindings ?? mostResults, mostResults))) {
    const result = resultOf(finding, index.get(finding.rule), fingerprint(finding));
    room -= Buffer.byteLength(safeJson(result)) + 1;
    if (room < 0) break;
    results.push(result);
  }
  const left = ordered.length - results.length;
  const notes = [
    ...report.notes,
    ...(left > 0 ? [`${results.length} of ${ordered.length} findings are in this file, errors first.`] : []),
  ];
  const run = {
    tool: { driver: { name: 'Goldgate', semanticVersion: version, rules: used.map(descriptorOf) } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: notes.map((text) => ({ level: 'note', message: { text: visible(text) } })),
      },
    ],
    results,
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${safeJson(log)}\n`;
}

function descriptorOf({ id, level, requirement, why, bad, good }: RuleText) {
  return {
    id,
    shortDescription: { text: requirement },
    fullDescription: { text: `${requirement} ${why}` },
    help: { text: `${requirement}\n\n${why}\n\nBad:\n${bad}\n\nGood:\n${good}` },
    defaultConfiguration: { level: sarifLevel[level] },
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined, fingerprint: string) {
  const { rule, level, message, column, pointer, related = [] } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: sarifLevel[level],
    message: { text: visible(shorten(message, 1000)) },
    locations: [
      { ...locationOf(finding, column), ...(pointer ? { logicalLocations: [{ fullyQualifiedName: pointer }] } : {}) },
    ],
    ...(related.length > 0
      ? {
          relatedLocations: related
            .slice(0, 20)
            .map((place, id) => ({ id, ...locationOf(place), message: { text: 'see here' } })),
        }
      : {}),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

function locationOf({ path, line }: Place, column?: number) {
  const uri = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}

/** A finding keeps its fingerprint while lines move; equal ones of one file are numbered. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, identity, path }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([rule, identity, path]))
      .digest('hex')
      .slice(0, 16);
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return `${hash}:${nth}`;
  };
}
