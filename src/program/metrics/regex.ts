// For answers of a known form. The pattern comes from a config and the answer from anywhere, so the engine is linear.

import { notLoaded, reasonOf, SetupError } from '../../core/errors.ts';
import { quote } from '../../dataset/scan/quote.ts';
import type { Metric } from '../metric.ts';
import { pickField, textIn } from './answer-field.ts';

/** 1 when RE2's `pattern` is found in the field. `where` names the setting in the error of a pattern that is none. */
export function regex({ field: named, pattern }: { field?: string; pattern: string }, where: string): Metric {
  const compile = async () => {
    const { RE2JS } = await import('re2js').catch(notLoaded);
    try {
      return RE2JS.compile(pattern);
    } catch (thrown) {
      throw new SetupError(`${where}: the pattern ${quote(pattern)} is none that RE2 knows: ${reasonOf(thrown)}`);
    }
  };
  let compiled: ReturnType<typeof compile> | undefined;
  const ready = () => {
    compiled ??= compile();
    return compiled;
  };
  return {
    name: named === undefined ? 'regex' : `regex ${named}`,
    async prepare() {
      await ready();
    },
    async score(example, outputs) {
      const form = await ready();
      const field = pickField(named, example, outputs);
      const answer = textIn(outputs, field);
      if (answer === null) return { score: 0, weight: 1, reasons: [`\`${field}\` is missing`] };
      const fits = form.matcher(answer).find();
      const reason = `\`${field}\` ${fits ? 'matches' : `is ${quote(answer)}, which does not match`} ${quote(pattern)}`;
      return { score: fits ? 1 : 0, weight: 1, reasons: [reason] };
    },
  };
}
