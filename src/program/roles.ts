// Roles from declarations: the two that are built in, what a team changes about them, and those that it adds.

import { SetupError } from '../core/errors.ts';
import { declareProgram, makePredictor } from './declared-program.ts';
import type { Example } from './example.ts';
import type { Metric } from './metric.ts';
import type { Program } from './program.ts';
import type { Role } from './role.ts';
import type { RoleDeclaration } from './role-declaration.ts';
import { ba, baExample, baFlaws } from './roles/ba.ts';
import { inputOutputExample } from './roles/input-output.ts';
import { qa, qaExample, qaFlaws } from './roles/qa.ts';

interface BuiltIn {
  declaration: RoleDeclaration & Required<Pick<RoleDeclaration, 'instructions' | 'inputs' | 'outputs'>>;
  /** See `makePredictor`. */
  attribute: string | null;
  flawsOf: Role['flawsOf'];
  toExample(record: unknown, place: { path: string; line: number }): Example;
}

const builtIn: Readonly<Record<string, BuiltIn>> = {
  ba: { declaration: ba, attribute: 'generate', flawsOf: baFlaws, toExample: baExample },
  qa: { declaration: qa, attribute: null, flawsOf: qaFlaws, toExample: qaExample },
};

export const builtInRoles: readonly string[] = Object.keys(builtIn);

const defaultLimits = { seconds: 60, 'max-tokens': 4096 };

/**
 * A role from its declaration, which for `ba` and `qa` may be partial or absent: what it says takes the place of what
 * is built in, but for the fields, which the datasets fix. `resolveMetric` reads a metric's declaration. Throws
 * SetupError naming the key under `roles`.
 */
export function declareRole(
  name: string,
  declared: RoleDeclaration | undefined,
  resolveMetric: (declaration: unknown, key: 'metric' | 'target.metric') => Metric,
): Role {
  const base = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  if (!base && !declared) {
    throw new SetupError(
      `there is no role \`${name}\`: declare it under \`roles\`, or take ${builtInRoles.join(' or ')}`,
    );
  }
  const full = { ...base?.declaration, ...declared };
  const limits = { ...defaultLimits, ...base?.declaration.limits, ...declared?.limits };
  if (full.metric === undefined) throw new SetupError(`\`roles.${name}.metric\` is missing: say what tuning maximises`);
  const { target } = full;
  const program = base ? builtInProgram(name, base, full) : declareProgram(name, full);
  return {
    name,
    description: full.description ?? `The role ${name}.`,
    program,
    metric: resolveMetric(full.metric, 'metric'),
    target: target
      ? {
          ...{ minimum: target.minimum, margin: target.margin ?? 0 },
          metric: resolveMetric(target.metric, 'target.metric'),
        }
      : null,
    limits: { seconds: limits.seconds, maxTokens: limits['max-tokens'] },
    flawsOf: base?.flawsOf ?? (() => []),
    toExample: base?.toExample ?? inputOutputExample(program),
  };
}

function builtInProgram(name: string, { declaration, attribute }: BuiltIn, full: RoleDeclaration): Program {
  for (const key of ['inputs', 'outputs', 'predictors'] as const) {
    if (full[key] === undefined || full[key] === declaration[key]) continue;
    throw new SetupError(
      `\`roles.${name}.${key}\`: the fields of ${name} are built in; declare a role of another name`,
    );
  }
  const { inputs, outputs } = declaration;
  const { module = 'Predict', instructions = declaration.instructions } = full;
  return { role: name, predictors: [makePredictor(attribute, { module, instructions, inputs, outputs })] };
}
