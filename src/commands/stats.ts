// `goldgate stats`: the datasets in numbers.

import picocolors from 'picocolors';
import { readConfigFile } from '../adapters/config-file.ts';
import { readBytes } from '../adapters/file-bytes.ts';
import { findDatasets } from '../adapters/gather.ts';
import { findRoot } from '../adapters/root.ts';
import { pathFromRoot, standingOf, standingText } from '../adapters/workspace.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { splits } from '../dataset/facts.ts';
import { parseDatasetName } from '../dataset/name.ts';
import { aspects, type FileStats, type Sample, type Stats, sampleDataset, statsOf } from '../dataset/stats.ts';
import { inert, shorten, visible } from '../report/escape.ts';
import { safeJson } from '../report/json.ts';
import { bar, renderMarkdownTable, renderTable, type TableText } from '../report/table.ts';
import { percent } from '../report/words.ts';
import type { Host } from './host.ts';

export interface StatsFlags {
  config?: string;
  format?: string;
  /** Files or folders; every dataset when empty. */
  paths?: string[];
}

interface StatsReport {
  files: FileStats[];
  total: Stats;
  notes: string[];
}

const mostValues = 12;
const estimate =
  'Tokens are estimated: one for 4 ASCII characters, one for 2 bytes of any other; keys are not counted.';

const renderers: Record<string, (report: StatsReport, host: Host) => string> = {
  text: (report, { color }) => inert(renderText(report, color)),
  markdown: renderMarkdown,
  json: ({ files, total, notes }) => `${safeJson({ version: 1, total, files, notes }, 2)}\n`,
};

export async function stats(host: Host, flags: StatsFlags): Promise<number> {
  const render = renderers[flags.format ?? 'text'];
  if (!render) throw new SetupError(`--format is ${Object.keys(renderers).join(', ')}, not ${flags.format}`);
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const paths = (flags.paths ?? []).map((path) => pathFromRoot(root, host.cwd, path));
  const notes: string[] = [];
  const samples: Sample[] = [];
  for (const path of await findDatasets(root, config, paths)) {
    const standing = await standingOf(root, path);
    if (standing !== 'file') notes.push(`${path} ${standingText[standing]}: it was not read.`);
    else
      samples.push(
        await sampleDataset({ path, ...parseDatasetName(path) }, readBytes(root, path), config.limits.depth),
      );
  }
  const total = statsOf(samples);
  if (aspects.every((aspect) => isUnsaid(total, aspect))) {
    notes.push('No example says its domain, tier or language in `metadata`.');
  }
  const files = samples.map((sample) => {
    const { path, role, split, variant } = sample;
    return { path, role, split, variant, ...statsOf([sample]) };
  });
  host.print(render({ files, total, notes }, host));
  return exitCode.clean;
}

function renderText({ files, total, notes }: StatsReport, color: boolean): string {
  const colors = picocolors.createColors(color);
  const widest = Math.max(...sections(total).flatMap(({ values }) => values.map(([name]) => nameOf(name).length)), 0);
  const charts = sections(total).map(({ aspect, values }) =>
    [
      colors.bold(aspect),
      ...values.map(([name, n]) => {
        const share = n / (total.examples - total.unreadable);
        const label = nameOf(name).padEnd(widest);
        const numbers = `${String(n).padStart(6)}  ${percent(share).padStart(7)}`;
        return `  ${name === '' ? colors.dim(label) : label}  ${numbers}  ${colors.cyan(bar(share))}`;
      }),
      '',
    ].join('\n'),
  );
  const closing = [...notes.map(visible), estimate].map((note) => `${colors.cyan('·')} ${note}\n`).join('');
  return [
    renderTable(rolesTable(files), colors.bold),
    renderTable(filesTable(files, total), colors.bold),
    ...charts,
    closing,
  ].join('\n');
}

function renderMarkdown({ files, total, notes }: StatsReport): string {
  const charts = sections(total).map(({ aspect, values }) => {
    const readable = total.examples - total.unreadable;
    const rows = values.map(([name, n]) => [nameOf(name), n, percent(n / readable), bar(n / readable, 16)]);
    return renderMarkdownTable({ head: [aspect, 'examples', 'share', ''], rows });
  });
  const tables = [renderMarkdownTable(rolesTable(files)), renderMarkdownTable(filesTable(files, total)), ...charts];
  return `### Datasets\n\n${tables.join('\n')}\n${[...notes.map(visible), estimate].map((note) => `> ${note}\n`).join('>\n')}`;
}

function rolesTable(files: readonly FileStats[]): TableText {
  const used = [...splits, null].filter((split) => files.some((file) => file.split === split));
  const sum = (chosen: readonly FileStats[]) => chosen.reduce((total, { examples }) => total + examples, 0);
  const row = (title: string, chosen: readonly FileStats[]) => [
    title,
    ...used.map((split) => sum(chosen.filter((file) => file.split === split))),
    sum(chosen),
  ];
  const roles = [...new Set(files.map(({ role }) => role))];
  const rows = roles.map((role) =>
    row(
      role,
      files.filter((file) => file.role === role),
    ),
  );
  return {
    head: ['role', ...used.map((split) => split ?? 'no split'), 'total'],
    rows: roles.length > 1 ? [...rows, row('total', files)] : rows,
  };
}

function filesTable(files: readonly FileStats[], total: Stats): TableText {
  const row = (title: string, { examples, unreadable, characters, tokens }: Stats) => [
    title,
    examples,
    ...(total.unreadable > 0 ? [unreadable] : []),
    ...[characters.min, characters.median, characters.p95, characters.max].map((n) => n ?? 0),
    tokens,
  ];
  const unreadable = total.unreadable > 0 ? ['unreadable'] : [];
  return {
    head: ['file', 'examples', ...unreadable, 'shortest', 'median', '95 %', 'longest', '≈ tokens'],
    rows: [...files.map((file) => row(file.path, file)), ...(files.length > 1 ? [row('total', total)] : [])],
  };
}

const isUnsaid = ({ by }: Stats, aspect: (typeof aspects)[number]) =>
  Object.keys(by[aspect]).every((name) => name === '');

/** One for each aspect that any example names, the rarest values summed up. */
function sections(total: Stats) {
  return aspects.flatMap((aspect) => {
    if (isUnsaid(total, aspect)) return [];
    const values = Object.entries(total.by[aspect]);
    const rare = values.slice(mostValues).reduce((sum, [, n]) => sum + n, 0);
    const others: [string, number][] = rare > 0 ? [[`${values.length - mostValues} others`, rare]] : [];
    return [{ aspect, values: [...values.slice(0, mostValues), ...others] }];
  });
}

const nameOf = (name: string) => (name === '' ? '(not said)' : visible(shorten(name, 30)));
