// The part of the configuration that says which model is asked, where, and what it costs.

import type { Prices } from './price.ts';

export interface ModelConfig {
  'base-url'?: string;
  name?: string;
  'prompt-model'?: string;
  'allow-hosts'?: string[];
  prices?: Prices;
  command?: string[];
  concurrency?: number;
  'workload-identity'?: WorkloadIdentitySettings;
}

export interface WorkloadIdentitySettings {
  'identity-provider-id': string;
  'service-account-id': string;
  audience?: string;
  'client-id'?: string;
}

const text = (description: string) => ({ type: 'string', minLength: 1, description }) as const;
const texts = (description: string, minItems = 0) =>
  ({ type: 'array', items: { type: 'string', minLength: 1 }, minItems, description }) as const;
const dollars = (description: string) => ({ type: 'number', minimum: 0, description }) as const;

/** JSON Schema of `model`. */
export const modelConfigSchema = {
  type: 'object',
  default: {},
  description: 'The model that is asked, and where.',
  additionalProperties: false,
  properties: {
    'base-url': text('The OpenAI-compatible endpoint, such as `https://api.openai.com/v1`.'),
    name: text('The model’s name there.'),
    'prompt-model': text('The model that writes instructions in a tuning, at the same endpoint; `name` unless given.'),
    'allow-hosts': texts('Private or loopback hosts that may be asked all the same, by name.'),
    prices: {
      type: 'object',
      default: {},
      description: 'Prices by model name, in US dollars; a budget needs them, but for loopback, which is free.',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          input: dollars('Per million input tokens.'),
          output: dollars('Per million output tokens.'),
          call: dollars('Per call, on top.'),
        },
      },
    },
    command: texts(
      'A program and its arguments in place of an endpoint: the prompt on stdin, the answer on stdout.',
      1,
    ),
    concurrency: { type: 'integer', minimum: 1, maximum: 256, default: 8, description: 'The most calls at once.' },
    'workload-identity': {
      type: 'object',
      description: 'OpenAI’s workload identity federation: in GitHub Actions, a job’s identity in place of a key.',
      additionalProperties: false,
      required: ['identity-provider-id', 'service-account-id'],
      properties: {
        'identity-provider-id': text('OpenAI’s id of the identity provider that trusts the workflow.'),
        'service-account-id': text('The service account that the workflow acts as.'),
        audience: text('The audience of the identity token.'),
        'client-id': text('The OAuth client id, where the provider asks for one.'),
      },
    },
  },
} as const;
