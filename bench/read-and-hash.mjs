// The least that anybody who looks at a whole file must do: read it and hash it. Called with the file.
import { createHash } from 'node:crypto';
import { openSync, readSync } from 'node:fs';

const file = openSync(process.argv[2], 'r');
const buffer = Buffer.allocUnsafe(1 << 18);
const hash = createHash('sha256');
for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read));
console.log(hash.digest('hex'));
