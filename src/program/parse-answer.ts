// Reads a model's answer into values. Small models stray from the format, so the reading is generous; but it guesses
// only what the answer leaves no doubt about, and what is not there is not made up.

import { findSections, foldName } from './answer-sections.ts';
import { coerce, readText } from './coerce.ts';
import { findJsonObject } from './json-answer.ts';
import type { Field, Predictor } from './program.ts';
import { expandedOutputs } from './signature.ts';
import type { Value, Values } from './values.ts';

/**
 * The outputs that an answer in the chat format holds. A line `[[ ## name ## ]]` opens a section; the first of a name
 * counts. For a field without such a line, a heading (`## Title`, `**Title:**`, `title:` at the start of a line) does.
 * An answer without any of these may be JSON, or, where the signature has one text output, be that output as a whole.
 * Takes time in proportion to the text.
 */
export function parseAnswer(predictor: Predictor, text: string): Values {
  const fields = expandedOutputs(predictor);
  const { sections, marked } = findSections(unfenced(text.trim()), fields);
  if (sections.size > 0) return readSections(fields, sections);
  const values = parseJsonAnswer(predictor, text);
  if (Object.keys(values).length > 0) return values;
  const [only, more] = predictor.signature.outputs;
  if (!only || more || only.type !== 'str' || marked) return {};
  const whole = readSection(only, text);
  return whole === undefined ? {} : { [only.name]: whole };
}

/** The outputs that an answer in JSON mode holds; keys count in any case, also one level down in a wrapper. */
export function parseJsonAnswer(predictor: Predictor, text: string): Values {
  const fields = expandedOutputs(predictor);
  const object = findJsonObject(text);
  if (!object) return {};
  const values = readMembers(fields, object);
  const [wrapped, more] = Object.values(object);
  const inside = typeof wrapped === 'object' && wrapped !== null && !Array.isArray(wrapped) && more === undefined;
  return inside && Object.keys(values).length === 0 ? readMembers(fields, wrapped as Record<string, unknown>) : values;
}

function readMembers(fields: readonly Field[], object: Record<string, unknown>): Values {
  const members = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) if (!members.has(foldName(key))) members.set(foldName(key), value);
  return collect(fields, (field) => {
    const value = Object.hasOwn(object, field.name) ? object[field.name] : members.get(foldName(field.name));
    return typeof value === 'string' ? readSection(field, value) : coerce(field, value);
  });
}

function readSections(fields: readonly Field[], sections: ReadonlyMap<string, string>): Values {
  return collect(fields, (field) => {
    const text = sections.get(field.name);
    return text === undefined ? undefined : readSection(field, text);
  });
}

function collect(fields: readonly Field[], read: (field: Field) => Value | undefined): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = read(field);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

/** A blank section is an absent field: a model that leaves one empty has not answered it. */
function readSection({ type }: Field, text: string): Value | undefined {
  const bare = unfenced(text.trim());
  return bare === '' ? undefined : readText(type, bare);
}

/** What a fence around the whole text holds; the text itself when it is not fenced as a whole. */
function unfenced(text: string): string {
  const mark = /^(?:`{3,9}|~{3,9})/.exec(text)?.[0];
  if (mark === undefined || !text.endsWith(`\n${mark}`)) return text;
  const first = text.indexOf('\n');
  const inside = text.slice(first + 1, Math.max(first + 1, text.length - mark.length - 1));
  return inside.includes(`\n${mark}`) || inside.startsWith(mark) ? text : inside.trim();
}
