// What one story's test cases still lack, in words: shown to people, and told to the model before its second try.

import type { Level } from '../core/finding.ts';
import type { OptionValues, Rule } from '../core/rule.ts';
import type { TestcaseFacts } from './facts.ts';
import { parseTestcases } from './parse.ts';
import { rule as expectedResults } from './rules/expected-results.ts';
import { rule as failureScenarios } from './rules/failure-scenarios.ts';
import { rule as happyPathSection } from './rules/happy-path-section.ts';
import { rule as noVagueExpectations } from './rules/no-vague-expectations.ts';
import { rule as numberedCases } from './rules/numbered-cases.ts';
import { rule as requiredMentions } from './rules/required-mentions.ts';
import { rule as testcasesReadable } from './rules/testcases-readable.ts';
import { rule as unhappyPathSection } from './rules/unhappy-path-section.ts';

export interface Shortcoming {
  level: Level;
  message: string;
}

/** What the test-case rules, with their default options, find in a story that must mention `mentions`. */
export function findShortcomings(markdown: string, story: string, mentions: readonly string[]): Shortcoming[] {
  const expected = mentions.map((text) => ({ line: 1, text }));
  const facts: TestcaseFacts = {
    ...{ folder: '', present: true, files: [parseTestcases(markdown, `${story}.md`)] },
    expectations: { path: '', cases: [{ line: 1, story, description: '', mentions: expected }], problems: [] },
  };
  const found = <O extends Rule['options']>({ level, options, check }: Rule<TestcaseFacts, O>): Shortcoming[] => {
    const defaults = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
    return [...check(facts, defaults as OptionValues<O>)].map(({ message }) => ({ level, message }));
  };
  return [
    ...[testcasesReadable, happyPathSection, unhappyPathSection, expectedResults, requiredMentions].flatMap(found),
    ...[...found(numberedCases), ...found(failureScenarios), ...found(noVagueExpectations)],
  ];
}

/** Whether the gate would stop at one of them. */
export function fallsShort(shortcomings: readonly Shortcoming[]): boolean {
  return shortcomings.some(({ level }) => level === 'error');
}
