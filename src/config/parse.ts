// `.github/goldgate.yml` → a configuration with every default, or problems with their lines.

import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { reasonOf } from '../core/errors.ts';
import { findDoubledKeys } from '../core/yaml-keys.ts';
import { globFault } from '../review/globs.ts';
import { findPolicyFaults } from '../review/policy-faults.ts';
import { type Config, completeConfig, configSchema, spellOut, withoutDot } from './config.ts';
import { findMisfits, type Misfit, type Schema } from './misfits.ts';

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
    // An alias may stand within what it names; what has no end cannot be walked, and JSON says so.
    JSON.stringify(written);
  } catch (error) {
    return { problems: [{ line: 1, message: `cannot be read: ${reasonOf(error)}` }] };
  }
  if (written === null) written = {};
  spellOut(written);
  const seen = new Map<string, ConfigProblem>();
  for (const { path, message } of findFaults(written)) {
    if (seen.size === mostProblems) break;
    const problem = { line: lineAt(offsetOf(document, path)), message };
    seen.set(`${problem.line} ${message}`, problem);
  }
  if (seen.size === 0) return { config: completeConfig(written as Record<string, unknown>) };
  return { problems: [...seen.values()].sort((a, b) => a.line - b.line) };
}

/** Without a misfit, what is left is what a schema cannot say. */
function* findFaults(written: unknown): Iterable<Misfit> {
  let fits = true;
  for (const misfit of findMisfits(written, configSchema as Schema)) {
    fits = false;
    yield misfit;
  }
  const { review, datasets } = fits ? (written as Partial<Config>) : {};
  if (!review) return;
  for (const { path, message } of findPolicyFaults(review)) {
    const keys = ['review', ...path];
    yield { path: keys, message: `\`${keys.join('.')}\` ${message}` };
  }
  // Without rules of its own, the policy is over the datasets.
  for (const [index, glob] of (review.rules ? [] : (datasets ?? [])).entries()) {
    const fault = globFault(withoutDot(glob));
    if (fault)
      yield { path: ['datasets', `${index}`], message: `\`datasets.${index}\`, which \`review\` is over, ${fault}` };
  }
}

/** Tells the line of a key in a configuration that parses; of its nearest parent that is there otherwise. */
export function keyLocator(text: string): (keys: string[]) => number {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'error' });
  return (keys) => lineCounter.linePos(offsetOf(document, keys)).line;
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
