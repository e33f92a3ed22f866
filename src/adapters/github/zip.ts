// An artifact's zip, read in memory and never trusted: every size is bounded before anything is inflated, and a zip that
// is not as a plain writer makes it is refused whole.

import { inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { reasonOf } from '../../core/errors.ts';

/** An artifact that says something else than what was dispatched, or is no whole and honest zip. */
export class UnusableArtifact extends Error {
  override readonly name = 'UnusableArtifact';
}

export const zipLimits = {
  /** Bytes of the zip itself. */
  zip: 16 * 1024 * 1024,
  entries: 64,
  /** Inflated bytes, of one file and of all that are read. */
  file: 32 * 1024 * 1024,
  all: 64 * 1024 * 1024,
  /** Inflated to compressed; what is below 64 KiB may be denser. */
  ratio: 200,
} as const;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The texts of the files of these names, of those that are there; others are not inflated. Throws UnusableArtifact. */
export async function readZip(bytes: Buffer, names: readonly string[]): Promise<Map<string, string>> {
  if (bytes.length > zipLimits.zip)
    throw unusable(`the zip has ${bytes.length} bytes; at most ${zipLimits.zip} are read`);
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: true });
    const entries = await listEntries(zip);
    checkEntries(entries);
    const places = await locate(zip, bytes, entries);
    const wanted = places.filter(({ entry }) => names.includes(entry.fileName));
    const total = wanted.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    if (total > zipLimits.all) throw unusable(`the files have ${total} bytes; at most ${zipLimits.all} are read`);
    const texts = new Map<string, string>();
    for (const place of wanted) texts.set(place.entry.fileName, await readEntry(bytes, place));
    return texts;
  } catch (error) {
    throw error instanceof UnusableArtifact ? error : unusable(`the zip cannot be read: ${reasonOf(error)}`);
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    if (entries.length > zipLimits.entries) throw unusable(`the zip has more than ${zipLimits.entries} files`);
  }
  return entries;
}

function checkEntries(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    const { fileName, compressionMethod, compressedSize, uncompressedSize, externalFileAttributes } = entry;
    const faults = {
      'has a name that is no plain file’s': !/^[A-Za-z0-9][\w.-]{0,99}$/.test(fileName) || fileName.includes('..'),
      'stands there twice': seen.has(fileName.toLowerCase()),
      'is encrypted': entry.isEncrypted(),
      'is no regular file': ![0, 0o100000].includes((externalFileAttributes >>> 16) & 0o170000),
      'is compressed in an unknown way': compressionMethod !== 0 && compressionMethod !== 8,
      'is too large': uncompressedSize > zipLimits.file,
      'is denser than text is': uncompressedSize > 64 * 1024 && uncompressedSize > compressedSize * zipLimits.ratio,
    };
    const fault = Object.entries(faults).find(([, holds]) => holds)?.[0];
    if (fault) throw unusable(`${JSON.stringify(fileName.slice(0, 100))} in the zip ${fault}`);
    seen.add(fileName.toLowerCase());
  }
}

interface Place {
  entry: Entry;
  start: number;
  end: number;
}

/** Where each file's bytes are: from the zip's first byte on, none inside another, each under the name it has in the list. */
async function locate(zip: ZipFile, bytes: Buffer, entries: readonly Entry[]): Promise<Place[]> {
  const places: Place[] = [];
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const from = entry.relativeOffsetOfLocalHeader;
    if (free === 0 ? from !== 0 : from < free)
      throw unusable('files overlap in the zip, or something stands before them');
    const local = await zip.readLocalFileHeaderPromise(entry);
    const same = local.fileName.equals(entry.fileNameRaw) && local.compressionMethod === entry.compressionMethod;
    const end = local.fileDataStart + entry.compressedSize;
    if (!same || end > bytes.length) throw unusable('the zip’s list and its files do not fit together');
    places.push({ entry, start: local.fileDataStart, end });
    free = end;
  }
  return places;
}

async function readEntry(bytes: Buffer, { entry, start, end }: Place): Promise<string> {
  const stored = bytes.subarray(start, end);
  const size = entry.uncompressedSize;
  const content = entry.compressionMethod === 0 ? stored : await inflate(stored, size);
  if (content.length !== size || crc32(content) !== entry.crc32) {
    throw unusable(`${entry.fileName} in the zip is not what its list says`);
  }
  return utf8.decode(content);
}

/** Of all the bytes, none left over; rejects as soon as more than `most` come out. */
function inflate(stored: Buffer, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // With `info`, how much was taken in is told, which Node's types do not say.
    inflateRaw(stored, { maxOutputLength: Math.max(1, most), info: true }, (error, told) => {
      const { buffer, engine } = (told ?? {}) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
      if (error) reject(error);
      else if (engine.bytesWritten !== stored.length) reject(new Error('something stands behind the compressed data'));
      else resolve(buffer);
    });
  });
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** `zlib.crc32` is not in every Node 20. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] as number);
  return (value ^ 0xffffffff) >>> 0;
}

const unusable = (message: string) => new UnusableArtifact(message);
