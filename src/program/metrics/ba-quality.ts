// What makes requirements good, beyond being there, in steps small enough to lead a search: the ba role is tuned on it.

import { member } from '../../dataset/values.ts';
import type { Metric } from '../metric.ts';
import type { Values } from '../values.ts';
import { textIn } from './answer-field.ts';
import { type Check, scoreChecks, share } from './checks.ts';
import { nameSome } from './negative-coverage.ts';
import { parseYamlList } from './yaml-list.ts';

const titleLength = { least: 10, most: 100 };
const descriptionLength = 100;
const fewestItems = 2;
const itemKeys = ['id', 'description', 'priority'] as const;
const priorities: ReadonlySet<unknown> = new Set(['High', 'Medium', 'Low']);
const lists = [
  { name: 'functional_requirements', prefix: 'FR' },
  { name: 'non_functional_requirements', prefix: 'NFR' },
  { name: 'constraints', prefix: 'C' },
] as const;

/** 100 points: the title 10, the description 15, each of the three lists 25. */
export const baQuality: Metric = {
  name: 'ba-quality',
  score: (_, outputs) =>
    scoreChecks([
      ...checkTitle(outputs),
      ...checkDescription(outputs),
      ...lists.flatMap((list) => checkList(outputs, list)),
    ]),
};

function checkTitle(outputs: Values): Check[] {
  const { least, most } = titleLength;
  const length = lengthOf(outputs, 'title');
  if (length === 0) return [{ points: 10, holds: 0, reason: '`title` is missing' }];
  const fits = Math.min(1, length / least, most / length);
  return [
    { points: 4, holds: 1, reason: '' },
    { points: 6, holds: fits, reason: `\`title\` has ${count(length, 'character')}, expected ${least}–${most}` },
  ];
}

function checkDescription(outputs: Values): Check[] {
  const length = lengthOf(outputs, 'description');
  if (length === 0) return [{ points: 15, holds: 0, reason: '`description` is missing' }];
  const fits = Math.min(1, length / descriptionLength);
  const reason = `\`description\` has ${count(length, 'character')}, expected at least ${descriptionLength}`;
  return [
    { points: 4, holds: 1, reason: '' },
    { points: 11, holds: fits, reason },
  ];
}

function checkList(outputs: Values, { name, prefix }: (typeof lists)[number]): Check[] {
  const text = textIn(outputs, name);
  if (text === null) return [{ points: 25, holds: 0, reason: `\`${name}\` is missing` }];
  const list = parseYamlList(text);
  if ('problem' in list) return [{ points: 25, holds: 0, reason: `\`${name}\` ${list.problem}` }];
  const { items } = list;
  const filled = items.flatMap((item) => itemKeys.filter((key) => isFilled(member(item, key)))).length;
  const ranked = items.filter((item) => priorities.has(member(item, 'priority'))).length;
  const { good, bad } = sortIds(items, new RegExp(`^${prefix}\\d{3,}$`));
  const keys = items.length * itemKeys.length;
  return [
    { points: 5, holds: items.length > 0 ? 1 : 0, reason: `\`${name}\` is an empty list` },
    {
      points: 5,
      holds: Math.min(1, items.length / fewestItems),
      reason: `\`${name}\` has ${count(items.length, 'item')}, expected at least ${fewestItems}`,
    },
    {
      points: 7,
      holds: share(filled, keys),
      reason: `\`${name}\`: ${filled} of ${keys} texts (id, description, priority) are there`,
    },
    {
      points: 5,
      holds: share(good, items.length),
      reason: `\`${name}\`: ${good} of ${count(items.length, 'id')} are unique and like ${prefix}001${bad.length > 0 ? `, not ${nameSome(bad)}` : ''}`,
    },
    {
      points: 3,
      holds: share(ranked, items.length),
      reason: `\`${name}\`: ${ranked} of ${count(items.length, 'priority')} are High, Medium or Low`,
    },
  ];
}

/** How many ids are well formed and seen for the first time, and those that are not. */
function sortIds(items: readonly unknown[], form: RegExp): { good: number; bad: string[] } {
  const seen = new Set<string>();
  const bad: string[] = [];
  for (const item of items) {
    const id = member(item, 'id');
    if (typeof id !== 'string') continue;
    if (form.test(id) && !seen.has(id)) seen.add(id);
    else bad.push(id);
  }
  return { good: seen.size, bad };
}

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const lengthOf = (outputs: Values, field: string) => (textIn(outputs, field) ?? '').trim().length;
const count = (number: number, noun: string) =>
  `${number} ${number === 1 ? noun : noun.replace(/y$/, 'ie').replace(/$/, 's')}`;
