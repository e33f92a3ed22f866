// The gate's negative coverage, of the test cases that a model wrote: the qa role's target is judged on it.

import { quote } from '../../dataset/scan/quote.ts';
import { member } from '../../dataset/values.ts';
import { type Coverage, storyCoverage } from '../../testcases/coverage.ts';
import { renderAnswer } from '../../testcases/prompt.ts';
import type { Example } from '../example.ts';
import type { Metric } from '../metric.ts';
import { textIn } from './answer-field.ts';

const mostNamed = 5;

/** Required mentions of the record that the unhappy part of `test_cases_md` covers; its weight is their number. */
export const negativeCoverage: Metric = {
  name: 'negative-coverage',
  score(example, outputs) {
    const answer = textIn(outputs, 'test_cases_md');
    const { score, required, missing } = storyCoverage(renderAnswer(answer ?? ''), mentionsOf(example));
    if (score === null) return { score: 0, weight: 0, reasons: ['the record requires no mention'] };
    if (missing.length === 0) {
      return { score, weight: required, reasons: [`\`test_cases_md\` mentions all ${required} that are required`] };
    }
    return { score, weight: required, reasons: [missingMentions({ required, missing })] };
  },
};

/** The record's `required_mentions`. */
export function mentionsOf({ record }: Example): string[] {
  const mentions = member(record, 'required_mentions');
  return Array.isArray(mentions) ? mentions.filter((mention) => typeof mention === 'string') : [];
}

export function missingMentions({ required, missing }: Pick<Coverage, 'required' | 'missing'>): string {
  const of = `${missing.length} of ${required} required mentions`;
  return `the unhappy part of \`test_cases_md\` lacks ${of}: ${nameSome(missing)}`;
}

/** The first few, quoted and shortened. */
export function nameSome(texts: readonly string[]): string {
  const more = texts.length > mostNamed ? ` and ${texts.length - mostNamed} more` : '';
  return `${texts.slice(0, mostNamed).map(quote).join(', ')}${more}`;
}
