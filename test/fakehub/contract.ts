// Holds requests and replies against GitHub's own OpenAPI description, as far as fakehub answers it.

import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: AnySchema;
}

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: AnySchema;
}

interface Operation {
  parameters: Parameter[];
  body: Schema | null;
  bodyRequired: boolean;
  replies: Record<string, AnySchema | null>;
}

interface Description {
  operations: Record<string, Operation>;
  $defs: Record<string, AnySchema>;
}

export interface Sent {
  params: Record<string, string>;
  query: URLSearchParams;
  /** `undefined` when there was none. */
  body: unknown;
}

const isDate = (text: string) => !Number.isNaN(Date.parse(text));

// Shared by all the fake GitHubs of a process: what is compiled once serves them all.
const ajv = new Ajv({
  strict: false,
  validateFormats: true,
  formats: {
    'date-time': isDate,
    date: isDate,
    uri: (text: string) => URL.canParse(text.replaceAll(/[{}]/g, '_')),
    email: /@/,
    int64: true,
    'repo.nwo': true,
    timestamp: true,
  },
});
const loose = new Ajv({ strict: false, coerceTypes: 'array', formats: { 'date-time': isDate, int64: true } });
const compiled = new Map<string, ValidateFunction>();
let description: Description | undefined;

function load(): Description {
  if (!description) {
    const file = new URL('openapi.generated.json', import.meta.url);
    description = JSON.parse(readFileSync(file, 'utf8')) as Description;
    for (const one of [ajv, loose]) one.addSchema({ $id: 'github', $defs: description.$defs });
  }
  return description;
}

function check(by: Ajv, key: string, schema: AnySchema, value: unknown): string | null {
  let validate = compiled.get(key);
  if (!validate) {
    validate = by.compile(schema);
    compiled.set(key, validate);
  }
  return validate(value) ? null : by.errorsText(validate.errors, { dataVar: '' });
}

/** What is wrong with a request, in words. `key`: `METHOD /path/{parameter}`. */
export function checkRequest(key: string, { params, query, body }: Sent): string[] {
  const operation = load().operations[key];
  if (!operation) return [`${key}: GitHub's description does not have this operation`];
  const found: string[] = [];
  const say = (what: string) => found.push(`${key}: ${what}`);
  for (const { name, in: place, required, schema } of operation.parameters) {
    const value = place === 'path' ? params[name] : (query.get(name) ?? undefined);
    if (value === undefined) {
      if (required) say(`the parameter ${name} is missing`);
      continue;
    }
    const wrong = check(
      loose,
      `${key} ${place} ${name}`,
      { type: 'object', properties: { [name]: schema } },
      { [name]: value },
    );
    if (wrong) say(`the parameter${wrong}`);
  }
  const known = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  for (const name of query.keys()) if (!known.includes(name)) say(`there is no parameter ${name}`);
  if (body === undefined) {
    if (operation.bodyRequired) say('the body is missing');
  } else if (operation.body) {
    const wrong = check(ajv, `${key} body`, closed(operation.body), body);
    if (wrong) say(`the body${wrong}`);
  } else if (Object.keys(body as object).length > 0) say('it takes no body');
  return found;
}

/** GitHub would ignore a property that it does not know; here it is a mistake, at any depth. */
function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(items ? { items: closed(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)])),
          additionalProperties: additionalProperties ?? false,
        }
      : {}),
  };
}

/** What is wrong with a reply of fakehub's own, in words. */
export function checkReply(key: string, status: number, body: unknown): string[] {
  const operation = load().operations[key];
  if (!operation) return [];
  if (!(status in operation.replies)) {
    return status < 400 ? [`${key}: GitHub's description has no reply ${status}`] : [];
  }
  const schema = operation.replies[status];
  if (!schema || body === undefined) return [];
  const wrong = check(ajv, `${key} ${status}`, schema, body);
  return wrong ? [`${key}: reply ${status}${wrong}`] : [];
}
