// The program of a role that is in use: the optimized one where the flag allows it, else the untuned one; run within the
// role's limit, its answer checked, and the untuned one asked where the optimized one fails.

import { join } from 'node:path';
import { systemClock } from '../adapters/model-clock.ts';
import { readRunFile } from '../adapters/run-folder.ts';
import type { Config } from '../config/config.ts';
import { reasonOf, SetupError } from '../core/errors.ts';
import { persistent } from '../optimize/retry.ts';
import { pilotFolder } from '../pilots/layout.ts';
import type { Snapshot } from '../pilots/run-files.ts';
import { checkSnapshot, parseSnapshot, signatureSha256 } from '../pilots/snapshot.ts';
import { coerce } from '../program/coerce.ts';
import { parseProgram } from '../program/compiled.ts';
import { programInputs } from '../program/declared-program.ts';
import { type Model, ModelError, type Usage } from '../program/model.ts';
import { runProgram } from '../program/predict.ts';
import type { FieldType, Program } from '../program/program.ts';
import type { Role } from '../program/role.ts';
import type { Values } from '../program/values.ts';

export interface Served {
  /** The run whose program is in use; `null` for the untuned one. */
  run: string | null;
  program: Program;
  /** Why that one: the flag, or what is wrong with the optimized program. */
  reason: string;
}

export interface Answer {
  outputs: Values;
  run: string | null;
  usage: Usage;
  /** Why the untuned program had to answer; `null` when it did not. */
  fellBack: string | null;
}

/** No output of the program that is in use, and none of the untuned one. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * `rollout` names the run; `USE_OPTIMIZED_PROGRAMS=0` can only switch it off. An optimized program that is missing, not
 * the one that its snapshot was taken of, no Go, or tuned for another role or `model` than is asked, is not used.
 */
export async function chooseProgram(
  root: string,
  { rollout, optimizer }: Pick<Config, 'rollout' | 'optimizer'>,
  role: Role,
  env: Readonly<Record<string, string | undefined>>,
  model?: string,
): Promise<Served> {
  const untuned = (reason: string): Served => ({ run: null, program: role.program, reason });
  const run = Object.hasOwn(rollout, role.name) ? rollout[role.name] : undefined;
  if (run === undefined) return untuned(`\`rollout\` names no run for ${role.name}`);
  const flag = env.USE_OPTIMIZED_PROGRAMS?.trim().toLowerCase();
  if (flag !== undefined && ['0', 'false', 'off', 'no'].includes(flag)) {
    return untuned('USE_OPTIMIZED_PROGRAMS switches optimized programs off');
  }
  const folder = join(root, pilotFolder(optimizer, run));
  try {
    const [program, text] = [await readRunFile(folder, 'program.json'), await readRunFile(folder, 'snapshot.json')];
    if (program === null || text === null) return untuned(`${run} is not recorded in ${folder}`);
    const snapshot = parseSnapshot(text, join(folder, 'snapshot.json'));
    const problem = checkSnapshot(snapshot, { program })[0]?.message ?? unfitness(snapshot, run, role, model);
    if (problem) return untuned(`${folder}: ${problem}`);
    const parsed = parseProgram(program, role, join(folder, 'program.json'));
    return { run, program: parsed, reason: `\`rollout\` names ${run}` };
  } catch (error) {
    if (error instanceof SetupError) return untuned(error.message);
    throw error;
  }
}

/** Why a recorded run is not what the rollout takes it for; `null` when it is. */
function unfitness(snapshot: Snapshot, run: string, role: Role, model: string | undefined): string | null {
  if (snapshot.run !== run) return `this is the run ${snapshot.run}`;
  if (snapshot.role !== role.name) return `${run} is a run of ${snapshot.role}`;
  if (snapshot.verdict !== 'go') return `${run} is a No-Go`;
  if (snapshot.signatureSha256 !== signatureSha256(role.program)) {
    return `${role.name} has changed since ${run}: its instruction or fields are others`;
  }
  if (model !== undefined && snapshot.model !== model)
    return `${run} was tuned for ${snapshot.model}, not for ${model}`;
  return null;
}

/** Throws SetupError for inputs that do not fit and for a model that refuses; NoAnswer when no program has answered. */
export async function answer(
  served: Served,
  role: Role,
  inputs: unknown,
  model: Model,
  signal: AbortSignal,
): Promise<Answer> {
  const values = checkInputs(role, inputs);
  const asked = served.run === null ? [served] : [served, { ...served, run: null, program: role.program }];
  const reasons: string[] = [];
  const steady = persistent(model, systemClock);
  for (const { run, program } of asked) {
    const timeout = AbortSignal.timeout(role.limits.seconds * 1000);
    const both = AbortSignal.any([signal, timeout]);
    try {
      const running = { model: steady, limits: role.limits, sample: '', signal: both };
      const { outputs, missing, usage } = await runProgram(program, values, running);
      const flaws = missing.length > 0 ? [`the answer lacks ${missing.join(', ')}`] : role.flawsOf(outputs);
      if (flaws.length === 0) return { outputs, run, usage, fellBack: reasons[0] ?? null };
      reasons.push(flaws.join(', '));
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) reasons.push(`no answer within ${role.limits.seconds} s`);
      else if (error instanceof ModelError && error.passing) reasons.push(reasonOf(error));
      else throw error;
    }
  }
  throw new NoAnswer(`${role.name}: ${[...new Set(reasons)].join('; then ')}`);
}

/**
 * The inputs of a role out of an object that may hold more, under their types. Where a text is wanted, lists and objects
 * become YAML, as in tuning; a blank text, a number or a truth is none.
 */
function checkInputs(role: Role, inputs: unknown): Values {
  const fields = programInputs(role.program);
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    throw new SetupError(`${role.name} takes a JSON object of ${fields.map(({ name }) => name).join(', ')}`);
  }
  return Object.fromEntries(
    fields.map((field) => {
      const { name, type } = field;
      const fault = (says: string) => new SetupError(`the input \`${name}\` of ${role.name} ${says}`);
      const given = Object.hasOwn(inputs, name) ? (inputs as Record<string, unknown>)[name] : undefined;
      if (given === undefined || given === null) throw fault('is missing');
      if (typeof given === 'string' && given.trim() === '') throw fault('is blank');
      const text = typeof given === 'string' || typeof given === 'object';
      const value = type === 'str' && !text ? undefined : coerce(field, given);
      if (value === undefined) throw fault(`is ${JSON.stringify(given)}, which is no ${typeName(type)}`);
      return [name, value];
    }),
  );
}

const typeName = (type: FieldType) =>
  typeof type === 'object'
    ? `text of ${type.literal.join(', ')}`
    : { str: 'text', 'list[str]': 'list of texts', int: 'whole number', float: 'number', bool: 'true or false' }[type];
