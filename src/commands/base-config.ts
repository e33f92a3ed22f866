// No self-disarming: in a pull request the configuration and the baseline of its base judge, the head's are compared.

import { posix } from 'node:path';
import type { Base } from '../adapters/base.ts';
import { baselineOf } from '../adapters/config-file.ts';
import { listTree, readText as readTextAt } from '../adapters/git.ts';
import { readText, standingOf } from '../adapters/workspace.ts';
import { type Baseline, parseBaseline } from '../config/baseline.ts';
import { type Config, defaultConfig } from '../config/config.ts';
import { checkBaselineGrowth, checkLoosening } from '../config/loosening.ts';
import { keyLocator, parseConfig } from '../config/parse.ts';
import { reasonOf } from '../core/errors.ts';
import type { Draft } from '../core/finding.ts';

const largest = 16 * 1024 * 1024;

export interface Compared {
  /** What judges. */
  config: Config;
  baseline: Baseline | null;
  loosened: Draft[];
  notes: string[];
  /** Reads a role's schema where the judging configuration stands; `null` when it is not there. */
  schemaAt: (path: string) => Promise<string | null>;
}

/**
 * A base whose own configuration is broken, or that a shallow clone does not reach (`null`), counts as one without.
 * Throws SetupError for a broken baseline there.
 */
export async function compareWithBase(
  root: string,
  base: Base | null,
  head: { path: string; text: string | null },
): Promise<Compared> {
  const atTip = async (path: string) => base && (await readTextAt(root, base.tip, path, largest));
  const baseText = await atTip(head.path);
  const parsed = head.text === null ? { config: defaultConfig } : parseConfig(head.text);
  const loosened: Draft[] = [];
  const notes: string[] = [];
  if ('problems' in parsed) {
    for (const { line, message } of parsed.problems) {
      loosened.push({
        path: head.path,
        line,
        message: `${message}; merged like this, the gate stops working`,
        identity: `broken ${message}`,
      });
    }
  }
  const headConfig = 'config' in parsed ? parsed.config : null;
  const atBase = baseText === null ? null : parseConfig(baseText);
  let config: Config;
  if (atBase && 'config' in atBase) config = atBase.config;
  else {
    // Whoever brings or mends a configuration says where things stand; how strict the gate is, the defaults say.
    const stands = async (path: string) =>
      base ? (await listTree(root, base.tip, path)).length > 0 : (await standingOf(root, path)) !== 'missing';
    config = headConfig ? await adopt(headConfig, stands) : defaultConfig;
    const why = base
      ? `The base has ${atBase ? 'a broken' : 'no'} configuration`
      : 'The base’s configuration is not in this clone';
    notes.push(`${why}: the rules are the defaults, and so are the paths of what stands there already.`);
  }
  if (headConfig) {
    const { text } = head;
    // What the change did is told from where it started; what judges may have moved on since.
    const startText = base && (await readTextAt(root, base.commit, head.path, largest));
    const start = startText === null ? null : parseConfig(startText);
    const before = start && 'config' in start ? start.config : config;
    const lineOf = text === null ? () => 1 : keyLocator(text);
    loosened.push(...checkLoosening(before, headConfig, head.path, lineOf));
  }
  const before = await atTip(config.baseline);
  const baseline = before === null ? null : baselineOf(before, `${config.baseline} at the base`);
  const after = await readText(root, config.baseline, largest);
  if (after !== null && after !== before) {
    try {
      loosened.push(...checkBaselineGrowth(baseline ?? new Map(), parseBaseline(after), config.baseline));
    } catch (error) {
      loosened.push({
        path: config.baseline,
        line: 1,
        message: `is broken: ${reasonOf(error)}`,
        identity: 'broken baseline',
      });
    }
  }
  const schemaAt = async (path: string) => {
    const text = await atTip(path);
    // A role that the base does not know brings its own schema.
    return text === null && !(atBase && 'config' in atBase) ? readText(root, path, largest) : text;
  };
  return { config, baseline, loosened, notes, schemaAt };
}

/** Where a configuration says that things stand, but not for what stood at its default place before. */
async function adopt(head: Config, stands: (path: string) => Promise<boolean>): Promise<Config> {
  const config: Config = { ...defaultConfig, record: head.record, model: head.model };
  for (const key of ['manifest', 'expectations', 'testcases', 'stories', 'tasks'] as const) {
    if (!(await stands(config[key]))) config[key] = head[key];
  }
  const gated = await stands(posix.dirname(defaultConfig.manifest));
  if (!gated) return { ...config, datasets: head.datasets, roles: head.roles };
  const more = head.datasets.filter((glob) => !glob.startsWith('!'));
  return { ...config, datasets: [...new Set([...config.datasets, ...more])] };
}
