// Answers of a given quality: the right one, with as much of it spoilt as quality lacks.
import { unit } from './chance.ts';
import { genericOutput } from './generic-task.ts';

interface Item {
  id: string;
  description: string;
  priority: string;
}

/** Dataset records by concept and by story title, for answers that a metric can hold against the labels. */
export type Known = ReadonlyMap<string, Record<string, unknown>>;

/** Every output field's text. `quality` is 0–1; `request` is what chance hangs on. */
export function answerTask(
  outputs: readonly string[],
  inputs: Record<string, string>,
  quality: number,
  request: string,
  known: Known,
): Record<string, string> {
  const keeps = (part: string) => unit('keep', part, request) < quality;
  const answer = outputs.includes('functional_requirements')
    ? requirements(inputs.concept ?? '', quality, keeps, known)
    : outputs.includes('test_cases_md')
      ? { test_cases_md: testCases(inputs.story_title ?? '', keeps, known) }
      : {};
  const plain = graded(Object.values(inputs)[0] ?? '', quality, request);
  return Object.fromEntries(
    outputs.map((name) => [name, name === 'reasoning' ? 'One part after the other.' : (answer[name] ?? plain)]),
  );
}

/** As many of the ten words are right as quality says; which, and the rounding, is chance. */
function graded(input: string, quality: number, request: string): string {
  const wanted = genericOutput(input);
  const right = Math.floor(quality * wanted.length + unit('round', request));
  const rank = wanted.map((_, place) => unit('place', place, request));
  const order = wanted.map((_, place) => place).sort((a, b) => (rank[a] as number) - (rank[b] as number));
  const kept = new Set(order.slice(0, right));
  return wanted.map((text, place) => (kept.has(place) ? text : 'wrong')).join(' ');
}

function requirements(
  concept: string,
  quality: number,
  keeps: (part: string) => boolean,
  known: Known,
): Record<string, string> {
  const label = (known.get(concept)?.requirements ?? {}) as Record<string, string | Item[] | undefined>;
  const items = (name: string, prefix: string): string => {
    const good = Array.isArray(label[name]) ? label[name] : madeUp(prefix, concept);
    // What is good enough is wholly good, so that a target near 1 can be met.
    if (quality > 0.9) return list(good);
    if (!keeps(name) && !keeps(`${name} again`)) return `${name}: unknown, see ${concept}`;
    return list(
      good.map((item, index) => ({
        id: keeps(`${name} id ${index}`) ? item.id : `R-${index + 1}`,
        description: item.description,
        priority: keeps(`${name} priority ${index}`) ? item.priority : '',
      })),
    );
  };
  const title = String(label.title ?? `The ${concept}`).slice(0, 100);
  const description = String(
    label.description ??
      `${concept}, for those who need it, on every day of the year, with what they have at hand and without a word of help.`,
  );
  return {
    title: keeps('title') ? title : title.slice(0, 6),
    description: keeps('description') ? description : description.slice(0, Math.ceil(quality * 100)),
    functional_requirements: items('functional_requirements', 'FR'),
    non_functional_requirements: items('non_functional_requirements', 'NFR'),
    constraints: items('constraints', 'C'),
  };
}

const madeUp = (prefix: string, concept: string): Item[] =>
  [1, 2, 3].map((number) => ({
    id: `${prefix}${String(number).padStart(3, '0')}`,
    description: `Part ${number} of ${concept} does what it says`,
    priority: ['High', 'Medium', 'Low'][number - 1] as string,
  }));

const list = (items: readonly Item[]) =>
  items
    .map(
      ({ id, description, priority }) =>
        `- id: ${id}\n  description: ${JSON.stringify(description)}${priority === '' ? '' : `\n  priority: ${priority}`}`,
    )
    .join('\n');

function testCases(title: string, keeps: (part: string) => boolean, known: Known): string {
  const mentions = known.get(title)?.required_mentions;
  const required: string[] = Array.isArray(mentions) ? mentions : ['error', 'timeout', 'retry'];
  const covered = required.filter((mention) => keeps(`mention ${mention}`));
  const expected = (part: string, text: string) => (keeps(part) ? `\n   - Expected Result: ${text}` : '');
  const happy = [
    `1. ${title}\n   - Go through all steps with valid data${expected('happy', 'the page shows the new entry with number 17')}`,
  ];
  const unhappy = (covered.length > 0 ? covered : ['something else']).map(
    (mention, index) =>
      `${index + 1}. It fails: ${mention}\n   - Bring about ${mention}${expected(mention, `an error message names ${mention} and nothing is saved`)}`,
  );
  const heading = keeps('unhappy section') ? '## Unhappy Path\n\n' : '';
  return `## Happy Path\n\n${happy.join('\n')}\n\n${heading}${unhappy.join('\n')}`;
}
