// A role's declaration as the untuned program, and what is wrong with it where no schema can say so.

import { SetupError } from '../core/errors.ts';
import type { Field, Predictor, Program } from './program.ts';
import type { FieldDeclarations, PredictorDeclaration, RoleDeclaration } from './role-declaration.ts';
import { defaultDescription } from './signature.ts';

/** Throws SetupError naming the key of `roles.<role>` that is missing or does not fit. */
export function declareProgram(role: string, declared: RoleDeclaration): Program {
  const { predictors, module = 'Predict', instructions, inputs, outputs } = declared;
  const at = `roles.${role}`;
  if (!predictors) {
    const missing = Object.entries({ instructions, inputs, outputs }).find(([, value]) => value === undefined)?.[0];
    if (!instructions || !inputs || !outputs) {
      throw new SetupError(
        `\`${at}\`: \`${missing ?? 'instructions'}\` is missing; a role needs instructions, inputs and outputs`,
      );
    }
    return { role, predictors: checked(at, [makePredictor('generate', { module, instructions, inputs, outputs })]) };
  }
  const beside = (['module', 'instructions', 'inputs', 'outputs'] as const).find((key) => declared[key] !== undefined);
  if (beside) throw new SetupError(`\`${at}.${beside}\` stands beside \`predictors\`; say it inside each of them`);
  const list = Object.entries(predictors).map(([name, predictor]) => makePredictor(name, predictor));
  return { role, predictors: checked(at, list) };
}

/**
 * As the attribute of a Python program, or, at `null`, as the whole program. A ChainOfThought is saved under the
 * Predict inside it.
 */
export function makePredictor(
  attribute: string | null,
  { module = 'Predict', instructions, inputs, outputs }: PredictorDeclaration,
): Predictor {
  const path = [...(attribute === null ? [] : [attribute]), ...(module === 'ChainOfThought' ? ['predict'] : [])];
  return {
    path: path.join('.') || 'self',
    module,
    signature: { instructions, inputs: makeFields(inputs), outputs: makeFields(outputs) },
    demos: [],
  };
}

/** What the program as a whole is given: inputs that no earlier predictor gives. */
export function programInputs({ predictors }: Program): readonly Field[] {
  const known = new Set<string>();
  const given: Field[] = [];
  for (const { signature } of predictors) {
    for (const field of [...signature.inputs, ...signature.outputs]) {
      if (known.has(field.name)) continue;
      known.add(field.name);
      if (signature.inputs.includes(field)) given.push(field);
    }
  }
  return given;
}

/** Every output; `final` for those that no later predictor takes. */
export function programOutputs({ predictors }: Program): readonly (Field & { final: boolean })[] {
  return predictors.flatMap(({ signature }, index) =>
    signature.outputs.map((field) => {
      const taken = predictors
        .slice(index + 1)
        .some((later) => later.signature.inputs.some(({ name }) => name === field.name));
      return { ...field, final: !taken };
    }),
  );
}

function makeFields(declared: FieldDeclarations): Field[] {
  return Object.entries(declared).map(([name, field]) => {
    const { type = 'str', description = '' } = typeof field === 'string' ? { description: field } : field;
    return {
      name,
      type: Array.isArray(type) ? { literal: type } : type,
      description: description === '' ? defaultDescription(name) : description,
    };
  });
}

/** Keys of a saved program that are no predictor's, and Python's own name for the program. */
const takenNames = ['metadata', 'goldgate', 'self'];

function checked(at: string, predictors: readonly Predictor[]): readonly Predictor[] {
  const fail = (path: string, message: string): never => {
    throw new SetupError(`\`${at}\`: \`${path}\` ${message}`);
  };
  const givers = new Map<string, number>();
  for (const [index, { path, module, signature }] of predictors.entries()) {
    if (takenNames.includes(path.split('.')[0] ?? ''))
      fail(path, 'is a name that saved programs keep for themselves; take another');
    const own = [...signature.inputs, ...signature.outputs].map(({ name }) => name);
    const twice = own.find((name, at) => own.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== at);
    if (twice) fail(path, `has \`${twice}\` twice; all its fields need names of their own, whatever the case`);
    const inherited = own.find((name) => name in {});
    if (inherited) fail(path, `has a field \`${inherited}\`, which every object has; take another name`);
    if (module === 'ChainOfThought' && own.includes('reasoning')) {
      fail(path, 'declares `reasoning`, which ChainOfThought adds by itself; drop it');
    }
    for (const { name } of signature.outputs) {
      const before = givers.get(name);
      if (before !== undefined) fail(path, `gives \`${name}\`, as \`${predictors[before]?.path}\` does; rename one`);
      givers.set(name, index);
    }
  }
  for (const [index, { path, signature }] of predictors.entries()) {
    for (const { name } of signature.inputs) {
      const giver = givers.get(name) ?? 0;
      if (giver > index)
        fail(path, `takes \`${name}\`, which \`${predictors[giver]?.path}\` gives only later; swap them`);
    }
  }
  return predictors;
}
