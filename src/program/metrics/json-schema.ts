// For answers that a program reads on: JSON that a schema describes.

import { parseRecord } from '../../dataset/parse-record.ts';
import { describeErrors, type SchemaError } from '../../dataset/schemas/schema-problems.ts';
import { compileSchema, type Validator } from '../../dataset/schemas/validators.ts';
import { member } from '../../dataset/values.ts';
import type { Metric, Scored } from '../metric.ts';
import type { Values } from '../values.ts';
import { pickField, textIn } from './answer-field.ts';
import { unfence } from './yaml-list.ts';

const longest = 128 * 1024;
const deepest = 64;
const mostReasons = 5;

/**
 * 1 when the field holds JSON that fits the schema (draft 2020-12). Else the share of the schema's top-level keys that
 * are there without fault, one more being the whole; 0 when it is no JSON, too long, too deep, or no object. `where` names
 * the setting in the error of a schema that does not compile.
 */
export function jsonSchema({ field: named, schema }: { field?: string; schema: object }, where: string): Metric {
  const keys = [...new Set([...Object.keys(Object(member(schema, 'properties'))), ...requiredOf(schema)])];
  let compiled: Promise<Validator> | undefined;
  const ready = () => {
    compiled ??= compileSchema(where, schema);
    return compiled;
  };
  return {
    name: named === undefined ? 'json-schema' : `json-schema ${named}`,
    async prepare() {
      await ready();
    },
    async score(example, outputs) {
      const { explain } = await ready();
      const field = pickField(named, example, outputs);
      const nothing = (what: string): Scored => ({ score: 0, weight: 1, reasons: [`\`${field}\` ${what}`] });
      const answer = jsonIn(outputs, field);
      if (answer === null) return nothing('is missing');
      if (answer.length > longest) return nothing(`has ${answer.length} characters, more than ${longest}`);
      const value = parseRecord(Buffer.from(unfence(answer)), deepest);
      if (value === undefined) return nothing(`is no JSON, or nested more than ${deepest} levels deep`);
      if (explain(value)) return { score: 1, weight: 1, reasons: [`\`${field}\` fits the schema`] };
      const errors = explain.errors ?? [];
      return { score: creditOf(value, errors, keys), weight: 1, reasons: tell(field, value, errors) };
    },
  };
}

/** The text that was answered; the value as JSON when it is a list. */
function jsonIn(outputs: Values, field: string): string | null {
  const value = Object.hasOwn(outputs, field) ? outputs[field] : undefined;
  return typeof value === 'object' ? JSON.stringify(value) : textIn(outputs, field);
}

function creditOf(value: unknown, errors: readonly SchemaError[], keys: readonly string[]): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  const faulty = new Set(errors.map(keyOf));
  return keys.filter((key) => !faulty.has(key) && Object.hasOwn(value, key)).length / (keys.length + 1);
}

/** The top-level key that an error is about; `null` for the whole. */
function keyOf({ instancePath, keyword, params }: SchemaError): string | null {
  const [, key] = instancePath.split('/', 2);
  if (key !== undefined) return key.replaceAll('~1', '/').replaceAll('~0', '~');
  return keyword === 'required' ? String(params.missingProperty) : null;
}

function tell(field: string, value: unknown, errors: readonly SchemaError[]): string[] {
  const problems = describeErrors(value, errors).map(({ message }) => `\`${field}\`: ${message}`);
  const more = problems.length - mostReasons;
  return more > 0 ? [...problems.slice(0, mostReasons), `\`${field}\`: ${more} more faults`] : problems;
}

function requiredOf(schema: object): string[] {
  const required = member(schema, 'required');
  return Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [];
}
