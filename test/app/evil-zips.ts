// Zips as no honest writer makes them, byte by byte.

import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

export interface Part {
  name: string;
  data: Uint8Array;
  /** What the headers say when it is not so. */
  lies?: Partial<{
    size: number;
    compressed: number;
    crc: number;
    flags: number;
    method: number;
    mode: number;
    offset: number;
    localName: string;
    extra: Uint8Array;
  }>;
  /** In place of the deflated data. */
  raw?: Uint8Array;
}

const header = (signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]) => {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  bytes.writeUInt32LE(signature);
  let at = 4;
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
};

/** The CRC as an honest writer has it. */
function crcOf(data: Uint8Array): number {
  const zip = Buffer.from(zipSync({ x: data }));
  return zip.readUInt32LE(14);
}

/** A zip of these parts; `end` says what its last record lies about. */
export function buildZip(
  parts: readonly Part[],
  end: Partial<{ count: number; offset: number; before: Buffer; after: Buffer; zip64: Buffer }> = {},
): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, data, lies = {}, raw } of parts) {
    const stored = Buffer.from(raw ?? deflateRawSync(data));
    const { flags = 0, method = 8, mode = 0o100644, extra = new Uint8Array() } = lies;
    const sums = [
      ...([[4, lies.crc ?? crcOf(data)]] as const),
      ...([[4, lies.compressed ?? stored.length]] as const),
      ...([[4, lies.size ?? data.length]] as const),
    ] as const;
    const local = Buffer.from(lies.localName ?? name);
    const start = [[2, 20], [2, flags], [2, method], [4, 0], ...sums] as const;
    const file = [header(0x04034b50, [...start, [2, local.length], [2, 0]]), local, stored];
    files.push(...file);
    const named = Buffer.from(name);
    list.push(
      header(0x02014b50, [
        ...([[2, 0x0314], ...start, [2, named.length], [2, extra.length], [2, 0], [2, 0], [2, 0]] as const),
        ...([
          [4, (mode << 16) >>> 0],
          [4, lies.offset ?? at],
        ] as const),
      ]),
      named,
      Buffer.from(extra),
    );
    at += Buffer.concat(file).length;
  }
  const directory = Buffer.concat(list);
  const count = end.count ?? parts.length;
  const tail = header(0x06054b50, [
    ...([
      [2, 0],
      [2, 0],
      [2, count & 0xffff],
      [2, count & 0xffff],
    ] as const),
    ...([
      [4, directory.length],
      [4, end.offset ?? at],
      [2, 0],
    ] as const),
  ]);
  const { before = Buffer.alloc(0), after = Buffer.alloc(0), zip64 = Buffer.alloc(0) } = end;
  return Buffer.concat([before, ...files, directory, zip64, tail, after]);
}

/** The two zip64 records, of which the first stands at `at`, saying what they are told to. */
export function zip64Records(at: number, { count, offset }: { count: bigint; offset: bigint }): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(count, 24);
  record.writeBigUInt64LE(count, 32);
  record.writeBigUInt64LE(offset, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50);
  locator.writeBigUInt64LE(BigInt(at), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
