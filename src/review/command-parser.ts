// What a comment asks for, if anything: its first line of text, read against the one table.

import { nearest } from '../core/nearest.ts';
import { commandTable, usageOf, type Verb, verbs } from './command-table.ts';
import { parseWords, type Words, withoutInvisible } from './command-words.ts';

export interface Command {
  verb: Verb;
  words: readonly string[];
  /** Only of a verb that takes some; which ones there are is looked at where it acts. */
  options: Words['options'];
}

export type Asked =
  | { kind: 'command'; command: Command }
  /** Meant for us, and not to be acted on. `message` is one plain sentence without its full stop. */
  | { kind: 'faulty'; message: string };

const longestLine = 600;
const longestWord = 100;

/**
 * `null` when there is nothing to answer: no line of text begins with `/`, or its verb is neither ours nor nearly so, for
 * other bots have commands of their own. `/goldgate VERB` is always ours.
 */
export function parseCommand(body: string): Asked | null {
  const line = firstLine(withoutInvisible(body));
  const [, first, rest = ''] = /^ {0,3}\/([a-z][a-z-]*)(?=\s|$)(.*)$/is.exec(line ?? '') ?? [];
  if (first === undefined) return null;
  const said = first.toLowerCase();
  if (said !== 'goldgate') return parseLine(said, rest, nearVerb(said));
  const [, verb = 'help', more = ''] = /^\s+\/?([^\s]+)(.*)$/s.exec(rest) ?? [];
  return parseLine(verb.toLowerCase(), more, nearVerb(verb.toLowerCase()) ?? 'help');
}

function parseLine(said: string, rest: string, meant: Verb | null): Asked | null {
  const verb = verbs.find((known) => known === said);
  if (verb === undefined) {
    if (meant === null) return null;
    const hint = meant === 'help' ? '`/help` lists those that there are' : `did you mean \`/${meant}\`?`;
    return faulty(`there is no command ${quoted(said)}; ${hint}`);
  }
  if (rest.length > longestLine) return faulty(`a command has at most ${longestLine} characters`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: nobody types one.
  if (/[\x00-\x08\x0b-\x1f\x7f]/.test(rest)) return faulty('the line holds a control character');
  const words = parseWords(rest);
  const usage = `the usage is \`${usageOf(verb)}\``;
  if (words === null) return faulty(`a quote is out of place; ${usage}`);
  const problem = problemOf(verb, words);
  if (problem !== null) return faulty(`${problem}; ${usage}`);
  return { kind: 'command', command: { verb, words: words.plain, options: words.options } };
}

function problemOf(verb: Verb, { plain, options }: Words): string | null {
  const { slots, options: takesOptions } = commandTable[verb];
  const long = [...plain, ...options.flat()].find((word) => (word?.length ?? 0) > longestWord);
  if (long != null) return `${quoted(long)} is longer than ${longestWord} characters`;
  const [option] = options;
  if (takesOptions === null && option) return `\`/${verb}\` takes no option ${quoted(`--${option[0]}`)}`;
  const missing = slots.find(({ required }, index) => required && index >= plain.length);
  if (missing) return `it lacks ${missing.takes}`;
  for (const [index, word] of plain.entries()) {
    const slot = slots[index];
    if (!slot) return `${quoted(word)} is one word too many`;
    if (!slot.accepts.test(word)) return `${quoted(word)} is not ${slot.takes}`;
  }
  return null;
}

/** The first line of text outside fences, quotes and HTML comments; `null` when there is none. */
function firstLine(body: string): string | null {
  let inside: RegExp | null = null;
  for (const line of body.split(/\r\n?|\n/)) {
    if (inside) {
      if (inside.test(line)) inside = null;
      continue;
    }
    const [, fence] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
    if (fence) inside = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`);
    else if (/^ {0,3}<!--/.test(line)) inside = line.includes('-->') ? null : /-->/;
    // A paragraph in a quote goes on until a blank line, with or without its `>`.
    else if (/^ {0,3}>/.test(line)) inside = /^\s*$/;
    else if (line.trim() !== '') return line;
  }
  return null;
}

/** The verb that is one letter away, or has its letters swapped; more would answer commands of other bots. */
function nearVerb(said: string): Verb | null {
  const strays = (a: string, b: string) => [...a].reduce((left, letter) => left.replace(letter, ''), b).length;
  return (
    verbs.find((verb) => nearest(said, verbs).includes(verb) && strays(said, verb) <= 1 && strays(verb, said) <= 1) ??
    null
  );
}

const faulty = (message: string): Asked => ({ kind: 'faulty', message });
const quoted = (word: string) => `\`${(word.length > 40 ? `${word.slice(0, 40)}…` : word).replaceAll('`', '’')}\``;
