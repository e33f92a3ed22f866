// Damaged datasets through the scan that the gate uses: findings, never an exception, and the verdict "is JSON" and
// the lines are those of JSON.parse and of a naive split.

import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readListed } from '../../src/adapters/gather.ts';
import { type ScanInput, type ScanOptions, scanDatasets } from '../../src/adapters/scan.ts';
import type { DatasetFacts, DatasetFile } from '../../src/dataset/facts.ts';
import { attempt, fail } from './campaign.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { checkReports } from './report.ts';

const maxDepth = 64;
const maxLineBytes = 4096;
const folder = mkdtempSync(join(tmpdir(), 'goldgate-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = (name: string) => readFileSync(new URL(`../../data/production/${name}.jsonl`, import.meta.url), 'utf8');
const piecesOf = (text: string) => {
  const lines = text.trimEnd().split('\n');
  return [lines.slice(0, 1), lines.slice(1, 3), lines.slice(3, 6)].map((some) => Buffer.from(`${some.join('\n')}\n`));
};
const corpora = {
  ba: [...piecesOf(data('ba_train')), ...piecesOf(data('ba_eval'))],
  qa: [...piecesOf(data('qa_train')), ...piecesOf(data('qa_eval'))],
  po: [
    '{"input": {"idea": "x"}, "output": {"text": "y"}}\n',
    '{"input": {}, "output": {"n": 1.5e3}}\n{"input": []}\n',
  ].map((text) => Buffer.from(text)),
};
type Role = keyof typeof corpora;
const schema = { type: 'object', required: ['input'], properties: { input: { type: 'object' } } };
const options: ScanOptions = { schemas: { po: schema }, near: 0.85, leakage: 0.6, maxDepth, maxLineBytes };

/** Scans each of the contents as a file of its own; `before` is what stood there at the base. */
async function scan(
  role: Role,
  contents: Buffer[],
  before?: Buffer[],
): Promise<{ facts: DatasetFacts; path: string[] }> {
  const inputs = contents.map((bytes, index): ScanInput => {
    const split = index % 3 === 0 ? 'eval' : 'train';
    const path = `${role}_${split}_${index}.jsonl`;
    writeFileSync(join(folder, path), bytes);
    const old = before?.[index];
    const base = old && { key: index.toString(16).padStart(40, '0'), open: () => chunked(old) };
    return {
      path,
      file: join(folder, path),
      role,
      split,
      variant: `${index}`,
      ...(before ? { base: base ?? null } : {}),
    };
  });
  const facts = await scanDatasets(inputs, options);
  return { facts, path: inputs.map(({ path }) => path) };
}

async function* chunked(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** What a program of ten lines would say of a line: blank, fine, or not. */
function judgeNaively(line: Buffer, first: boolean): 'blank' | 'good' | 'bad' | 'bounded' {
  let bytes = first && line.subarray(0, 3).equals(Buffer.from('\ufeff')) ? line.subarray(3) : line;
  if (bytes.at(-1) === 0x0d) bytes = bytes.subarray(0, -1);
  if (/^[ \t\r]*$/.test(bytes.toString('latin1'))) return 'blank';
  if (bytes.length > maxLineBytes) return 'bounded';
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
    return depthOf(value) > maxDepth ? 'bounded' : 'good';
  } catch {
    return 'bad';
  }
}

function hold(file: DatasetFile, bytes: Buffer): void {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    lines.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  const verdicts = lines.map((line, index) => judgeNaively(line, index === 0));
  expect({ lines: file.lines, records: file.records }).toEqual({
    lines: lines.length,
    records: verdicts.filter((verdict) => verdict !== 'blank').length,
  });
  const unreadable = new Set(['syntax', 'utf8', 'depth', 'line-length']);
  for (const [index, verdict] of verdicts.entries()) {
    const kinds = file.faults.filter(({ line, kind, message }) => {
      const isMark = kind === 'utf8' && index === 0 && message.includes('byte order mark');
      return line === index + 1 && unreadable.has(kind) && !isMark;
    });
    const found = kinds.map(({ kind }) => kind);
    if (verdict === 'blank' || verdict === 'good')
      expect({ line: index + 1, found }).toEqual({ line: index + 1, found: [] });
    else if (verdict === 'bounded') expect(['depth', 'line-length']).toContain(found[0]);
    else expect({ line: index + 1, found: found.length }).toEqual({ line: index + 1, found: 1 });
  }
  for (const { line, column } of file.faults) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    if (column !== undefined) {
      const text = (lines[line - 1] as Buffer).toString();
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual(text.length + 1);
    }
  }
}

const batch = 50;
test.each([
  ['ba', 70, false],
  ['qa', 50, false],
  ['po', 60, false],
  ['ba', 30, true],
] as [Role, number, boolean][])(
  '%s: %i batches of fifty files, compared with a base: %s',
  async (role, batches, based) => {
    const random = new Random(`${role} ${based}`);
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < batches; index++) {
      const contents = Array.from({ length: batch }, () => mutate(random, corpora[role]));
      const before = based ? contents.map(() => mutate(random, corpora[role])) : undefined;
      const check = async (files: Buffer[], old: Buffer[] | undefined) => {
        const { facts, path } = await scan(role, files, old);
        for (const file of facts.files) if (!old) hold(file, files[path.indexOf(file.path)] as Buffer);
        checkReports({ datasets: facts });
        for (const file of facts.files.slice(0, 5)) {
          const listed = await readListed(folder, file.path);
          expect(listed).toEqual({ standing: 'file', sha256: file.sha256, bytes: file.bytes, examples: file.records });
        }
      };
      const failure = await attempt(Buffer.alloc(0), () => check(contents, before));
      if (!failure) continue;
      for (const [one, bytes] of contents.entries()) {
        const alone = (input: Buffer) => check([input], before && [before[one] as Buffer]);
        if (await attempt(bytes, alone)) await fail(bytes, alone, `${role}, batch ${index}, file ${one}`);
      }
      throw new Error(`${role}, batch ${index}, only together: ${failure}`);
    }
    expect(process.memoryUsage().rss).toBeLessThan(1024 * 1024 * 1024);
  },
);
