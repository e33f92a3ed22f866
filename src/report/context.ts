// What a renderer needs beside the report itself; `report` imports core alone, so the door hands it over.

import type { Place } from '../core/finding.ts';
import type { Metrics, Report } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import type { Touched } from './order.ts';

export type RuleText = Pick<Rule, 'id' | 'level' | 'requirement' | 'why' | 'bad' | 'good'>;

export interface RenderContext {
  /** Goldgate's own version. */
  version: string;
  /** Every rule that a finding may name. */
  rules: readonly RuleText[];
  /** Whether ANSI colours may be used. */
  color: boolean;
  /** At most so many findings are shown. JSON is cut by this alone; the others have bounds of their own. */
  maxFindings?: number | undefined;
  /** Whether the change touches a path; findings there are shown first. */
  touched?: Touched | undefined;
  /** The least that a metric should be, 0–1. */
  targets?: Metrics | undefined;
  /** The address of a place, for a report that can link to it. */
  link?: ((place: Place) => string) | undefined;
}

/** Returns text that ends with a line end. Pure: the same report and context give the same bytes. */
export type Renderer = (report: Report, context: RenderContext) => string;
