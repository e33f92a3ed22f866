// Compiles the built-in schemas to plain functions, so that the gate starts without loading or running ajv.
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const folder = new URL('../src/dataset/schemas/', import.meta.url);
const prose = new Set(['title', 'description', '$schema']);
/** Without the prose, which the generated code would carry along. Keys that name a property hold objects, and stay. */
const withoutProse = (key, value) => (prose.has(key) && typeof value === 'string' ? undefined : value);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'), withoutProse);
const exported = { validateBa: 'ba', validateQa: 'qa', validateInputOutput: 'input-output' };

// `unicode: false` counts UTF-16 code units. With `minLength: 1`, all that these schemas ask for, that is the same.
const ajv = new Ajv2020.default({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  unicode: false,
  logger: false,
  schemas: ['metadata', ...Object.values(exported)].map(read),
  code: { source: true, esm: true, lines: true },
});
const ids = Object.fromEntries(Object.entries(exported).map(([name, file]) => [name, read(file).$id]));
const code = standaloneCode.default(ajv, ids);
if (code.includes('require(')) throw new Error('the validators must not import anything');
const target = new URL('validators.generated.ts', folder);
writeFileSync(
  target,
  `// @ts-nocheck Written by scripts/build-validators.mjs: do not edit.\n${code.replace('"use strict";', '').trim()}\n`,
);
