// `goldgate run ROLE`: one answer of a role's program, JSON in, JSON out, for a pipeline in any language.

import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { exitCode, reasonOf, SetupError } from '../core/errors.ts';
import { visible } from '../report/escape.ts';
import { safeJson } from '../report/json.ts';
import { findRole } from './find-role.ts';
import type { Host } from './host.ts';
import { openConfiguredModel } from './open-model.ts';
import { answer, chooseProgram, NoAnswer } from './serve-program.ts';

export interface RunFlags {
  role: string;
  model?: string;
  config?: string;
}

/** Prints the outputs as one JSON object. Exit code 1: no program has given an answer that is complete. */
export async function run(host: Host, flags: RunFlags): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const role = findRole(config, flags.role);
  const inputs = parseInput(await host.input());
  const { model } = await openConfiguredModel(host, config.model, flags.model);
  const served = await chooseProgram(root, config, role, host.env, model.name);
  try {
    const { outputs, run, fellBack } = await answer(served, role, inputs, model, host.signal);
    const program =
      run === null ? `the untuned program: ${served.run === null ? served.reason : fellBack}` : `the program of ${run}`;
    host.note(`${role.name}: answered by ${visible(program)}\n`);
    host.print(`${safeJson(outputs)}\n`);
    return exitCode.clean;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    host.note(`goldgate: ${visible(error.message)}\n`);
    return exitCode.findings;
  }
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SetupError(`standard input is no JSON: ${reasonOf(error)}; write an object of the role's inputs`);
  }
}
