// `import { loadProgram } from 'goldgate/runtime'`: a role's program in a Node application, the optimized one where the
// rollout allows it. Everything in its public types stands in this file.

import { readConfigFile } from './adapters/config-file.ts';
import { findRoot } from './adapters/root.ts';
import { findRole } from './commands/find-role.ts';
import { openConfiguredModel } from './commands/open-model.ts';
import { answer, chooseProgram } from './commands/serve-program.ts';

export interface LoadOptions {
  /** A folder of the repository that holds `.github/goldgate.yml` and the recorded pilots; the current one if absent. */
  cwd?: string;
  /** The configuration in place of `.github/goldgate.yml`, relative to the repository's top folder. */
  config?: string;
  /** The model, in place of the configured one. */
  model?: string;
  /** In place of `process.env`. */
  env?: Readonly<Record<string, string | undefined>>;
}

export interface ProgramAnswer {
  /** By output field. Lists stand as YAML texts where the field is a text. */
  outputs: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** The run whose program answered; `null` for the untuned program. */
  run: string | null;
  tokens: { input: number; output: number };
  /** Latency of the slowest call, seconds. */
  seconds: number;
  /** Why the untuned program had to answer in place of the optimized one; `null` when it did not. */
  fellBack: string | null;
}

export interface LoadedProgram {
  role: string;
  /** The run whose program is in use; `null` for the untuned program. */
  run: string | null;
  /** Why that program. */
  reason: string;
  /**
   * One answer, complete and within the role's limit; the untuned program is asked when the optimized one fails.
   * Rejects when neither answers, when an input is missing, and when the endpoint refuses.
   */
  answer(inputs: Readonly<Record<string, unknown>>, options?: { signal?: AbortSignal }): Promise<ProgramAnswer>;
}

/**
 * Opens the model, reads the flag (`rollout` and `USE_OPTIMIZED_PROGRAMS`), and takes the optimized program or the
 * untuned one; no call is made yet. Rejects for a role that nobody declared, a broken configuration, and without a model.
 */
export async function loadProgram(name: string, options: LoadOptions = {}): Promise<LoadedProgram> {
  const { cwd = process.cwd(), env = process.env } = options;
  const root = findRoot(cwd) ?? cwd;
  const { config } = await readConfigFile(root, options.config);
  const role = findRole(config, name);
  const { model } = await openConfiguredModel({ env, cwd }, config.model, options.model);
  const served = await chooseProgram(root, config, role, env, model.name);
  return {
    ...{ role: name, run: served.run, reason: served.reason },
    async answer(inputs, { signal = new AbortController().signal } = {}) {
      const { outputs, run, usage, fellBack } = await answer(served, role, inputs, model, signal);
      return { outputs, run, tokens: usage.tokens, seconds: usage.seconds, fellBack };
    },
  };
}
