// The one schema of `.github/goldgate.yml`, every default in it. The JSON Schema, the README's table and the
// validator are made from here and from the registry.

import { posix } from 'node:path';
import type { Level } from '../core/finding.ts';
import { levels } from '../core/finding.ts';
import type { Rule } from '../core/rule.ts';
import { type ModelConfig, modelConfigSchema } from '../optimize/model-config.ts';
import { type RoleDeclaration, roleDeclarationSchema } from '../program/role-declaration.ts';
import { rules } from '../registry.ts';
import type { WrittenPolicy } from '../review/policy.ts';
import { reviewDefinitions, reviewSchema } from '../review/policy-schema.ts';

type Json = Record<string, unknown>;

/** How a team sets a rule: a level or `off` alone, or an object with options and overrides by path. */
export interface RuleSetting {
  level?: Level | 'off';
  paths?: ({ match: string[]; level?: Level | 'off' } & Json)[];
  [option: string]: unknown;
}

/** A role's schema for the gate, and its declaration for the optimizer. */
export type RoleConfig = RoleDeclaration & { schema?: string };

export interface Config {
  datasets: string[];
  manifest: string;
  expectations: string;
  testcases: string;
  stories: string;
  tasks: string;
  baseline: string;
  record: string;
  optimizer: string;
  'fail-on': Level;
  roles: Record<string, RoleConfig>;
  limits: { depth: number; 'line-bytes': number };
  rules: Record<string, RuleSetting>;
  model: ModelConfig;
  /** By role: the recorded run whose program is in use. */
  rollout: Record<string, string>;
  /** Who must approve what; absent where nobody need. */
  review?: WrittenPolicy;
}

const path = (value: string, description: string) => ({ type: 'string', minLength: 1, default: value, description });
const globs = (description: string) => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  minItems: 1,
  description,
});
const level = { $ref: '#/$defs/level' };

function ruleSchema(rule: Rule): Json {
  const options = Object.fromEntries(
    Object.entries(rule.options).map(([name, { schema, default: value }]) => [name, { ...schema, default: value }]),
  );
  return {
    description: rule.requirement,
    type: 'object',
    additionalProperties: false,
    properties: {
      level: { ...level, default: rule.level },
      ...options,
      paths: {
        type: 'array',
        description: 'Overrides by path; of several that match, the last counts.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['match'],
          properties: { match: { $ref: '#/$defs/match' }, level, ...options },
        },
      },
    },
  };
}

/** JSON Schema (draft 2020-12) of the configuration file once `spellOut` has seen it. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Goldgate configuration',
  type: 'object',
  additionalProperties: false,
  $defs: {
    level: { enum: [...levels, 'off'], description: 'How grave a finding is; `off` switches the rule off.' },
    match: globs('Globs of the findings’ paths.'),
    ...reviewDefinitions,
  },
  properties: {
    datasets: {
      ...globs('Globs of the dataset files (JSON Lines); a leading `!` excludes.'),
      default: ['data/production/*.jsonl'],
    },
    manifest: path('data/production/manifest.json', 'The manifest of hashes, sizes and counts.'),
    expectations: path('data/qa_eval.yaml', 'What each story’s test cases must mention.'),
    testcases: path('artifacts/dspy/testcases', 'The folder of the test cases, one Markdown file a story.'),
    stories: path('planning/stories.yaml', 'The stories.'),
    tasks: path('planning/tasks.csv', 'The tasks of the stories.'),
    baseline: path('.github/goldgate-baseline.json', 'Old findings that do not count; see `check --write-baseline`.'),
    record: path('artifacts/goldgate/nightly', 'The folder for the nightly’s JSON record of the day.'),
    optimizer: path('artifacts/dspy/optimizer', 'The folder of tuning runs, recorded pilots and their ledger.'),
    'fail-on': { enum: [...levels], default: 'error', description: 'The mildest level that fails the gate.' },
    roles: {
      type: 'object',
      default: {},
      description: 'Roles by name: what the gate holds their records against, and the program that is tuned for them.',
      additionalProperties: {
        ...roleDeclarationSchema,
        properties: {
          schema: {
            type: 'string',
            minLength: 1,
            description: 'The path of a JSON Schema (draft 2020-12) for the records, in place of the built-in one.',
          },
          ...roleDeclarationSchema.properties,
        },
      },
    },
    limits: {
      type: 'object',
      default: {},
      description: 'Bounds on a single record.',
      additionalProperties: false,
      properties: {
        depth: { type: 'integer', minimum: 1, maximum: 512, default: 64, description: 'Nested arrays and objects.' },
        'line-bytes': {
          type: 'integer',
          minimum: 1024,
          maximum: 268435456,
          default: 8388608,
          description: 'Bytes of one line.',
        },
      },
    },
    rules: {
      type: 'object',
      default: {},
      description: 'Rules by id: a level, `off`, or an object of `level`, options and `paths`.',
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
    model: modelConfigSchema,
    rollout: {
      type: 'object',
      default: {},
      description: 'By role, the recorded run whose optimized program is in use; `rollout-proven` says when it may.',
      additionalProperties: { type: 'string', minLength: 1 },
    },
    review: reviewSchema,
  },
} as const satisfies Json;

/** Writes a rule's level alone, `off`, as what it is short for, `{level: off}`. Changes `written`. */
export function spellOut(written: unknown): void {
  const settings = (written as { rules?: unknown } | null)?.rules;
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return;
  for (const [id, setting] of Object.entries(settings)) {
    if (typeof setting === 'string') (settings as Json)[id] = { level: setting };
  }
}

/** A path as git writes it, so that two spellings of one place are the same: no `./`, no doubled or trailing slash. */
export function plainPath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/+$/, '');
}

/** A glob without the `./` that it begins with. */
export const withoutDot = (glob: string): string => glob.replace(/^(!?)(?:\.\/+)+/, '$1');

/** Fills in every default. `written` has passed the schema. */
export function completeConfig(written: Json): Config {
  const { properties } = configSchema;
  const config: Json = {};
  for (const [key, schema] of Object.entries(properties)) {
    const value = written[key] ?? ('default' in schema ? schema.default : undefined);
    if (value !== undefined) config[key] = structuredClone(value);
  }
  for (const key of ['manifest', 'expectations', 'testcases', 'stories', 'tasks', 'baseline', 'record', 'optimizer']) {
    config[key] = plainPath(config[key] as string);
  }
  config.datasets = (config.datasets as string[]).map(withoutDot);
  for (const role of Object.values(config.roles as Config['roles'])) {
    if (role.schema !== undefined) role.schema = plainPath(role.schema);
  }
  const limits = config.limits as Json;
  for (const [key, schema] of Object.entries(properties.limits.properties)) limits[key] ??= schema.default;
  return config as unknown as Config;
}

export const defaultConfig = completeConfig({});
