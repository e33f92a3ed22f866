// What DSPy adds to a signature by itself: the reasoning of a chain of thought, prefixes and descriptions of fields.

import type { Field, Predictor, Signature } from './program.ts';

/** The field that ChainOfThought puts first among the outputs. */
export const reasoning: Field = { name: 'reasoning', type: 'str', description: defaultDescription('reasoning') };

/** The outputs a predictor asks for, `reasoning` included. */
export function expandedOutputs({ module, signature }: Pick<Predictor, 'module' | 'signature'>): readonly Field[] {
  return module === 'ChainOfThought' ? [reasoning, ...signature.outputs] : signature.outputs;
}

/** Every field in the order of DSPy's saved state: inputs, then outputs. */
export function expandedFields(predictor: Pick<Predictor, 'module' | 'signature'>): readonly Field[] {
  return [...predictor.signature.inputs, ...expandedOutputs(predictor)];
}

/** The description of a field that has none. */
export function defaultDescription(name: string): string {
  return `\${${name}}`;
}

/** The label of a field in DSPy's saved state: `story_id` → `Story Id:`, `textV2` → `Text V 2:`, `HTMLPage` → `HTML Page:`. */
export function fieldPrefix(name: string): string {
  const apart = name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([a-zA-Z])(\d)/g, '$1_$2')
    .replace(/(\d)([a-zA-Z])/g, '$1_$2');
  return `${apart.split('_').map(titleCase).join(' ')}:`;
}

/** Same instructions and same fields in the same order. */
export function sameSignature(a: Signature, b: Signature): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function titleCase(word: string): string {
  return /[A-Z]/.test(word) && !/[a-z]/.test(word)
    ? word
    : word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

function canonical({ instructions, inputs, outputs }: Signature) {
  const fields = (list: readonly Field[]) => list.map(({ name, type, description }) => [name, type, description]);
  return [instructions, fields(inputs), fields(outputs)];
}
