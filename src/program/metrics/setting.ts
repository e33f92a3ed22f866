// How a configuration or a flag names a metric:
//   ba-quality
//   {regex: {field: title, pattern: '^[A-Z]'}}
//   {ba-quality: 0.7, judge: {weight: 0.3, rubric: …}, contains: [{text: GDPR}, {text: audit}]}   the weighted mean

import { SetupError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { quote } from '../../dataset/scan/quote.ts';
import type { Metric } from '../metric.ts';
import { type KnownMetric, knownMetrics, type MetricOption } from './known-metrics.ts';
import { similarity } from './similarity.ts';
import { type Part, weighted } from './weighted.ts';

type Json = Record<string, unknown>;

const weight: MetricOption = {
  ...{ type: 'number', minimum: 0 },
  description: 'Relative to those of the other metrics beside it; 1 by default.',
};

/** JSON Schema (draft 2020-12) of a setting once `spellOutMetric` has seen it. Unknown names are `parseMetric`'s. */
export const metricSchema = {
  type: 'object',
  description:
    'A metric’s name, or an object of metrics by name, each with its weight, or its options and `weight`, or a list of those. Several are one weighted mean.',
  properties: Object.fromEntries(
    Object.entries(knownMetrics).map(([name, { description, options, required }]) => {
      const properties = { weight, ...options };
      const items = { type: 'object', additionalProperties: false, required: [...required], properties };
      return [name, { type: 'array', description, minItems: 1, items }];
    }),
  ),
} as const satisfies Json;

/** A name, a weight or a single object of options as what it is short for, `{name: [{weight, …}]}`. */
export function spellOutMetric(setting: unknown): unknown {
  if (typeof setting === 'string') return { [setting]: [{}] };
  if (!isObject(setting)) return setting;
  const spell = (options: unknown) => (typeof options === 'number' ? { weight: options } : (options ?? {}));
  return Object.fromEntries(
    Object.entries(setting).map(([name, options]) => [name, (Array.isArray(options) ? options : [options]).map(spell)]),
  );
}

/**
 * The metric that a setting names; `similarity` for none. `where` begins each error: `roles.architect.metric`, `--metric`. Throws
 * SetupError; patterns and schemas are compiled by the metric's `prepare`.
 */
export function parseMetric(setting: unknown, where: string): Metric {
  if (setting === undefined) return similarity;
  const written = spellOutMetric(setting);
  if (!isObject(written)) throw new SetupError(`${where} must be a metric's name or an object of metrics by name`);
  const parts = Object.entries(written).flatMap(([name, uses]): Part[] => {
    const known = findKnown(name, where);
    return (uses as unknown[]).map((options) => makePart(known, options, `${where}: \`${name}\``));
  });
  const [first] = parts;
  if (!first) throw new SetupError(`${where} names no metric; there are ${Object.keys(knownMetrics).join(', ')}`);
  return parts.length === 1 ? first.metric : weighted(parts);
}

function findKnown(name: string, where: string): KnownMetric {
  const known = Object.hasOwn(knownMetrics, name) ? knownMetrics[name] : undefined;
  if (known) return known;
  const names = Object.keys(knownMetrics);
  const near = nearest(name, names);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}? There` : 'there';
  throw new SetupError(`${where}: there is no metric ${quote(name)}; ${hint} are ${names.join(', ')}`);
}

function makePart({ options: own, required, make }: KnownMetric, written: unknown, where: string): Part {
  if (!isObject(written)) throw new SetupError(`${where} must be a weight or an object of options`);
  const options: Readonly<Record<string, MetricOption>> = { weight, ...own };
  for (const [key, value] of Object.entries(written)) {
    const option = Object.hasOwn(options, key) ? options[key] : undefined;
    if (!option)
      throw new SetupError(`${where} has no option ${quote(key)}; it has ${Object.keys(options).join(', ')}`);
    const fits = option.type === 'object' ? isObject(value) : typeof value === option.type;
    if (!fits || value === '') throw new SetupError(`${where} has \`${key}\` ${quote(value)}: ${option.description}`);
  }
  for (const key of required) if (!Object.hasOwn(written, key)) throw new SetupError(`${where} lacks \`${key}\``);
  const { weight: counts = 1, ...rest } = written as { weight?: number };
  if (!(counts > 0 && Number.isFinite(counts)))
    throw new SetupError(`${where} has the weight ${counts}: make it more than 0`);
  return { metric: make(rest, where), weight: counts };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
