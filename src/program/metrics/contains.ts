// For answers that must speak of something, in whatever words around it.

import { quote } from '../../dataset/scan/quote.ts';
import { fold } from '../../testcases/fold.ts';
import type { Metric } from '../metric.ts';
import { pickField, textIn, wantedText } from './answer-field.ts';

/** 1 when the field holds the text, or the label; as for required mentions, case and accents do not matter. */
export function contains({ field: named, text }: { field?: string; text?: string }): Metric {
  return {
    name: named === undefined ? 'contains' : `contains ${named}`,
    score(example, outputs) {
      const field = pickField(named, example, outputs);
      const wanted = wantedText(text, example, field);
      if (wanted === null) return { score: 0, weight: 0, reasons: [`\`${field}\` has no label`] };
      const answer = textIn(outputs, field);
      if (answer === null) return { score: 0, weight: 1, reasons: [`\`${field}\` is missing`] };
      const holds = fold(answer).includes(fold(wanted));
      return {
        score: holds ? 1 : 0,
        weight: 1,
        reasons: [`\`${field}\` ${holds ? 'holds' : 'lacks'} ${quote(wanted)}`],
      };
    },
  };
}
