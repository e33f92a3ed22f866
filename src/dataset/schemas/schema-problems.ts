// ajv says which keyword failed; people want to know what was found and what was expected, in a sentence.

import { valueAt } from '../scan/pointer.ts';
import { quote } from '../scan/quote.ts';

/** The part of ajv's ErrorObject that is read here. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

export interface SchemaProblem {
  /** RFC 6901, of the value at fault; of the object, when a key is missing or unknown. */
  pointer: string;
  message: string;
}

/** A record with more faults than this lists the first ones; the last message says how many were left out. */
const mostOfARecord = 100;
const choiceWords = new Set(['anyOf', 'oneOf']);
/** Say nothing that the errors beside them do not say better. */
const silent = new Set(['if', 'allOf', '$ref', '$dynamicRef', 'properties']);

/** One sentence for each error of a record, in the order of ajv. The branches of `anyOf` and `oneOf` are one error. */
export function describeErrors(record: unknown, errors: readonly SchemaError[]): SchemaProblem[] {
  const choices = new Set<string>();
  for (const { keyword, schemaPath } of errors) if (choiceWords.has(keyword)) choices.add(schemaPath);
  const isBranch = ({ schemaPath }: SchemaError) => {
    for (
      let end = schemaPath.lastIndexOf('/');
      choices.size > 0 && end > 0;
      end = schemaPath.lastIndexOf('/', end - 1)
    ) {
      if (choices.has(schemaPath.slice(0, end))) return true;
    }
    return false;
  };
  const told = errors.filter((error) => !silent.has(error.keyword) && !isBranch(error));
  const listed = (told.length > 0 ? told : errors).slice(0, mostOfARecord);
  const problems = listed.map((error) => describe(record, error));
  const last = problems.at(-1);
  if (last && told.length > listed.length) last.message += ` (and ${told.length - listed.length} more in this record)`;
  return problems;
}

function describe(record: unknown, error: SchemaError): SchemaProblem {
  const pointer = error.instancePath;
  const value = valueAt(record, pointer);
  return { pointer, message: `${placeOf(pointer)}: ${sentence(error, value)}` };
}

/** A record that is no object at all, whatever the schema says. */
export function notAnObject(record: unknown): SchemaProblem {
  return { pointer: '', message: `${placeOf('')}: expected an object, found ${found(record)}` };
}

function placeOf(pointer: string): string {
  return pointer === '' ? 'the record' : `\`${shorten(pointer)}\``;
}

function sentence({ keyword, params, message }: SchemaError, value: unknown): string {
  switch (keyword) {
    case 'required':
      return `required key \`${shorten(params.missingProperty)}\` is missing; found ${keysOf(value)}`;
    case 'type':
      return `expected ${[params.type].flat().map(typeNoun).join(' or ')}, found ${found(value)}`;
    case 'enum':
      return `expected one of ${quoteList(params.allowedValues as unknown[])}, found ${found(value)}`;
    case 'const':
      return `expected ${quote(params.allowedValue)}, found ${found(value)}`;
    case 'pattern':
      return `expected a text that matches ${shorten(params.pattern)}, found ${found(value)}`;
    case 'minLength':
      return value === ''
        ? 'expected a text, found an empty one'
        : `expected at least ${params.limit} characters, found ${found(value)}`;
    case 'additionalProperties':
      return `the key \`${shorten(params.additionalProperty)}\` is not allowed here`;
    case 'unevaluatedProperties':
      return `the key \`${shorten(params.unevaluatedProperty)}\` is not allowed here`;
    case 'anyOf':
    case 'oneOf':
      return `found ${found(value)}, which fits ${params.passingSchemas ? 'more than one' : 'none'} of the shapes that the schema allows`;
    default:
      return `${message ?? `breaks "${keyword}"`}, found ${found(value)}`;
  }
}

function found(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object with ${keysOf(value)}`;
  return value === undefined ? 'nothing' : quote(value);
}

function keysOf(value: unknown): string {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0) return 'no keys';
  const shown = keys.slice(0, 12).map(shorten).join(', ');
  return `keys ${shown}${keys.length > 12 ? ` and ${keys.length - 12} more` : ''}`;
}

function typeNoun(type: unknown): string {
  const nouns: Record<string, string> = { string: 'a text', array: 'a list', object: 'an object', null: 'null' };
  return nouns[String(type)] ?? `${type === 'integer' ? 'an' : 'a'} ${type}`;
}

function quoteList(values: unknown[]): string {
  const shown = values.slice(0, 12).map(quote).join(', ');
  return values.length > 12 ? `${shown} and ${values.length - 12} more` : shown;
}

/** Names out of the data without their control characters, at a length that leaves the sentence readable. */
function shorten(name: unknown): string {
  return quote(String(name)).replace(/^"|"$/g, '');
}
