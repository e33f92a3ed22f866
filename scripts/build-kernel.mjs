// Compiles the scan's kernel to WebAssembly, as text in a module: the bundle stays one file.
import { writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'src/dataset/scan/kernel';
const outputs = new Map();
const { error, stderr } = await asc.main(
  [
    `${folder}/kernel.wasm.ts`,
    ...['--outFile', 'kernel.wasm', '--runtime', 'stub', '-O3', '--noAssert', '--converge'],
    ...['--enable', 'simd', '--enable', 'bulk-memory', '--initialMemory', '16'],
  ],
  { writeFile: (name, contents) => outputs.set(name, contents) },
);
if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
const wasm = Buffer.from(outputs.get('kernel.wasm'));
writeFileSync(
  `${folder}/kernel.generated.ts`,
  `// Written by scripts/build-kernel.mjs from kernel.wasm.ts: do not edit.\nexport const kernelBase64 =\n  '${wasm.toString('base64')}';\n`,
);
console.log(`${folder}/kernel.generated.ts: ${wasm.length} bytes of WebAssembly`);
