// Where the configuration stands, in the working tree or at a commit, and what to say when it is broken.

import { type Config, defaultConfig } from '../config/config.ts';
import { type ConfigProblem, parseConfig } from '../config/parse.ts';
import { SetupError } from '../core/errors.ts';
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

function renderProblems(problems: ConfigProblem[], path: string): string {
  return problems.map(({ line, message }) => `${path}:${line}: ${message}`).join('\n');
}
