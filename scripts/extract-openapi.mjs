// Takes out of GitHub's OpenAPI description what fakehub answers, small enough to stand in the repository.
// Run with Node 24: `node scripts/extract-openapi.mjs DESCRIPTION [TARGET]`, where DESCRIPTION is the file
// generated/api.github.com.json of the npm package @octokit/openapi (385 MB, so it is no dependency).

import { readFileSync, writeFileSync } from 'node:fs';
import { operations as served } from '../test/fakehub/operations.ts';

const [source, target = new URL('../test/fakehub/openapi.generated.json', import.meta.url)] = process.argv.slice(2);
if (!source) throw new Error('Name the file generated/api.github.com.json of @octokit/openapi.');
const description = JSON.parse(readFileSync(source, 'utf8'));

const kept = new Set([
  'type',
  'required',
  'enum',
  'const',
  'format',
  'pattern',
  'additionalProperties',
  'items',
  'properties',
  'oneOf',
  'anyOf',
  'allOf',
  'not',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]);
const wanted = new Set();

/** OpenAPI 3.0's schema → JSON Schema: no prose, `nullable` as a type, references into the shared `$defs`. */
function convert(schema) {
  if (schema === true || schema === false) return schema;
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    wanted.add(name);
    return { $ref: `github#/$defs/${name}` };
  }
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!kept.has(key)) continue;
    if (key === 'properties') {
      result.properties = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, convert(one)]));
    } else if (key === 'items' || key === 'not' || key === 'additionalProperties') result[key] = convert(value);
    else if (key === 'oneOf' || key === 'anyOf' || key === 'allOf') result[key] = value.map(convert);
    else result[key] = value;
  }
  if (!schema.nullable) return result;
  if (result.enum) result.enum = [...new Set([...result.enum, null])];
  if (typeof result.type === 'string') return { ...result, type: [result.type, 'null'] };
  return { anyOf: [{ type: 'null' }, result] };
}

const resolve = (thing) =>
  thing.$ref
    ? thing.$ref
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], description)
    : thing;

const jsonSchema = (content) => {
  const schema = (content?.['application/json'] ?? content?.['application/json; charset=utf-8'])?.schema;
  return schema ? convert(schema) : null;
};

function extract(key) {
  const [method, path] = key.split(' ');
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`GitHub's description has no operation ${key}.`);
  const parameters = (operation.parameters ?? []).map(resolve).filter(({ in: place }) => place !== 'header');
  const body = operation.requestBody && resolve(operation.requestBody);
  const replies = Object.entries(operation.responses).map(([status, reply]) => [
    status,
    jsonSchema(resolve(reply).content),
  ]);
  return {
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      name,
      in: place,
      required: required === true,
      schema: convert(schema),
    })),
    body: body ? jsonSchema(body.content) : null,
    bodyRequired: body?.required === true,
    replies: Object.fromEntries(replies),
  };
}

const operations = Object.fromEntries([...served].sort().map((key) => [key, extract(key)]));
const definitions = {};
for (const name of wanted) definitions[name] = convert(description.components.schemas[name]);

// Where GitHub answers otherwise than it describes: the repository of a deleted fork is null, and installations are
// listed as each is shown by itself.
for (const name of ['pull-request', 'pull-request-simple']) {
  const head = definitions[name].properties.head.properties;
  head.repo = { anyOf: [{ type: 'null' }, head.repo] };
}
operations['GET /app/installations'].replies[200] = { type: 'array', items: { $ref: 'github#/$defs/installation' } };

const lines = (things) =>
  Object.entries(things)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n');
writeFileSync(
  target,
  `{"version":${JSON.stringify(description.info.version)},\n"operations":{\n${lines(operations)}\n},\n"$defs":{\n${lines(definitions)}\n}}\n`,
);
