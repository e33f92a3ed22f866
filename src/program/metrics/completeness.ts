// The gate's completeness, of what a model answered: the ba role's target is judged on it.

import { countFields } from '../../dataset/completeness.ts';
import { member } from '../../dataset/values.ts';
import type { Metric } from '../metric.ts';
import { textIn } from './answer-field.ts';
import { parseYamlList } from './yaml-list.ts';

const texts = ['title', 'description'] as const;
const lists = ['functional_requirements', 'non_functional_requirements', 'constraints'] as const;

/** Complete fields of `countFields` over all required, the concept being the example's; its weight is their number. */
export const completeness: Metric = {
  name: 'completeness',
  score({ inputs, record }, outputs) {
    const concept = textIn(inputs, 'concept') ?? member(record, 'concept');
    const requirements: Record<string, unknown> = {};
    const flaws: Record<string, string> = {};
    for (const name of texts) {
      requirements[name] = textIn(outputs, name);
      flaws[name] = 'is empty';
    }
    for (const name of lists) {
      const list = parseYamlList(textIn(outputs, name) ?? '');
      if ('items' in list) requirements[name] = list.items;
      flaws[name] = 'problem' in list ? list.problem : 'has no item, or one without id, description or priority';
    }
    const { required, complete } = countFields({ concept, requirements });
    // One field at a time, so that the gate alone says what is complete.
    const reasons = Object.entries(flaws)
      .filter(([name]) => countFields({ requirements: { [name]: requirements[name] } }).complete === 0)
      .map(([name, flaw]) => `\`${name}\` ${flaw}`);
    if (countFields({ concept }).complete === 0) reasons.unshift('`concept` is empty');
    const told = reasons.length > 0 ? reasons : [`all ${required} fields are complete`];
    return { score: complete / required, weight: required, reasons: told };
  },
};
