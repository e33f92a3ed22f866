// Who must approve what: the shape of the `review` part of the configuration, and its defaults.

export type Exclusion = 'author' | 'committers' | 'co-authors';
export const exclusions: readonly Exclusion[] = ['author', 'committers', 'co-authors'];

export const curatorPermissions = ['read', 'triage', 'write', 'maintain', 'admin'] as const;

export interface Curators {
  users?: readonly string[];
  /** `org/slug`. */
  teams?: readonly string[];
  /** Everybody with at least this access. */
  permission?: (typeof curatorPermissions)[number];
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

/** As it stands in the file. */
export type WrittenPolicy = Pick<ReviewPolicy, 'curators'> & Partial<ReviewPolicy>;

export const defaultApprovals = 2;

export function completePolicy(written: WrittenPolicy, defaultRules: readonly ReviewRule[]): ReviewPolicy {
  return { approvals: defaultApprovals, exclude: exclusions, rules: defaultRules, ...written };
}

export type RuleGroup = { kind: 'all-of' | 'any-of'; rules: readonly ReviewRule[] };

/** The nested rules of a group; `null` for a rule that asks for approvals itself. */
export function groupOf(rule: ReviewRule): RuleGroup | null {
  if ('all-of' in rule) return { kind: 'all-of', rules: rule['all-of'] };
  return 'any-of' in rule ? { kind: 'any-of', rules: rule['any-of'] } : null;
}

/** Every rule that asks for approvals, however deeply it is nested. */
export function approvalRules(rules: readonly ReviewRule[]): ApprovalRule[] {
  return rules.flatMap((rule) => {
    const group = groupOf(rule);
    return group ? approvalRules(group.rules) : [rule as ApprovalRule];
  });
}
