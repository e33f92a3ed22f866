// Reads a YAML list of objects and keeps the line of every value. Walks the nodes itself: nothing is expanded, so a
// bomb of aliases stays small, and an id such as 010 stays the text that it is.

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { findTooDeep } from '../core/yaml-depth.ts';
import { findDoubledKeys } from '../core/yaml-keys.ts';
import type { LinedText, Problem } from './facts.ts';

const largestFile = 1024 * 1024;
const mostAliases = 100;
const mostProblems = 100;

export interface YamlItem {
  line: number;
  /** A single text; `null` when it is absent or empty. Anything but a text or number is a problem. */
  text(key: string): LinedText | null;
  /** A list of texts; a single text counts as its lines. Absent: none. */
  texts(key: string): LinedText[];
}

/** The items of the top-level list, or of the list under `key`. Never throws: trouble goes to `problems`. */
export function parseYamlList(yaml: string, key: string): { items: YamlItem[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (line: number, message: string) => {
    if (problems.length < mostProblems) problems.push({ line, message });
    else if (problems.length === mostProblems)
      problems.push({ line, message: 'More follow: mend the first ones first.' });
  };
  if (yaml.length > largestFile) {
    report(1, `The file has ${yaml.length} characters, more than ${largestFile}: split it.`);
    return { items: [], problems };
  }
  const deep = findTooDeep(yaml);
  if (deep !== null) {
    report(yaml.slice(0, deep).split('\n').length, 'Nested too deeply.');
    return { items: [], problems };
  }
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    ...{ lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' },
  });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  for (const error of document.errors) report(lineAt(error.pos[0]), `Not valid YAML: ${error.message}`);
  const doubled = document.errors.length === 0 ? findDoubledKeys(document) : [];
  for (const { offset } of doubled) report(lineAt(offset), 'Not valid YAML: Map keys must be unique');

  let aliases = 0;
  const resolve = (node: unknown): Node | null => {
    if (!isAlias(node)) return node as Node | null;
    if (++aliases === mostAliases + 1) report(lineAt(node.range?.[0] ?? 0), `More than ${mostAliases} aliases.`);
    return aliases > mostAliases ? null : (node.resolve(document) ?? null);
  };
  const lineOf = (node: unknown) => lineAt((node as Node | null)?.range?.[0] ?? 0);
  const scalarText = (node: Node | null, what: string): LinedText | null => {
    if (node === null || (isScalar(node) && node.value === null)) return null;
    if (!isScalar(node)) {
      report(lineOf(node), `${what} is a ${isSeq(node) ? 'list' : 'map'}, expected a text.`);
      return null;
    }
    const plain = node.type === Scalar.PLAIN && typeof node.value !== 'string';
    const text = String(plain ? node.source : node.value).trim();
    return text === '' ? null : { line: lineOf(node), text };
  };
  const item = (map: YAMLMap, line: number): YamlItem => {
    const get = (key: string) => resolve(map.get(key, true) ?? null);
    return {
      line,
      text: (key) => scalarText(get(key), `\`${key}\``),
      texts(key) {
        const node = get(key);
        if (!isSeq(node)) {
          const whole = scalarText(node, `\`${key}\``);
          const block = isScalar(node) && node.type === Scalar.BLOCK_LITERAL ? 1 : 0;
          return (whole?.text.split('\n') ?? [])
            .map((text, index) => ({ line: whole ? whole.line + block * (index + 1) : 1, text: bare(text) }))
            .filter(({ text }) => text !== '');
        }
        return node.items.flatMap((entry) => {
          const text = scalarText(resolve(entry), `An entry of \`${key}\``);
          const empty = isScalar(entry) && String(entry.value ?? '').trim() === '';
          if (empty) report(lineOf(entry), `An entry of \`${key}\` is empty.`);
          return text ? [text] : [];
        });
      },
    };
  };

  const root = resolve(document.contents);
  const list = isMap(root) ? resolve(root.get(key, true) ?? null) : root;
  if (!isSeq(list)) {
    if (problems.length === 0) report(lineOf(list), `Expected a list, or a list under \`${key}:\`.`);
    return { items: [], problems };
  }
  const items = list.items.flatMap((entry) => {
    const node = resolve(entry);
    if (isMap(node)) return [item(node, lineOf(entry))];
    report(lineOf(entry), `An entry of \`${key}\` is no object.`);
    return [];
  });
  return { items, problems };
}

/** A line of a block text without its bullet. */
const bare = (text: string) => text.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '').trim();
