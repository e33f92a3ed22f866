// What the rules ask the scanner for: work that no rule wants is not done.

import type { ScanOptions } from '../adapters/scan.ts';
import { readText } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { reasonOf, SetupError } from '../core/errors.ts';
import { ruleById } from '../registry.ts';
import type { Host } from './host.ts';
import { showProgress } from './progress.ts';

/** The loosest threshold that any path has finds every pair that one may want. Throws SetupError for a role's schema. */
export async function scanOptions(
  host: Host,
  root: string,
  config: Config,
  flags: { rule?: string[]; cacheDir?: string },
  schemaAt?: (path: string) => Promise<string | null>,
): Promise<ScanOptions> {
  const schemas: Record<string, object> = {};
  for (const [role, { schema }] of Object.entries(config.roles)) {
    if (schema === undefined) continue;
    const text = schemaAt ? await schemaAt(schema) : await readText(root, schema, 4 * 1024 * 1024);
    if (text === null) throw new SetupError(`roles.${role}.schema: ${schema} does not exist`);
    try {
      schemas[role] = JSON.parse(text) as object;
    } catch (error) {
      throw new SetupError(`roles.${role}.schema: ${schema} is not JSON: ${reasonOf(error)}`);
    }
  }
  const asks = {
    schema: 'record-schema',
    exact: 'no-exact-duplicates',
    key: 'no-key-duplicates',
    near: 'no-near-duplicates',
    leakage: 'no-leakage',
  } as const;
  const skip = Object.entries(asks)
    .filter(([, id]) => !isOn(config, id, flags.rule))
    .map(([work]) => work as keyof typeof asks);
  const threshold = (id: string) => {
    const setting = config.rules[id] ?? {};
    const byDefault = ruleById(id)?.options.threshold?.default;
    return Math.min(...[setting, ...(setting.paths ?? [])].map((one) => Number(one.threshold ?? byDefault)));
  };
  return {
    schemas,
    skip: new Set(skip),
    near: threshold('no-near-duplicates'),
    leakage: threshold('no-leakage'),
    maxDepth: config.limits.depth,
    maxLineBytes: config.limits['line-bytes'],
    ...(flags.cacheDir ? { cacheDir: flags.cacheDir } : {}),
    progress: showProgress(host),
  };
}

function isOn(config: Config, id: string, only: string[] | undefined): boolean {
  if (only?.length && !only.includes(id)) return false;
  const setting = config.rules[id] ?? {};
  return setting.level !== 'off' || (setting.paths ?? []).some(({ level }) => level !== undefined && level !== 'off');
}
