// `.github/goldgate.yml` → a configuration with every default, or problems with their lines.

import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { reasonOf } from '../core/errors.ts';
import { findDoubledKeys } from '../core/yaml-keys.ts';
import { type Config, completeConfig, spellOut } from './config.ts';
import validate from './validator.generated.js';

export interface ConfigProblem {
  line: number;
  message: string;
}

const largestConfig = 256 * 1024;
/** Of what the schema finds: to look each one’s line up takes time. */
const mostProblems = 100;

/** Returns the configuration, or the problems that keep it from being one. Never throws. */
export function parseConfig(text: string): { config: Config } | { problems: ConfigProblem[] } {
  if (text.length > largestConfig) return { problems: [{ line: 1, message: 'is larger than 256 KiB' }] };
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  if (document.errors.length > 0) {
    const [deep] = document.errors.filter(({ message }) => /call stack|stack overflow/i.test(message));
    if (deep) return { problems: [{ line: lineAt(deep.pos[0]), message: 'is nested too deeply' }] };
    return { problems: document.errors.map((error) => ({ line: lineAt(error.pos[0]), message: error.message })) };
  }
  const doubled = findDoubledKeys(document);
  if (doubled.length > 0) {
    return {
      problems: doubled.map(({ key, offset }) => ({ line: lineAt(offset), message: `\`${key}\` stands twice` })),
    };
  }
  let written: unknown;
  try {
    written = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    return { problems: [{ line: 1, message: `cannot be read: ${reasonOf(error)}` }] };
  }
  if (written === null) written = {};
  spellOut(written);
  if (validate(written)) return { config: completeConfig(written as Record<string, unknown>) };

  const lineOf = (path: string[]) => lineAt(offsetOf(document, path));
  const seen = new Map<string, ConfigProblem>();
  for (const error of (validate.errors ?? []).slice(0, mostProblems)) {
    const path = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const extra = error.params.additionalProperty as string | undefined;
    const where = [...path, ...(extra === undefined ? [] : [extra])];
    const problem = { line: lineOf(where), message: describe(error, path.join('.'), extra) };
    seen.set(`${problem.line} ${problem.message}`, problem);
  }
  return { problems: [...seen.values()].sort((a, b) => a.line - b.line) };
}

/** The line of a key in a configuration that parses; of its nearest parent that is there otherwise. */
export function locateKey(text: string, keys: string[]): number {
  const lineCounter = new LineCounter();
  return lineCounter.linePos(offsetOf(parseDocument(text, { lineCounter, logLevel: 'error' }), keys)).line;
}

function offsetOf(document: Document.Parsed, path: string[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path[length - 1]) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as { range?: [number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

interface SchemaError {
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

function describe(error: SchemaError, where: string, extra: string | undefined): string {
  if (extra !== undefined) return `unknown key \`${extra}\`${where ? ` in \`${where}\`` : ''}`;
  const subject = where ? `\`${where}\`` : 'the file';
  const allowed = error.params.allowedValues;
  if (Array.isArray(allowed)) return `${subject} must be one of ${allowed.join(', ')}`;
  return `${subject} ${error.message ?? 'is not valid'}`;
}
