// Who must approve what: the `review` part of the configuration, its schema and its shape.

export type Exclusion = 'author' | 'committers' | 'co-authors';
export const exclusions: readonly Exclusion[] = ['author', 'committers', 'co-authors'];

export interface Curators {
  users?: readonly string[];
  /** `org/slug`. */
  teams?: readonly string[];
  /** Everybody with at least this access. */
  permission?: 'read' | 'triage' | 'write' | 'maintain' | 'admin';
}

interface RuleFrame {
  name?: string;
  /** Ordered globs; `!` excludes; the last that matches counts. A nested rule without them has its parent's. */
  paths?: readonly string[];
}

/** Approvals by distinct curators; what is absent is the policy's own. */
export interface ApprovalRule extends RuleFrame {
  approvals?: number;
  curators?: Curators;
  exclude?: readonly Exclusion[];
}
export interface AllOf extends RuleFrame {
  'all-of': readonly ReviewRule[];
}
export interface AnyOf extends RuleFrame {
  'any-of': readonly ReviewRule[];
}
export type ReviewRule = ApprovalRule | AllOf | AnyOf;

/** With every default. `curators`, `approvals` and `exclude` also hold for what is always gated and no rule names. */
export interface ReviewPolicy {
  curators: Curators;
  approvals: number;
  exclude: readonly Exclusion[];
  /** Without any in the file: one over the datasets, the manifest and the expectations. */
  rules: readonly ReviewRule[];
}
