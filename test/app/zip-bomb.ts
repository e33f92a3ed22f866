// Started by a test as a process of its own: how much memory a bomb takes before it is refused.

import { constants, deflateRawSync } from 'node:zlib';
import { readZip } from '../../src/adapters/github/zip.ts';
import { buildZip } from './evil-zips.ts';

/** 8 MiB in 8 KiB, and not the end of the data: 512 of them are 4 GiB. */
const dense = deflateRawSync(Buffer.alloc(8 * 1024 * 1024), { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
const raw = Buffer.concat(Array.from({ length: 512 }, () => dense));
const honest = { name: 'run.json', data: Buffer.from('x'), raw };
const bombs = [
  buildZip([{ ...honest, lies: { size: 0xfffffffe } }]),
  buildZip([{ ...honest, lies: { size: 31 * 1024 * 1024 } }]),
];
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 1);
const refused: string[] = [];
for (const bomb of bombs) {
  await readZip(bomb, ['run.json']).catch((error: Error) => refused.push(error.message));
}
clearInterval(watch);
console.log(JSON.stringify({ refused, grown: Math.max(most, process.memoryUsage.rss()) - before }));
