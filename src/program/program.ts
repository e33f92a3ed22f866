// A prompt program as data: predictors that run one after the other, each a signature with demos. The terms are DSPy's.

import type { Values } from './values.ts';

/** A field's type under DSPy's name; `literal` is a choice of texts. */
export type FieldType = 'str' | 'int' | 'float' | 'bool' | 'list[str]' | { literal: readonly string[] };

export interface Field {
  /** An identifier: letters, digits, underscores. */
  name: string;
  type: FieldType;
  /** DSPy's default is `${name}`, written so. */
  description: string;
}

/** What a predictor is asked for. A chain of thought's `reasoning` is not listed; the module adds it. */
export interface Signature {
  instructions: string;
  inputs: readonly Field[];
  outputs: readonly Field[];
}

export interface Demo {
  /** Bootstrapped from a run of the program, and not an example as it stands in the trainset. */
  augmented: boolean;
  /** Inputs and outputs by field name; `reasoning` too, where a run gave it. A field may be absent. */
  values: Values;
}

export type Module = 'Predict' | 'ChainOfThought';

export interface Predictor {
  /** As DSPy's saved state names it: `generate`, `predict`, `self`, `generate.predict`. */
  path: string;
  module: Module;
  signature: Signature;
  demos: readonly Demo[];
}

export interface Program {
  role: string;
  /** In the order they run; a later one may take what an earlier one gave. */
  predictors: readonly Predictor[];
}
