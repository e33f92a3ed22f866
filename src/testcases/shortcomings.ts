// What one story's test cases still lack, in words: shown to people, and told to the model before its second try.

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

/** Messages of the test-case rules, with their default options, for a story that must mention `mentions`. */
export function findShortcomings(markdown: string, story: string, mentions: readonly string[]): string[] {
  const expected = mentions.map((text) => ({ line: 1, text }));
  const facts: TestcaseFacts = {
    ...{ folder: '', present: true, files: [parseTestcases(markdown, `${story}.md`)] },
    expectations: { path: '', cases: [{ line: 1, story, description: '', mentions: expected }], problems: [] },
  };
  const messages = <O extends Rule['options']>({ options, check }: Rule<TestcaseFacts, O>) => {
    const defaults = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
    return [...check(facts, defaults as OptionValues<O>)].map(({ message }) => message);
  };
  return [
    ...[testcasesReadable, happyPathSection, unhappyPathSection, numberedCases, expectedResults].flatMap(messages),
    ...messages(failureScenarios),
    ...messages(requiredMentions),
    ...messages(noVagueExpectations),
  ];
}
