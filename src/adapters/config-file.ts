// Where the configuration stands, in the working tree or at a commit, and what to say when it is broken.

import { type Baseline, parseBaseline } from '../config/baseline.ts';
import { type Config, defaultConfig } from '../config/config.ts';
import { type ConfigProblem, parseConfig } from '../config/parse.ts';
import { reasonOf, SetupError } from '../core/errors.ts';
import { readText } from './workspace.ts';

export const defaultConfigPath = '.github/goldgate.yml';
const largest = 1024 * 1024;

export interface ConfigFile {
  config: Config;
  path: string;
  /** `null` when there is no file and the defaults hold. */
  text: string | null;
}

/** Reads the configuration below `root`. Throws SetupError when a named file is absent or the file is broken. */
export async function readConfigFile(root: string, path?: string): Promise<ConfigFile> {
  const where = path ?? defaultConfigPath;
  const text = await readText(root, where, largest);
  if (text === null && path !== undefined)
    throw new SetupError(`${path} does not exist; \`goldgate init\` writes a configuration`);
  return { config: configOf(text, where), path: where, text };
}

/** The configuration that a text declares; the defaults for `null`. Throws SetupError with every problem's line. */
export function configOf(text: string | null, path: string): Config {
  if (text === null) return defaultConfig;
  const parsed = parseConfig(text);
  if ('config' in parsed) return parsed.config;
  throw new SetupError(renderProblems(parsed.problems, path));
}

/** The baseline that a text holds. Throws SetupError when it is none. */
export function baselineOf(text: string, path: string): Baseline {
  try {
    return parseBaseline(text);
  } catch (error) {
    throw new SetupError(`${path} is broken: ${reasonOf(error)}; \`goldgate check --write-baseline\` writes a new one`);
  }
}

const mostProblems = 20;

function renderProblems(problems: ConfigProblem[], path: string): string {
  const lines = problems.slice(0, mostProblems).map(({ line, message }) => `${path}:${line}: ${message}`);
  if (problems.length > mostProblems) lines.push(`${path}: and ${problems.length - mostProblems} more problems`);
  return lines.join('\n');
}
