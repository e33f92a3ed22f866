import { expect, test } from 'vitest';
import { generatedMarker, renderAnswer } from './prompt.ts';

const cases = (detail = '') =>
  `# S1\n\n## Happy Path\n\n1. Sign in\n   - Expected Result: the dashboard\n\n## Unhappy Path\n\n1. Locked${detail}\n   - Expected Result: an error`;
const nested = cases('\n\n```json\n{"locked": true}\n```\n');
const fenced = (text: string, mark = '```') => `${mark}markdown\n${text}\n${mark}`;

test.each<[string, string, string]>([
  ['as it is', cases(), cases()],
  ['in a fence', fenced(cases()), cases()],
  ['in a fence, with line ends of Windows', fenced(cases()).replaceAll('\n', '\r\n'), cases()],
  ['in a fence with a fence in it', fenced(nested), nested],
  ['after a sentence', `Sure!\n\n${fenced(cases())}`, cases()],
  ['between two sentences', `Sure! Here they are:\n${fenced(cases(), '~~~~')}\n\nShall I go on?`, cases()],
  ['after a sentence, in a fence with a fence in it', `Sure!\n${fenced(nested)}`, nested],
  ['after a sentence, in a longer fence with any fence in it', `Sure!\n${fenced(nested, '````')}`, nested],
])('test cases %s are taken out', (_, answer, expected) =>
  expect(renderAnswer(answer)).toBe(`${generatedMarker}\n\n${expected}\n`),
);

test.each<[string, string]>([
  ['a sentence without a fence', `Sure!\n\n${cases()}`],
  ['a fence with one of the sections', `Sure!\n\n${fenced('## Happy Path\n\n1. Sign in')}\n\n## Unhappy Path`],
  ['two fences', `Sure!\n\n${fenced(cases())}\n\nOr so:\n\n${fenced(cases())}`],
  ['a fence of something else', `Sure!\n\n${fenced(cases()).replace('markdown', 'json')}`],
  ['a fence that nothing closes', `Sure!\n\n\`\`\`markdown\n${cases()}`],
  ['test cases that hold a fence', nested],
])('%s stays', (_, answer) => expect(renderAnswer(answer)).toBe(`${generatedMarker}\n\n${answer}\n`));
