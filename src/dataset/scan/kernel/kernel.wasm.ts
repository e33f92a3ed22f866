// The part of the scan that touches every byte, in AssemblyScript: scripts/build-kernel.mjs compiles it.

export { splitLines, inspect } from './lines.wasm';
export { digest, hashKey } from './digest.wasm';
export { listed, sketch, band } from './sketch.wasm';
export { indexBytes, openIndex, addToIndex, probe } from './leak-index.wasm';
export { overlap } from './overlap.wasm';
