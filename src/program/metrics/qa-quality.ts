// What makes test cases good, beyond the required mentions, in steps small enough to lead a search: the qa role is
// tuned on it. What counts as a section, a case or a vague expectation is the gate's to say.

import type { Draft } from '../../core/finding.ts';
import { storyCoverage } from '../../testcases/coverage.ts';
import type { SectionKind, TestcaseFacts } from '../../testcases/facts.ts';
import { describesFailure } from '../../testcases/failure-words.ts';
import { parseTestcases } from '../../testcases/parse.ts';
import { renderAnswer } from '../../testcases/prompt.ts';
import { rule as expectedResults } from '../../testcases/rules/expected-results.ts';
import { rule as noVagueExpectations } from '../../testcases/rules/no-vague-expectations.ts';
import { checkSection } from '../../testcases/section.ts';
import type { Metric } from '../metric.ts';
import { textIn } from './answer-field.ts';
import { type Check, scoreChecks, share } from './checks.ts';
import { mentionsOf, missingMentions, nameSome } from './negative-coverage.ts';

const field = 'test_cases_md';

/**
 * 100 points: required mentions in the unhappy part 30, expected results 20, the two sections 10 each, numbered cases
 * in them 5 each, expectations that are not vague 10, unhappy cases that tell of a failure 10. A record that requires
 * no mention is scored on the other 70.
 */
export const qaQuality: Metric = {
  name: 'qa-quality',
  score(example, outputs) {
    const answer = textIn(outputs, field);
    if (answer === null || answer.trim() === '') return { score: 0, weight: 1, reasons: [`\`${field}\` is missing`] };
    const markdown = renderAnswer(answer);
    const file = parseTestcases(markdown, `${field}.md`);
    const [problem] = file.problems;
    if (problem) return { score: 0, weight: 1, reasons: [`\`${field}\` cannot be read: ${problem.message}`] };
    const facts: TestcaseFacts = { folder: '', present: true, files: [file], expectations: null };
    const casesOf = (kind: SectionKind) =>
      file.sections.filter((one) => one.kind === kind).flatMap(({ cases }) => cases);
    const [happy, unhappy] = [casesOf('happy'), casesOf('unhappy')];
    const cases = [...happy, ...unhappy];
    const stated = cases.flatMap(({ expected }) => expected.filter(({ text }) => text !== ''));
    const silent = [...expectedResults.check(facts, {})].length;
    const vague = [...noVagueExpectations.check(facts, { phrases: [] })].length;
    const calm = unhappy.filter(({ text }) => !describesFailure(text));
    const { required, covered, missing } = storyCoverage(markdown, mentionsOf(example));
    return scoreChecks([
      ...(required > 0
        ? [{ points: 30, holds: covered / required, reason: missingMentions({ required, missing }) }]
        : []),
      hasSection(10, [...checkSection(facts, 'happy')]),
      hasSection(10, [...checkSection(facts, 'unhappy')]),
      { points: 5, holds: happy.length > 0 ? 1 : 0, reason: `\`${field}\` numbers no case of a happy path` },
      { points: 5, holds: unhappy.length > 0 ? 1 : 0, reason: `\`${field}\` numbers no case of an unhappy path` },
      {
        points: 20,
        holds: share(cases.length - silent, cases.length),
        reason: `${silent} of ${cases.length} cases in \`${field}\` state no expected result`,
      },
      {
        points: 10,
        holds: share(stated.length - vague, stated.length),
        reason: `${vague} of ${stated.length} expected results in \`${field}\` say nothing that can be seen`,
      },
      {
        points: 10,
        holds: share(unhappy.length - calm.length, unhappy.length),
        reason: `${calm.length} of ${unhappy.length} unhappy cases in \`${field}\` tell of no failure${calm.length > 0 ? `: ${nameSome(calm.map(({ title }) => title))}` : ''}`,
      },
    ]);
  },
};

/** The gate's finding on a section names the file, which is the field, and a line of the answer; nothing of its text. */
function hasSection(points: number, [missing]: readonly Draft[]): Check {
  return { points, holds: missing ? 0 : 1, reason: missing?.message ?? '' };
}
