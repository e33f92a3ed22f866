// Evil zips: each is refused whole, with a reason, in bounded time and memory.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readZip, UnusableArtifact, zipLimits } from '../../src/adapters/github/zip.ts';
import { buildZip, type Part, zip64Records } from './evil-zips.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const data = bytes('{"a":1}');
const part = (name: string, lies: Part['lies'] = {}): Part => ({ name, data, lies });
const read = (zip: Uint8Array) => readZip(Buffer.from(zip), ['run.json', 'eval.json', 'trials.jsonl']);

test('honest zips are read: deflated, stored, of another writer, with more than is wanted', async () => {
  const wanted = new Map([['run.json', '{"a":1}']]);
  expect(await read(buildZip([part('run.json')]))).toEqual(wanted);
  expect(await read(buildZip([{ name: 'run.json', data, raw: data, lies: { method: 0 } }]))).toEqual(wanted);
  expect(await read(zipSync({ 'run.json': data, 'journal.jsonl': data }))).toEqual(wanted);
  expect(await read(zipSync({ 'eval.json': new Uint8Array(), 'run.json': [data, { level: 0 }] }))).toEqual(
    new Map([['eval.json', ''], ...wanted]),
  );
  expect(await read(zipSync({}))).toEqual(new Map());
});

const whole = buildZip([part('run.json')]);
const bomb = (size: number): Part => {
  const zeros = Buffer.alloc(size, 'a');
  return { name: 'run.json', data: zeros };
};
const listAt = whole.indexOf('PK\x01\x02', 'latin1');

const evil: Record<string, [zip: () => Uint8Array, reason: RegExp]> = {
  'a bomb that says so': [() => buildZip([bomb(31 * 1024 * 1024)]), /denser than text/],
  'a bomb that says that it is small': [
    () => buildZip([{ ...bomb(30 * 1024 * 1024), lies: { size: 1000 } }]),
    /cannot be read|not what its list says/,
  ],
  'a bomb that says that it is not dense': [
    () => buildZip([{ ...bomb(30 * 1024 * 1024), lies: { size: 60_000, crc: 0 } }]),
    /cannot be read/,
  ],
  'a file that is too large': [() => buildZip([part('run.json', { size: zipLimits.file + 1 })]), /too large/],
  'files that are too large together': [
    () => {
      const noise = Buffer.alloc(zipLimits.file - 1, 0);
      const names = ['run.json', 'eval.json', 'trials.jsonl'];
      return buildZip(
        names.map((name) => ({
          name,
          data: noise.subarray(0, 10),
          raw: new Uint8Array(200_000),
          lies: { size: noise.length },
        })),
      );
    },
    /at most 67108864/,
  ],
  'files inside one another': [
    () => buildZip([part('run.json'), { ...part('eval.json'), lies: { offset: 0, localName: 'eval.json' } }]),
    /overlap|fit together/,
  ],
  'two names of one file': [() => buildZip([part('run.json'), part('run.json')]), /stands there twice/],
  'names that differ in case alone': [() => buildZip([part('run.json'), part('RUN.json')]), /stands there twice/],
  'another name in the list than before the file': [
    () => buildZip([part('run.json', { localName: 'evil.json' })]),
    /fit together/,
  ],
  'an absolute name': [() => buildZip([part('/etc/passwd')]), /no plain file|absolute/],
  'a drive': [() => buildZip([part('C:run.json')]), /no plain file|absolute/],
  'a name that climbs': [() => buildZip([part('../run.json')]), /no plain file|relative/],
  'a name that climbs by backslashes': [() => buildZip([part('..\\run.json')]), /no plain file|invalid/],
  'a folder': [() => buildZip([part('a/')]), /no plain file/],
  'a file in a folder': [() => buildZip([part('a/run.json')]), /no plain file/],
  'a name of two dots': [() => buildZip([part('..')]), /no plain file|relative/],
  'a name with a zero byte': [() => buildZip([part('run.json\0.txt')]), /no plain file/],
  'a name that is empty': [() => buildZip([part('')]), /no plain file/],
  'a name that is hidden in an extra field': [
    () => {
      const name = bytes('eval.json');
      const sum = Buffer.from(zipSync({ x: bytes('run.json') })).readUInt32LE(14);
      const field = Buffer.alloc(9 + name.length);
      field.writeUInt16LE(0x7075, 0);
      field.writeUInt16LE(5 + name.length, 2);
      field.writeUInt8(1, 4);
      field.writeUInt32LE(sum, 5);
      field.set(name, 9);
      return buildZip([part('eval.json'), part('run.json', { extra: field })]);
    },
    /stands there twice/,
  ],
  'a symbolic link': [() => buildZip([part('run.json', { mode: 0o120777 })]), /no regular file/],
  'a device': [() => buildZip([part('run.json', { mode: 0o060644 })]), /no regular file/],
  'an encrypted file': [() => buildZip([part('run.json', { flags: 1 })]), /encrypted/],
  'a strongly encrypted file': [() => buildZip([part('run.json', { flags: 0x41 })]), /encrypt/],
  'an unknown compression': [() => buildZip([part('run.json', { method: 12 })]), /unknown way/],
  'a wrong sum': [() => buildZip([part('run.json', { crc: 1 })]), /not what its list says/],
  'a size that is too small': [() => buildZip([part('run.json', { size: 3 })]), /cannot be read|list says/],
  'a size that is too large': [() => buildZip([part('run.json', { size: 30 })]), /list says/],
  'a compressed size beyond the end': [() => buildZip([part('run.json', { compressed: 10_000 })]), /fit together|read/],
  'a stored file of two sizes': [
    () => buildZip([{ name: 'run.json', data, raw: data, lies: { method: 0, size: 3 } }]),
    /cannot be read|list says/,
  ],
  'zip64 with 2^53 files': [
    () => {
      const zip64 = zip64Records(whole.length - 22, { count: 2n ** 53n, offset: BigInt(listAt) });
      return buildZip([part('run.json')], { zip64 });
    },
    /cannot be read/,
  ],
  'zip64 whose list is beyond the end': [
    () => buildZip([part('run.json')], { zip64: zip64Records(whole.length - 22, { count: 1n, offset: 2n ** 40n }) }),
    /cannot be read/,
  ],
  'zip64 sizes in an extra field': [
    () => {
      const extra = Buffer.alloc(20);
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(16, 2);
      extra.writeBigUInt64LE(2n ** 45n, 4);
      extra.writeBigUInt64LE(7n, 12);
      return buildZip([part('run.json', { size: 0xffffffff, compressed: 0xffffffff, extra })]);
    },
    /too large/,
  ],
  '100,000 files': [
    () =>
      buildZip(
        Array.from({ length: 65_535 }, (_, n) => ({ name: `f${n}`, data, raw: data, lies: { method: 0, crc: 0 } })),
      ),
    /more than 64 files/,
  ],
  'fewer files than it says': [() => buildZip([part('run.json')], { count: 2 }), /cannot be read/],
  'something after its end': [() => buildZip([part('run.json')], { after: Buffer.from('garbage') }), /cannot be read/],
  'something before its beginning': [
    () => buildZip([part('run.json', { offset: 7 })], { before: Buffer.from('garbage'), offset: listAt + 7 }),
    /before them/,
  ],
  'a zip that is cut off': [() => whole.subarray(0, -10), /cannot be read/],
  'a zip that lost its middle': [
    () => Buffer.concat([whole.subarray(0, 20), whole.subarray(30)]),
    /cannot be read|fit together/,
  ],
  'no zip': [() => gzipSync(data), /cannot be read/],
  nothing: [() => new Uint8Array(), /cannot be read/],
  'text that is no UTF-8': [
    () => buildZip([{ name: 'run.json', data: Uint8Array.of(0xff, 0xfe, 0xc0) }]),
    /cannot be read/,
  ],
  'deflated data with something behind it': [
    () => buildZip([{ name: 'run.json', data, raw: Buffer.concat([deflateRawSync(data), Buffer.alloc(100)]) }]),
    /behind the compressed data/,
  ],
  'a zip that is too large': [() => new Uint8Array(zipLimits.zip + 1), /at most 16777216/],
};

describe('refused', () => {
  test.each(Object.entries(evil))('%s', async (_, [zip, reason]) => {
    const refused = await read(zip()).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(UnusableArtifact);
    expect((refused as Error).message).toMatch(reason);
  });
});

test('a zip in a zip stays what it is: not looked into, and no text', async () => {
  const inner = zipSync({ 'run.json': data });
  expect(await read(zipSync({ 'inner.zip': inner, 'run.json': data }))).toEqual(new Map([['run.json', '{"a":1}']]));
  await expect(read(zipSync({ 'run.json': deflateRawSync(Buffer.alloc(9999, 'é')) }))).rejects.toThrow(
    UnusableArtifact,
  );
});

test('any bytes of a zip changed: refused, or read as they were', async () => {
  const zip = Buffer.from(zipSync({ 'run.json': bytes('{"some":"text that is a little longer"}'), 'eval.json': data }));
  const honest = await read(zip);
  const change = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(change, async (changes) => {
      const changed = Buffer.from(zip);
      for (const [at, value] of changes) changed[at] = value;
      const found = await read(changed).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UnusableArtifact);
        return new Map<string, string>();
      });
      for (const [name, text] of found) expect([...honest.values()], name).toContain(text);
    }),
    { numRuns: 1000 },
  );
});

test('a bomb of 4 GB against a heap of 64 MB and a cap on the process', () => {
  const script = fileURLToPath(new URL('zip-bomb.ts', import.meta.url));
  const node = join(fileURLToPath(new URL('../..', import.meta.url)), 'node_modules/node/bin/node');
  const out = execFileSync(node, ['--max-old-space-size=64', script], { encoding: 'utf8', timeout: 30_000 });
  const { refused, grown } = JSON.parse(out) as { refused: string[]; grown: number };
  expect(refused).toHaveLength(2);
  for (const reason of refused) expect(reason).toMatch(/too large|larger than|denser than text/);
  expect(grown).toBeLessThan(80 * 1024 * 1024);
}, 40_000);
