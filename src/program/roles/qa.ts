// The built-in role `qa`: a story becomes test cases. Its instruction is the baseline that tuning has to beat.

import { member } from '../../dataset/values.ts';
import { parseTestcases } from '../../testcases/parse.ts';
import { renderAnswer } from '../../testcases/prompt.ts';
import { type Example, requiredList, requiredText, shortKey, UnusableRecord } from '../example.ts';
import { textIn } from '../metrics/answer-field.ts';
import type { RoleDeclaration } from '../role-declaration.ts';
import type { Values } from '../values.ts';

export const qa = {
  description: 'A QA engineer turns a user story into test cases.',
  module: 'ChainOfThought',
  instructions:
    'Write the test cases of the user story as Markdown, in the language of the story. Use two sections with the headings "## Happy Path" and "## Unhappy Path", and number the cases 1., 2., … in each. Under every case list its steps and then a line "Expected Result: …" that says what a tester can see. The happy path covers every acceptance criterion; the unhappy path covers invalid input, failures and limits, and names each of them.',
  inputs: {
    story_title: 'Title of the user story',
    story_description: 'The user story itself',
    acceptance_criteria: 'YAML list of what must hold when the story is done',
  },
  outputs: {
    test_cases_md:
      'Markdown with the sections "## Happy Path" and "## Unhappy Path", numbered cases and expected results',
  },
  metric: 'qa-quality',
  target: { metric: 'negative-coverage', minimum: 0.95 },
  limits: { seconds: 90 },
} as const satisfies RoleDeclaration;

/** `test_cases_md` may be absent: it is then rendered from `happy_path` and `unhappy_paths`. */
export function qaExample(record: unknown, place: { path: string; line: number }): Example {
  const story_title = requiredText(record, 'story_title');
  const id = member(record, 'story_id');
  return {
    ...place,
    key: shortKey(typeof id === 'string' && id.trim() !== '' ? id : story_title),
    inputs: {
      story_title,
      story_description: requiredText(record, 'story_description'),
      acceptance_criteria: requiredList(record, 'acceptance_criteria'),
    },
    labels: { test_cases_md: testCases(record, story_title) },
    record,
  };
}

/** A section that is not there, or with nothing in it. */
export function qaFlaws(outputs: Values): string[] {
  const { sections } = parseTestcases(renderAnswer(textIn(outputs, 'test_cases_md') ?? ''), 'answer.md');
  const filled = new Set(sections.flatMap(({ kind, text }) => (text.trim() === '' ? [] : [kind])));
  return (['happy', 'unhappy'] as const)
    .filter((kind) => !filled.has(kind))
    .map((kind) => `\`test_cases_md\` has nothing under a heading of the ${kind} path`);
}

function testCases(record: unknown, title: string): string {
  const written = member(record, 'test_cases_md');
  if (typeof written === 'string' && written.trim() !== '') return written;
  const happy = texts(member(record, 'happy_path'));
  const unhappy = member(record, 'unhappy_paths');
  if (happy.length === 0) throw new UnusableRecord('test_cases_md is missing, and so is happy_path to render it from');
  if (!Array.isArray(unhappy) || unhappy.length === 0) {
    throw new UnusableRecord('test_cases_md is missing, and so is unhappy_paths to render it from');
  }
  const last = happy.at(-1) ?? '';
  const failures = unhappy.map((path, index) => {
    const name = `unhappy_paths[${index}]`;
    return renderCase(
      index + 1,
      oneLine(part(path, 'title', name)),
      texts(member(path, 'steps')),
      part(path, 'expected', name),
    );
  });
  return [
    `## Happy Path\n\n${renderCase(1, oneLine(title), happy.slice(0, -1), last)}`,
    `## Unhappy Path\n\n${failures.join('\n')}`,
  ].join('\n\n');
}

/** A record's happy path is one case: its last step is what the tester sees. */
function renderCase(number: number, title: string, steps: readonly string[], expected: string): string {
  const lines = [...steps.map(oneLine), `Expected Result: ${oneLine(expected)}`];
  return [`${number}. ${title}`, ...lines.map((line) => `   - ${line}`)].join('\n');
}

function part(path: unknown, key: string, name: string): string {
  const value = member(path, key);
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UnusableRecord(`${name}.${key} is missing`);
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string' && entry.trim() !== '') : [];

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
