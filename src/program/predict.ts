// Runs a program on one example's inputs: predictor after predictor, each answer read into values.

import type { Model, Usage } from './model.ts';
import type { Program } from './program.ts';
import type { Limits } from './role.ts';
import type { Values } from './values.ts';

/** What one predictor was given and gave; a bootstrapped demo is made of it. */
export interface Step {
  path: string;
  inputs: Values;
  outputs: Values;
}

export interface Prediction {
  /** Every output of every predictor. What an answer lacked is absent here and listed in `missing`. */
  outputs: Values;
  /** Output fields that no answer held, after the second try in JSON mode. */
  missing: readonly string[];
  steps: readonly Step[];
  usage: Usage;
  cached: boolean;
}

export interface Running {
  model: Model;
  limits: Limits;
  /** See Call.sample. */
  sample: string;
  signal: AbortSignal;
}

/** Throws ModelError when the model does not answer; an answer that cannot be read is no error but `missing`. */
export async function runProgram(_program: Program, _inputs: Values, _running: Running): Promise<Prediction> {
  throw new Error('not written yet');
}
