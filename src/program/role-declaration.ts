// What a team writes in `goldgate.yml` to declare a role, or to change a built-in one: the shape, and its schema.

import type { Module } from './program.ts';

/** By field name: a description, or a type and perhaps a description. `type` as a list is a choice of these texts. */
export type FieldDeclarations = Record<string, string | { type?: DeclaredType; description?: string }>;
type DeclaredType = 'str' | 'int' | 'float' | 'bool' | 'list[str]' | string[];

export interface PredictorDeclaration {
  module?: Module;
  instructions: string;
  inputs: FieldDeclarations;
  outputs: FieldDeclarations;
}

export interface RoleDeclaration extends Partial<PredictorDeclaration> {
  description?: string;
  /** In place of a single predictor: several, which run in this order. */
  predictors?: Record<string, PredictorDeclaration>;
  /** A metric's declaration; its shape is the metrics' own. */
  metric?: unknown;
  target?: { metric: unknown; minimum: number; margin?: number };
  limits?: { seconds?: number; 'max-tokens'?: number };
}

const text = (description: string) => ({ type: 'string', minLength: 1, description });

const fields = (description: string) => ({
  type: 'object',
  description,
  minProperties: 1,
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$' },
  additionalProperties: {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          type: {
            anyOf: [
              { enum: ['str', 'int', 'float', 'bool', 'list[str]'] },
              { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true },
            ],
            description: 'Text unless said otherwise; a list is a choice of these texts.',
          },
          description: { type: 'string' },
        },
      },
    ],
  },
});

const predictor = {
  module: {
    enum: ['Predict', 'ChainOfThought'],
    description: 'Whether the model is asked for its reasoning first; `Predict` does not.',
  },
  instructions: text('What the model is told to do; the text that tuning starts from.'),
  inputs: fields('What it is given, by name: a description, or `{type, description}`.'),
  outputs: fields('What it has to give, by name: a description, or `{type, description}`.'),
};

/** JSON Schema (draft 2020-12) of a role's declaration; `metric` is left open. */
export const roleDeclarationSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    description: text('One sentence: what the role does.'),
    ...predictor,
    predictors: {
      type: 'object',
      description:
        'Several predictors in place of one, by name; they run in this order, and a later one may take what an earlier one gave.',
      minProperties: 1,
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['instructions', 'inputs', 'outputs'],
        properties: predictor,
      },
    },
    metric: { description: 'What tuning maximises.' },
    target: {
      type: 'object',
      description: 'What Go is judged by: a metric and the least mean it must reach.',
      additionalProperties: false,
      required: ['metric', 'minimum'],
      properties: {
        metric: {},
        minimum: { type: 'number', minimum: 0, maximum: 1 },
        margin: {
          ...{ type: 'number', minimum: 0, maximum: 1, default: 0 },
          description:
            'By so much, 0–1, the lower end of the difference to the baseline may lie below 0; 0 asks that it is no worse.',
        },
      },
    },
    limits: {
      type: 'object',
      description: 'Bounds on one call.',
      additionalProperties: false,
      properties: {
        seconds: { type: 'number', exclusiveMinimum: 0, maximum: 3600, description: '60; 90 for `qa`.' },
        'max-tokens': { type: 'integer', minimum: 1, maximum: 1000000, description: '4096.' },
      },
    },
  },
} as const;
