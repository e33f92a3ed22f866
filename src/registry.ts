// The one list of rules, in the order in which the README shows them. Adding a rule = one file and one line here.

import type { Rule } from './core/rule.ts';
import { rule as balancedShares } from './dataset/rules/balanced-shares.ts';
import { rule as completeness } from './dataset/rules/completeness.ts';
import { rule as evalNotLarger } from './dataset/rules/eval-not-larger.ts';
import { rule as jsonBounded } from './dataset/rules/json-bounded.ts';
import { rule as jsonExactNumbers } from './dataset/rules/json-exact-numbers.ts';
import { rule as jsonNoPrototypeKeys } from './dataset/rules/json-no-prototype-keys.ts';
import { rule as jsonPairedSurrogates } from './dataset/rules/json-paired-surrogates.ts';
import { rule as jsonUniqueKeys } from './dataset/rules/json-unique-keys.ts';
import { rule as lineEndings } from './dataset/rules/line-endings.ts';
import { rule as manifestComplete } from './dataset/rules/manifest-complete.ts';
import { rule as manifestCurator } from './dataset/rules/manifest-curator.ts';
import { rule as manifestCurrent } from './dataset/rules/manifest-current.ts';
import { rule as manifestDates } from './dataset/rules/manifest-dates.ts';
import { rule as manifestFiles } from './dataset/rules/manifest-files.ts';
import { rule as manifestReadable } from './dataset/rules/manifest-readable.ts';
import { rule as minimumExamples } from './dataset/rules/minimum-examples.ts';
import { rule as namedSplit } from './dataset/rules/named-split.ts';
import { rule as noExactDuplicates } from './dataset/rules/no-exact-duplicates.ts';
import { rule as noKeyDuplicates } from './dataset/rules/no-key-duplicates.ts';
import { rule as noLeakage } from './dataset/rules/no-leakage.ts';
import { rule as noNearDuplicates } from './dataset/rules/no-near-duplicates.ts';
import { rule as noStrays } from './dataset/rules/no-strays.ts';
import { rule as recordSchema } from './dataset/rules/record-schema.ts';
import { rule as regularFile } from './dataset/rules/regular-file.ts';
import { rule as validJson } from './dataset/rules/valid-json.ts';
import { rule as validUtf8 } from './dataset/rules/valid-utf8.ts';
import { rule as pilotsDataCurrent } from './pilots/rules/pilots-data-current.ts';
import { rule as pilotsMatchSnapshot } from './pilots/rules/pilots-match-snapshot.ts';
import { rule as pilotsReadable } from './pilots/rules/pilots-readable.ts';
import { rule as rolloutProven } from './pilots/rules/rollout-proven.ts';
import { rule as criteriaTouched } from './planning/rules/criteria-touched.ts';
import { rule as storiesReadable } from './planning/rules/stories-readable.ts';
import { rule as storyHasTestcases } from './planning/rules/story-has-testcases.ts';
import { rule as testcasesHaveStory } from './planning/rules/testcases-have-story.ts';
import { rule as baselineCurrent } from './review/rules/baseline-current.ts';
import { rule as configLoosened } from './review/rules/config-loosened.ts';
import { rule as expectationsKept } from './review/rules/expectations-kept.ts';
import { rule as heldOutKept } from './review/rules/held-out-kept.ts';
import { rule as storiesKept } from './review/rules/stories-kept.ts';
import { rule as expectationHasTestcases } from './testcases/rules/expectation-has-testcases.ts';
import { rule as expectationsReadable } from './testcases/rules/expectations-readable.ts';
import { rule as expectedResults } from './testcases/rules/expected-results.ts';
import { rule as failureScenarios } from './testcases/rules/failure-scenarios.ts';
import { rule as happyPathSection } from './testcases/rules/happy-path-section.ts';
import { rule as negativeCoverage } from './testcases/rules/negative-coverage.ts';
import { rule as noVagueExpectations } from './testcases/rules/no-vague-expectations.ts';
import { rule as numberedCases } from './testcases/rules/numbered-cases.ts';
import { rule as requiredMentions } from './testcases/rules/required-mentions.ts';
import { rule as testcasesReadable } from './testcases/rules/testcases-readable.ts';
import { rule as unhappyPathSection } from './testcases/rules/unhappy-path-section.ts';

// biome-ignore lint/suspicious/noExplicitAny: each rule types its own facts and options; the list forgets them.
export const rules: readonly Rule<any, any>[] = [
  regularFile,
  namedSplit,
  lineEndings,
  validUtf8,
  validJson,
  jsonBounded,
  jsonUniqueKeys,
  jsonNoPrototypeKeys,
  jsonExactNumbers,
  jsonPairedSurrogates,
  recordSchema,
  completeness,
  noExactDuplicates,
  noKeyDuplicates,
  noNearDuplicates,
  noLeakage,
  minimumExamples,
  evalNotLarger,
  balancedShares,
  manifestReadable,
  manifestComplete,
  manifestFiles,
  manifestCurrent,
  manifestDates,
  manifestCurator,
  noStrays,
  testcasesReadable,
  expectationsReadable,
  happyPathSection,
  unhappyPathSection,
  numberedCases,
  expectedResults,
  failureScenarios,
  requiredMentions,
  negativeCoverage,
  noVagueExpectations,
  expectationHasTestcases,
  storiesReadable,
  criteriaTouched,
  storyHasTestcases,
  testcasesHaveStory,
  heldOutKept,
  expectationsKept,
  storiesKept,
  pilotsReadable,
  pilotsMatchSnapshot,
  pilotsDataCurrent,
  rolloutProven,
  configLoosened,
  baselineCurrent,
];

export function ruleById(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
