// One line to one value, for the work that only shows the data; what is wrong with a line is the scan's to say.

import { isUtf8 } from 'node:buffer';
import { readCarefully } from './scan/careful-reader.ts';

/** The value of a line, `undefined` when it is no UTF-8, no JSON, or nests deeper than `maxDepth`. */
export function parseRecord(bytes: Buffer, maxDepth: number): unknown {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  // Only a text with so many brackets can be too deep; the careful reader is ten times slower.
  const mayBeDeep = text.split(/[[{]/, maxDepth + 2).length > maxDepth + 1;
  if (mayBeDeep && readCarefully(text, maxDepth).some(({ kind }) => kind === 'depth')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
