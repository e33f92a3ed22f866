// Compiles the built-in schemas to plain functions, so that the gate starts without loading or running ajv.
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const folder = new URL('../src/dataset/schemas/', import.meta.url);
const prose = new Set(['title', 'description', '$schema']);
/** Without the prose, which the generated code would carry along. Keys that name a property hold objects, and stay. */
const withoutProse = (key, value) => (prose.has(key) && typeof value === 'string' ? undefined : value);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'), withoutProse);
const schemas = { Ba: 'ba', Qa: 'qa', InputOutput: 'input-output' };

/** `allErrors`: whether the functions go on after the first fault. */
function compile(allErrors, prefix) {
  // `unicode: false` counts UTF-16 code units. With `minLength: 1`, all that these schemas ask for, that is the same.
  const ajv = new Ajv2020.default({
    allErrors,
    strict: true,
    allowUnionTypes: true,
    unicode: false,
    logger: false,
    schemas: ['metadata', ...Object.values(schemas)].map(read),
    code: { source: true, esm: true, lines: true },
  });
  const ids = Object.fromEntries(Object.entries(schemas).map(([name, file]) => [prefix + name, read(file).$id]));
  const code = standaloneCode.default(ajv, ids).replace('"use strict";', '').trim();
  if (code.includes('require(')) throw new Error('the validators must not import anything');
  return code;
}

for (const [file, allErrors, prefix] of [
  ['accept.generated.ts', false, 'accept'],
  ['explain.generated.ts', true, 'explain'],
]) {
  const head = '// @ts-nocheck Written by scripts/build-validators.mjs: do not edit.';
  writeFileSync(new URL(file, folder), `${head}\n${compile(allErrors, prefix)}\n`);
}
