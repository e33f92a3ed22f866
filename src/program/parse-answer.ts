// Reads a model's answer into values. Small models stray from the format, so the reading is generous; but it guesses
// only what the answer leaves no doubt about, and what is not there is not made up.

import { coerce, readText } from './coerce.ts';
import { findJsonObject } from './json-answer.ts';
import type { Field, Predictor } from './program.ts';
import { expandedOutputs, fieldPrefix } from './signature.ts';
import type { Value, Values } from './values.ts';

/**
 * The outputs that an answer in the chat format holds. A line `[[ ## name ## ]]` opens a section; the first of a name
 * counts. For a field without such a line, a heading (`## Title`, `**Title:**`, `title:` at the start of a line) does.
 * An answer without any of these may be JSON, or, where the signature has one text output, be that output as a whole.
 * Takes time in proportion to the text.
 */
export function parseAnswer(predictor: Predictor, text: string): Values {
  const fields = expandedOutputs(predictor);
  const sections = sectionsOf(text, fields);
  if (sections.size > 0) return readSections(fields, sections);
  const values = parseJsonAnswer(predictor, text);
  if (Object.keys(values).length > 0) return values;
  const [only, more] = predictor.signature.outputs;
  if (!only || more || only.type !== 'str' || text.split(lineBreak).some(markedHeader)) return {};
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
  for (const [key, value] of Object.entries(object)) if (!members.has(folded(key))) members.set(folded(key), value);
  return collect(fields, (field) => {
    const value = Object.hasOwn(object, field.name) ? object[field.name] : members.get(folded(field.name));
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

function sectionsOf(text: string, fields: readonly Field[]): Map<string, string> {
  const lines = text.split(lineBreak);
  const marks = lines.map(markedHeader);
  const marked = new Set(marks.map((mark) => mark?.name));
  const headings = new Map<string, string>();
  for (const { name } of fields) {
    if (marked.has(folded(name))) continue;
    headings.set(folded(name), name);
    headings.set(folded(fieldPrefix(name).slice(0, -1)), name);
  }
  const names = new Map(fields.map(({ name }) => [folded(name), name]));
  const sections = new Map<string, string>();
  let open: { name: string | null; lines: string[] } = { name: null, lines: [] };
  const close = () => {
    if (open.name !== null && !sections.has(open.name)) sections.set(open.name, open.lines.join('\n').trim());
  };
  for (const [index, line] of lines.entries()) {
    const mark = marks[index];
    const heading = mark ? null : headingIn(line, headings);
    if (mark) {
      close();
      open = { name: names.get(mark.name) ?? null, lines: [mark.rest] };
    } else if (heading) {
      close();
      headings.delete(folded(heading.name));
      headings.delete(folded(fieldPrefix(heading.name).slice(0, -1)));
      open = { name: heading.name, lines: [heading.rest] };
    } else open.lines.push(line);
  }
  close();
  return sections;
}

const lineBreak = /\r\n|\n|\r/;

/** Longer lines are text: a header is short, and so is what is looked at. */
const longestHeader = 200;

interface Header {
  name: string;
  rest: string;
}

/** `[[ ## name ## ]]`, with the spaces, number signs and emphasis that models vary. */
function markedHeader(line: string): Header | null {
  if (!line.includes('[[')) return null;
  const match = /^[\s>*_`#]{0,9}\[\[[\s#]{0,9}(\w{1,99}(?: \w{1,99}){0,9})[\s#]{0,9}\]\][*_`]{0,3}/.exec(
    line.slice(0, longestHeader),
  );
  return match?.[1] === undefined ? null : { name: folded(match[1]), rest: line.slice(match[0].length) };
}

/** `## Title`, `## title ##`, `**Title**`, `**Title:** text`, `Title: text` of one of these fields. */
function headingIn(line: string, headings: ReadonlyMap<string, string>): Header | null {
  if (headings.size === 0 || !/^[#*_\w]/.test(line)) return null;
  const start = line.slice(0, longestHeader);
  const match =
    /^#{1,6}\s{0,9}[*_]{0,3}([\w ]{1,99}?)[*_]{0,3}:?[*_]{0,3}\s{0,9}#{0,6}\s*$/.exec(start) ??
    /^[*_]{2,3}([A-Za-z][\w ]{0,98}?)(?::[*_]{2,3}|[*_]{2,3}:?)(?=\s|$)/.exec(start) ??
    /^([A-Za-z][\w ]{0,98}?):(?=\s|$)/.exec(start);
  const name = match?.[1] === undefined ? undefined : headings.get(folded(match[1]));
  return match && name !== undefined ? { name, rest: line.slice(match[0].length) } : null;
}

const folded = (name: string) => name.trim().toLowerCase().replace(/\s+/g, '_');

/** What a fence around the whole text holds; the text itself when it is not fenced as a whole. */
function unfenced(text: string): string {
  const mark = /^(?:`{3,9}|~{3,9})/.exec(text)?.[0];
  if (mark === undefined || !text.endsWith(`\n${mark}`)) return text;
  const first = text.indexOf('\n');
  const inside = text.slice(first + 1, Math.max(first + 1, text.length - mark.length - 1));
  return inside.includes(`\n${mark}`) || inside.startsWith(mark) ? text : inside.trim();
}
