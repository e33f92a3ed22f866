// The built-in role `ba`: a concept becomes requirements. Its instruction is the baseline that tuning has to beat.

import { reasonOf } from '../../core/errors.ts';
import { member } from '../../dataset/values.ts';
import { parseBlockYaml } from '../block-yaml.ts';
import { type Example, requiredList, requiredText, shortKey, UnusableRecord } from '../example.ts';
import { textIn } from '../metrics/answer-field.ts';
import { parseYamlList } from '../metrics/yaml-list.ts';
import type { RoleDeclaration } from '../role-declaration.ts';
import type { Values } from '../values.ts';

export const ba = {
  description: 'A business analyst turns a product concept into requirements.',
  module: 'Predict',
  instructions:
    'Turn the product concept into requirements, in the language of the concept. Give a title of 10 to 100 characters and a description of at least 100 characters that says what is built, for whom and why. Give the functional requirements, the non-functional requirements and the constraints each as a YAML list of at least two items; every item has an id (FR001, FR002 … for functional requirements, NFR001 … for non-functional ones, C001 … for constraints), a description of one testable statement, and a priority, which is High, Medium or Low.',
  inputs: { concept: 'The product idea, in a sentence or two' },
  outputs: {
    title: 'Name of the product, 10 to 100 characters',
    description: 'What is built, for whom and why, at least 100 characters',
    functional_requirements: 'YAML list of items with id (FR001 …), description and priority (High, Medium or Low)',
    non_functional_requirements:
      'YAML list of items with id (NFR001 …), description and priority (High, Medium or Low)',
    constraints: 'YAML list of items with id (C001 …), description and priority (High, Medium or Low)',
  },
  metric: 'ba-quality',
  target: { metric: 'completeness', minimum: 0.98 },
  limits: { seconds: 60 },
} as const satisfies RoleDeclaration;

/** `requirements` may also come as the YAML text `requirements_yaml`, and all of it inside `input` and `output`. */
export function baExample(record: unknown, place: { path: string; line: number }): Example {
  const input = member(record, 'concept') === undefined ? member(record, 'input') : record;
  const concept = requiredText(input, 'concept');
  const requirements = requirementsOf(record) ?? requirementsOf(member(record, 'output')) ?? member(record, 'output');
  const holder = { requirements };
  if (requirements === undefined) throw new UnusableRecord('requirements is missing');
  return {
    ...place,
    key: shortKey(concept),
    inputs: { concept },
    labels: {
      title: requiredText(holder, 'requirements', 'title'),
      description: requiredText(holder, 'requirements', 'description'),
      functional_requirements: requiredList(holder, 'requirements', 'functional_requirements'),
      non_functional_requirements: requiredList(holder, 'requirements', 'non_functional_requirements'),
      constraints: requiredList(holder, 'requirements', 'constraints'),
    },
    record,
  };
}

/** Blank texts, and lists that are none or empty. */
export function baFlaws(outputs: Values): string[] {
  const texts = ['title', 'description'].flatMap((name) =>
    (textIn(outputs, name) ?? '').trim() === '' ? [`\`${name}\` is empty`] : [],
  );
  const lists = ['functional_requirements', 'non_functional_requirements', 'constraints'].flatMap((name) => {
    const list = parseYamlList(textIn(outputs, name) ?? '');
    if ('problem' in list) return [`\`${name}\` ${list.problem}`];
    return list.items.length === 0 ? [`\`${name}\` is an empty list`] : [];
  });
  return [...texts, ...lists];
}

function requirementsOf(record: unknown): unknown {
  const yaml = member(record, 'requirements_yaml');
  const requirements = member(record, 'requirements');
  if (requirements !== undefined || typeof yaml !== 'string') return requirements;
  try {
    const parsed = parseBlockYaml(yaml);
    return member(parsed, 'requirements') ?? parsed;
  } catch (error) {
    throw new UnusableRecord(`requirements_yaml cannot be read: ${reasonOf(error)}`);
  }
}
