// The one list of rules, in the order in which the README shows them. Adding a rule = one file and one line here.

import type { Rule } from './core/rule.ts';

// biome-ignore lint/suspicious/noExplicitAny: each rule types its own facts and options; the list forgets them.
export const rules: readonly Rule<any, any>[] = [];

export function ruleById(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
