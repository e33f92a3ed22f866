// The model that a command may ask: from the environment, the flags and the configuration.

import { findEndpoint, openModel } from '../adapters/model.ts';
import { openCommandModel } from '../adapters/model-command.ts';
import { SetupError } from '../core/errors.ts';
import type { Asked } from '../optimize/calls.ts';
import type { ModelConfig } from '../optimize/model-config.ts';
import { findPrice } from '../optimize/price.ts';
import type { Model } from '../program/model.ts';
import type { Host } from './host.ts';

/** What may be asked; `baseUrl` is `null` for a command. */
export interface OpenedModel {
  model: Model;
  endpoint: string;
  baseUrl: string | null;
  /** The endpoint's host, or the command's name: what a snapshot calls the provider. */
  provider: string;
}

/**
 * `otherwise` ends the message when there is none. Throws SetupError. In a pull request the configuration is not asked:
 * it may be the pull request's own, and the key must not follow it to another host.
 */
export async function openConfiguredModel(
  host: Pick<Host, 'cwd' | 'env'>,
  configured: ModelConfig,
  name: string | undefined,
  otherwise = '',
): Promise<OpenedModel> {
  const foreign = /^(?:pull_request|merge_group)/.test(host.env.GITHUB_EVENT_NAME ?? '');
  const settings = foreign ? {} : configured;
  if (settings.command && !host.env.OPENAI_BASE_URL) {
    const [program = ''] = settings.command;
    const model = openCommandModel(settings.command, name ?? settings.name ?? program, host.env, host.cwd);
    return { model, endpoint: settings.command.join(' '), baseUrl: null, provider: program };
  }
  const endpoint = findEndpoint(host.env, settings, name);
  if (endpoint) {
    const { baseUrl } = endpoint;
    return { model: await openModel(endpoint), endpoint: baseUrl, baseUrl, provider: new URL(baseUrl).host };
  }
  throw new SetupError(
    foreign
      ? `in a pull request the endpoint comes from OPENAI_BASE_URL or OPENAI_API_KEY and --model alone; set them${otherwise}`
      : `no model to ask; set \`model.base-url\` and \`model.name\` in the configuration (or OPENAI_BASE_URL, OPENAI_API_KEY and --model)${otherwise}`,
  );
}

/** The name of the model that the configuration alone settles; `null` when it names none. */
export const namedModel = ({ name, command }: ModelConfig): string | null => name ?? command?.[0] ?? null;

/** With its price, which a budget needs. Throws SetupError when it is unknown. */
export function priced({ model, endpoint, baseUrl }: OpenedModel, { prices }: ModelConfig): Asked {
  return { model, endpoint, price: findPrice(model.name, baseUrl, prices) };
}
