// For answers of which there is only one.

import { quote } from '../../dataset/scan/quote.ts';
import type { Metric } from '../metric.ts';
import { pickField, textIn, wantedText } from './answer-field.ts';

/** 1 when the field is the text, or the label, character by character; only line ends and white space around differ. */
export function exact({ field: named, text }: { field?: string; text?: string }): Metric {
  return {
    name: named === undefined ? 'exact' : `exact ${named}`,
    score(example, outputs) {
      const field = pickField(named, example, outputs);
      const wanted = wantedText(text, example, field);
      if (wanted === null) return { score: 0, weight: 0, reasons: [`\`${field}\` has no label`] };
      const answer = textIn(outputs, field);
      if (answer === null) return { score: 0, weight: 1, reasons: [`\`${field}\` is missing`] };
      if (plain(answer) === plain(wanted)) return { score: 1, weight: 1, reasons: [`\`${field}\` is as expected`] };
      return { score: 0, weight: 1, reasons: [`\`${field}\` is ${quote(answer)}, expected ${quote(wanted)}`] };
    },
  };
}

const plain = (text: string) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
