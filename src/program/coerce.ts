// A text or JSON value as the value of a field: generous about dress, strict about substance. What does not fit is no
// value, and the field counts as missing.

import { blockYaml } from './block-yaml.ts';
import type { Field, FieldType } from './program.ts';
import type { Value } from './values.ts';

/** A JSON value for a field, nested at most a few hundred levels; `undefined` when it does not fit the type. */
export function coerce(field: Field, value: unknown): Value | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return readText(field.type, value);
  if (field.type === 'str') return typeof value === 'object' ? blockYaml(value) : String(value);
  if (field.type === 'list[str]') return texts(value);
  if (typeof value === 'object') return undefined;
  return readText(field.type, String(value));
}

/** What a text says under a type: the text itself, a number, a truth, a choice in any case, the entries of a list. */
export function readText(type: FieldType, text: string): Value | undefined {
  if (type === 'str') return text;
  if (type === 'list[str]') return listIn(text);
  const bare = undressed(text);
  if (typeof type === 'object') return choice(type.literal, text.trim()) ?? choice(type.literal, bare);
  const word = bare.toLowerCase();
  if (type === 'bool') return /^(?:true|yes)$/.test(word) ? true : /^(?:false|no)$/.test(word) ? false : undefined;
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(word)) return undefined;
  const number = Number(word);
  return Number.isFinite(number) && (type === 'float' || Number.isSafeInteger(number)) ? number : undefined;
}

/** Without the quotes, emphasis, code marks and full stop around a short value. */
function undressed(text: string): string {
  const bare = text.trim();
  return bare.length > 1000 ? bare : bare.replace(/^["'`*_]+/, '').replace(/["'`*_.]+$/, '');
}

function choice(options: readonly string[], text: string): string | undefined {
  return (
    options.find((option) => option === text) ?? options.find((option) => option.toLowerCase() === text.toLowerCase())
  );
}

const longestList = 1024 * 1024;

/** A JSON array, or lines that are all bulleted or numbered; a line further in goes on with the entry above it. */
function listIn(text: string): readonly string[] | undefined {
  const whole = text.trim();
  if (whole.length > longestList) return undefined;
  if (whole.startsWith('[')) {
    const list = jsonIn(whole) ?? jsonIn(singleQuoted(whole));
    return list === undefined ? undefined : texts(list);
  }
  const entries: string[] = [];
  for (const line of whole.split(/\r\n|\n|\r/)) {
    const entry = /^\s{0,3}(?:[-*+•]|\d{1,9}[.)]|\[\d{1,9}\])(?:\s+|$)(.*)$/.exec(line)?.[1];
    if (entry !== undefined) entries.push(entry.trim());
    else if (line.trim() === '') continue;
    else if (entries.length > 0 && /^\s/.test(line)) entries.push(`${entries.pop()} ${line.trim()}`.trim());
    else return undefined;
  }
  return entries.length > 0 ? entries.map((entry) => quotedJson(entry) ?? entry) : undefined;
}

function texts(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list) || list.some((entry) => typeof entry === 'object')) return undefined;
  return list.map(String);
}

/** Python's way to write a list of texts, as JSON; only where no text holds a quote. */
function singleQuoted(text: string): string {
  return text.includes('"') ? '' : text.replaceAll("'", '"');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quotedJson(entry: string): string | undefined {
  const value = /^".*"$/.test(entry) ? jsonIn(entry) : undefined;
  return typeof value === 'string' ? value : undefined;
}
