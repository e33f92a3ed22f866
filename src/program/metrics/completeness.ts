// The gate's completeness, of what a model answered: the ba role's target is judged on it.

import { countFields, requiredFields } from '../../dataset/completeness.ts';
import { member } from '../../dataset/values.ts';
import type { Metric } from '../metric.ts';
import type { Values } from '../values.ts';
import { textIn } from './answer-field.ts';
import { parseYamlList } from './yaml-list.ts';

const texts = ['title', 'description'] as const;
export const lists = ['functional_requirements', 'non_functional_requirements', 'constraints'] as const;

/** Complete fields of `countFields` over all required, the concept being the example's; its weight is their number. */
export const completeness: Metric = {
  name: 'completeness',
  score({ inputs, record }, outputs) {
    const concept = textIn(inputs, 'concept') ?? member(record, 'concept');
    const requirements = readRequirements(outputs);
    const { required, complete } = countFields({ concept, requirements });
    // The concept and one field at a time, so that the gate alone says what is complete.
    const bare = countFields({ concept }).complete;
    const reasons = [...texts, ...lists]
      .filter((name) => countFields({ concept, requirements: { [name]: requirements[name] } }).complete === bare)
      .map((name) => `\`${name}\` is ${textIn(outputs, name) === null ? 'missing' : 'incomplete'}`);
    if (bare === 0) reasons.unshift('`concept` is missing');
    return {
      score: complete / required,
      weight: requiredFields,
      reasons: reasons.length > 0 ? reasons : [`all ${required} fields are complete`],
    };
  },
};

/** The outputs as a record's `requirements`: texts as they are, lists read. What cannot be read is absent. */
function readRequirements(outputs: Values): Record<string, unknown> {
  const requirements: Record<string, unknown> = {};
  for (const name of texts) requirements[name] = textIn(outputs, name);
  for (const name of lists) {
    const list = parseYamlList(textIn(outputs, name) ?? '');
    if ('items' in list) requirements[name] = list.items;
  }
  return requirements;
}
