// The scan as its definition says, with everything in memory and every pair compared. Tests and the bench hold the
// fast scan against it; nothing else uses it.

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { countFields, requiredFields } from '../completeness.ts';
import type { DatasetFacts, DatasetFile, Fault, Pair, Split } from '../facts.ts';
import { builtInValidator, compileSchema, type Validator } from '../schemas/validators.ts';
import { canonicalJson } from './canonical.ts';
import { contentOf } from './content.ts';
import { keyOf } from './key.ts';
import { checkLine, isBlank, type LineProblem, lineProblem, startsWithMark } from './line.ts';
import { type NearEdge, PairList, pairGroup, type Side, sideOf } from './pairs.ts';
import { jaccard, shinglesOf } from './shingles.ts';
import { TallyCounter, talliedValues } from './tally.ts';

export interface ReferenceFile {
  path: string;
  role: string;
  split: Split | null;
  variant: string;
  bytes: Buffer;
  /** `null` or absent: every line is new. */
  base?: Buffer | null;
}

interface ReferenceOptions {
  schemas: Record<string, object>;
  skip?: ReadonlySet<string>;
  near: number;
  leakage: number;
  maxDepth: number;
  maxLineBytes: number;
}

interface Row {
  path: string;
  line: number;
  content: string;
  isNew: boolean;
  side: Side;
  exact: string;
  key: string | null;
  shingles: Set<string>;
}

/** Facts about `files`, which come in the order of their paths. */
export async function scanReference(files: ReferenceFile[], options: ReferenceOptions): Promise<DatasetFacts> {
  const roles = new Map<string, Row[]>();
  const validators = new Map<string, Validator>();
  const facts: DatasetFacts = { files: [], pairs: [] };
  for (const file of files) {
    const schema = Object.hasOwn(options.schemas, file.role) ? options.schemas[file.role] : undefined;
    if (!validators.has(file.role)) {
      validators.set(file.role, schema ? await compileSchema(file.role, schema) : builtInValidator(file.role));
    }
    const validator = options.skip?.has('schema') ? null : (validators.get(file.role) as Validator);
    const rows = roles.get(file.role) ?? [];
    roles.set(file.role, rows);
    facts.files.push(readFile(file, validator, options, rows));
  }
  for (const [, rows] of [...roles].sort(([a], [b]) => (a < b ? -1 : 1))) {
    facts.pairs.push(...pairRows(rows, options));
  }
  return facts;
}

function readFile(
  file: ReferenceFile,
  validator: Validator | null,
  options: ReferenceOptions,
  rows: Row[],
): DatasetFile {
  const { path, role, split, variant, bytes } = file;
  const faults: Fault[] = [];
  const tally = new TallyCounter();
  const fields = { required: 0, complete: 0 };
  const crlf: { line: number; content: string }[] = [];
  const blank: { line: number; content: string }[] = [];
  const old = countLines(file.base ?? Buffer.alloc(0));
  const lines = splitLines(bytes);
  let records = 0;
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const content = contentOf(raw);
    const isNew = !take(old, content);
    const report = (problem: LineProblem) => isNew && faults.push({ ...problem, line, content });
    let text = raw;
    if (index === 0 && startsWithMark(raw, 0, raw.length)) {
      text = raw.subarray(3);
      report(lineProblem.mark);
    }
    if (raw.length > options.maxLineBytes) {
      records++;
      report(lineProblem.tooLong(raw.length, options.maxLineBytes));
      continue;
    }
    if (text.at(-1) === 0x0d) {
      text = text.subarray(0, -1);
      if (isNew) crlf.push({ line, content });
    }
    if (isBlank(text, 0, text.length)) {
      if (isNew) blank.push({ line, content });
      continue;
    }
    records++;
    const { value, problems } = checkLine(text, validator, options.maxDepth);
    for (const problem of problems) report(problem);
    if (role === 'ba') fields.complete += countFields(value).complete;
    if (value === undefined) continue;
    tally.merge(talliedValues(value).map((text) => (text === undefined ? [] : [[text, 1]])));
    const key = keyOf(role, value);
    rows.push({
      path,
      line,
      content,
      isNew,
      side: sideOf(split),
      exact: canonicalJson(value),
      key,
      shingles: shinglesOf(value),
    });
  }
  const last = lines.at(-1);
  if (last && bytes.at(-1) !== 0x0a && (file.base?.at(-1) ?? 0x0a) === 0x0a) {
    faults.push({ ...lineProblem.unfinished, line: lines.length, content: contentOf(last) });
  }
  if (crlf[0]) faults.push({ ...lineProblem.crlf(crlf.length), ...crlf[0] });
  if (blank[0]) faults.push({ ...lineProblem.blank(blank.length), ...blank[0] });
  if (role === 'ba') fields.required = records * requiredFields;
  faults.sort((a, b) => a.line - b.line);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    path,
    role,
    split,
    variant,
    bytes: bytes.length,
    sha256,
    lines: lines.length,
    records,
    faults,
    tally: tally.result(),
    fields,
  };
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    start = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

function countLines(bytes: Buffer): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of splitLines(bytes)) counts.set(contentOf(line), (counts.get(contentOf(line)) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, content: string): boolean {
  const count = counts.get(content) ?? 0;
  if (count > 0) counts.set(content, count - 1);
  return count > 0;
}

function pairRows(rows: Row[], options: ReferenceOptions): Pair[] {
  const side = (record: number) => (rows[record] as Row).side;
  const isNew = (record: number) => (rows[record] as Row).isNew;
  const list = new PairList(rows.length);
  for (const kind of ['exact', 'key'] as const) {
    const groups = new Map<string, number[]>();
    for (const [record, row] of rows.entries()) {
      const value = row[kind];
      if (value !== null) groups.set(value, [...(groups.get(value) ?? []), record]);
    }
    for (const group of groups.values()) for (const pair of pairGroup(kind, group, side)) list.add(pair);
  }
  const repeats = new Set(list.pairs.filter(({ kind, leak }) => kind === 'exact' && !leak).map(({ later }) => later));
  const edges = nearEdges(rows, Math.min(options.near, options.leakage)).filter(({ a, b }) => isNew(a) || isNew(b));
  const isLeak = ({ a, b }: NearEdge) => side(a) !== side(b) && side(a) !== 'other' && side(b) !== 'other';
  list.addNear(
    edges.filter((edge) => {
      const { a, b, similarity } = edge;
      return !isLeak(edge) && similarity >= options.near && !repeats.has(a) && !repeats.has(b);
    }),
  );
  list.addNearLeaks(
    edges.filter((edge) => isLeak(edge) && edge.similarity >= options.leakage),
    side,
  );
  return list.pairs
    .filter(
      ({ earlier, later, leak, kind }) =>
        (isNew(earlier) || isNew(later)) && !options.skip?.has(leak ? 'leakage' : kind),
    )
    .sort((x, y) => x.later - y.later || x.earlier - y.earlier)
    .map((pair) => {
      const [earlier, later] = [rows[pair.earlier] as Row, rows[pair.later] as Row];
      return {
        ...pair,
        earlier: { path: earlier.path, line: earlier.line },
        later: { path: later.path, line: later.line },
        content: contentOf(Buffer.from([earlier.content, later.content].sort().join())),
      };
    });
}

/** Every pair of records at least `threshold` alike that is equal neither as a whole nor by key. */
function nearEdges(rows: Row[], threshold: number): NearEdge[] {
  const holders = new Map<string, number[]>();
  const edges: NearEdge[] = [];
  for (const [b, row] of rows.entries()) {
    const met = new Set<number>();
    for (const shingle of row.shingles) {
      const before = holders.get(shingle) ?? [];
      for (const a of before) met.add(a);
      holders.set(shingle, [...before, b]);
    }
    for (const a of [...met].sort((x, y) => x - y)) {
      const other = rows[a] as Row;
      if (other.exact === row.exact || (row.key !== null && row.key === other.key)) continue;
      const similarity = jaccard(other.shingles, row.shingles);
      if (similarity >= threshold) edges.push({ a, b, similarity });
    }
  }
  return edges;
}
