// A dataset record as programs and metrics see it.

import type { Place } from '../core/finding.ts';
import { member } from '../dataset/values.ts';
import { blockYaml } from './block-yaml.ts';
import type { Values } from './values.ts';

export interface Example extends Place {
  /** Names the example in reports and joins the two sides of a comparison; unique within a dataset. */
  key: string;
  inputs: Values;
  /** The expected outputs, as a demo shows them: lists in block YAML. */
  labels: Values;
  /** The record itself. */
  record: unknown;
}

/** Why a record cannot be an example, in words: `requirements.title is missing`. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';
}

/** The text at a path of names. Throws UnusableRecord when it is absent, blank or no text. */
export function requiredText(record: unknown, ...path: string[]): string {
  const value = path.reduce(member, record);
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UnusableRecord(`${path.join('.')} is ${absence(value, 'text')}`);
}

/** The list at a path of names, as block YAML. Throws UnusableRecord when it is absent or no list. */
export function requiredList(record: unknown, ...path: string[]): string {
  const value = path.reduce(member, record);
  if (Array.isArray(value)) return blockYaml(value);
  throw new UnusableRecord(`${path.join('.')} is ${absence(value, 'list')}`);
}

function absence(value: unknown, wanted: string): string {
  if (value === undefined || value === null) return 'missing';
  return typeof value === 'string' && wanted === 'text' ? 'blank' : `no ${wanted}`;
}

const longestKey = 80;

/** A key of one short line. */
export function shortKey(text: string): string {
  const line = text
    .slice(0, 4 * longestKey)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longestKey ? `${line.slice(0, longestKey - 1).trimEnd()}…` : line;
}
