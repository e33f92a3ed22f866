// Programs on disk: the JSON that DSPy's `program.save()` writes and `program.load()` reads, so that either side can
// take over the other's work. What Goldgate has to add stands at the top level, which DSPy leaves alone.

import { reasonOf, SetupError } from '../core/errors.ts';
import { readCarefully } from '../dataset/scan/careful-reader.ts';
import { member } from '../dataset/values.ts';
import { blockYaml } from './block-yaml.ts';
import { exactValue } from './chat.ts';
import type { Demo, Field, Predictor, Program } from './program.ts';
import { pythonJson } from './python-text.ts';
import type { Role } from './role.ts';
import { expandedFields, fieldPrefix, reasoning } from './signature.ts';
import type { Value } from './values.ts';

/** The file's text. `extra` goes to the top level, under keys that are no predictor's path. */
export function renderProgram(program: Program, extra: Readonly<Record<string, unknown>> = {}): string {
  const states = program.predictors.map((predictor) => [predictor.path, renderState(predictor)]);
  // DSPy looks up every key of `dependency_versions` among its own, and stops at one that it does not know.
  const predictors = Object.fromEntries(states);
  const state = { ...(predictors[bare] ?? predictors), metadata: { dependency_versions: {} }, ...extra };
  return `${pythonJson(state, 'block')}\n`;
}

/** A program that is one Predict and nothing around it: its state is the file itself. */
const bare = 'self';

function renderState(predictor: Predictor) {
  const fields = expandedFields(predictor);
  const demos = predictor.demos.map(({ augmented, values }) => ({
    ...(augmented ? { augmented } : {}),
    ...Object.fromEntries(
      fields.flatMap((field) => {
        const value = values[field.name];
        return value === undefined ? [] : [[field.name, exactValue(field, value)]];
      }),
    ),
  }));
  const signature = {
    instructions: predictor.signature.instructions,
    fields: fields.map(({ name, description }) => ({ prefix: fieldPrefix(name), description })),
  };
  return { traces: [], train: [], demos, signature, lm: null };
}

const deepest = 64;

/**
 * A saved program of this role, by Goldgate or DSPy: instructions, descriptions and demos from the file, the rest from
 * the role. Keys that nobody knows are passed over. Throws SetupError naming the file and what does not fit.
 */
export function parseProgram(text: string, role: Pick<Role, 'name' | 'program'>, path: string): Program {
  const fail = (message: string): never => {
    throw new SetupError(`${path}: ${message}`);
  };
  const state = parseState(text, fail);
  const paths = new Set(role.program.predictors.map((predictor) => predictor.path));
  const fieldsOf = (key: string) => member(member(state[key], 'signature'), 'fields');
  const stranger = Object.keys(state).find((key) => !paths.has(key) && fieldsOf(key) !== undefined);
  if (stranger !== undefined) {
    fail(`it holds the predictor \`${stranger}\`, but the role ${role.name} has ${[...paths].join(', ')}`);
  }
  return {
    role: role.name,
    predictors: role.program.predictors.map((predictor) =>
      parsePredictor(predictor, predictor.path === bare ? state : state[predictor.path], (message) =>
        fail(`\`${predictor.path}\` ${message}`),
      ),
    ),
  };
}

function parseState(text: string, fail: (message: string) => never): Record<string, unknown> {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (error) {
    fail(`it is not valid JSON: ${reasonOf(error)}`);
  }
  if (!isObject(state)) return fail('it is no JSON object, as a saved program is');
  if (readCarefully(text, deepest).some(({ kind }) => kind === 'depth'))
    fail(`it nests more than ${deepest} levels deep`);
  return state;
}

function parsePredictor(predictor: Predictor, state: unknown, fail: (message: string) => never): Predictor {
  if (state === undefined) fail('is missing; was it saved by a program of another role?');
  const instructions = member(member(state, 'signature'), 'instructions');
  const saved = member(member(state, 'signature'), 'fields');
  const demos = member(state, 'demos');
  if (typeof instructions !== 'string') return fail('has no text in `signature.instructions`');
  if (!Array.isArray(saved)) return fail('has no list in `signature.fields`');
  if (!Array.isArray(demos) || !demos.every(isObject)) return fail('has no list of objects in `demos`');
  const fields = expandedFields(predictor);
  if (saved.length !== fields.length) {
    fail(`has ${saved.length} fields, but the role’s signature has ${fields.length}: ${names(fields)}`);
  }
  const described = fields.map((field, index): Field => {
    const prefix = member(saved[index], 'prefix');
    if (!fitsPrefix(field, prefix)) {
      fail(
        `has the prefix ${JSON.stringify(prefix)} at field ${index + 1}, where \`${field.name}\` is expected; the fields are, in order: ${names(fields)}`,
      );
    }
    const description = member(saved[index], 'description');
    return typeof description === 'string'
      ? { ...field, description }
      : fail(`has no description of \`${field.name}\``);
  });
  const inputs = described.slice(0, predictor.signature.inputs.length);
  const outputs = described.slice(-predictor.signature.outputs.length);
  return {
    ...predictor,
    signature: { instructions, inputs, outputs },
    demos: demos.map((demo) => parseDemo(fields, demo)),
  };
}

/** Older versions of DSPy let the prefix of the reasoning go on with "Let's think step by step in order to". */
function fitsPrefix({ name }: Field, prefix: unknown): boolean {
  const expected = fieldPrefix(name);
  if (name === reasoning.name && typeof prefix === 'string') return prefix.startsWith(expected);
  return prefix === expected;
}

function parseDemo(fields: readonly Field[], demo: Record<string, unknown>): Demo {
  const values = fields.flatMap(({ name }): [string, Value][] => {
    const value = Object.hasOwn(demo, name) ? demo[name] : null;
    return value === null || value === undefined ? [] : [[name, demoValue(value)]];
  });
  return { augmented: demo.augmented === true, values: Object.fromEntries(values) };
}

/** As typed; what is no single value and no list of texts becomes the block YAML that demos show. */
function demoValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : blockYaml(value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const names = (fields: readonly Field[]) => fields.map(({ name }) => name).join(', ');
