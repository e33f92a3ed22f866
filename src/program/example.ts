// A dataset record as programs and metrics see it.

import type { Place } from '../core/finding.ts';
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
