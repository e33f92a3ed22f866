// The whole of the format is held against DSPy itself in test/real; here stands what it looks like.

import { expect, test } from 'vitest';
import { renderJsonMessages, renderMessages } from './chat.ts';
import type { Field, FieldType, Predictor } from './program.ts';

const field = (name: string, type: FieldType = 'str', description = `\${${name}}`): Field => ({
  name,
  type,
  description,
});
const predictor: Predictor = {
  path: 'predict',
  module: 'ChainOfThought',
  signature: {
    instructions: 'Judge the text.\nBe fair.',
    inputs: [field('text', 'str', 'What to judge'), field('tags', 'list[str]')],
    outputs: [field('mood', { literal: ['good', "so's"] }), field('count', 'int'), field('parts', 'list[str]')],
  },
  demos: [
    { augmented: true, values: { text: 'a', tags: ['x', 'ü'], reasoning: 'r', mood: 'good', count: 2, parts: [] } },
    { augmented: false, values: { text: ['one', 'two\nlines'], mood: "so's" } },
    { augmented: false, values: { text: 'no output' } },
  ],
};

test('the chat format', () => {
  const messages = renderMessages(predictor, { text: 'T' });
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant', 'user']);
  expect(messages[0]?.content).toBe(`Your input fields are:
1. \`text\` (str): What to judge
2. \`tags\` (list[str]):
Your output fields are:
1. \`reasoning\` (str):${' '}
2. \`mood\` (Literal['good', "so's"]):${' '}
3. \`count\` (int):${' '}
4. \`parts\` (list[str]):
All interactions will be structured in the following way, with the appropriate values filled in.

[[ ## text ## ]]
{text}

[[ ## tags ## ]]
{tags}

[[ ## reasoning ## ]]
{reasoning}

[[ ## mood ## ]]
{mood}        # note: the value you produce must exactly match (no extra characters) one of: good; so's

[[ ## count ## ]]
{count}        # note: the value you produce must be a single int value

[[ ## parts ## ]]
{parts}        # note: the value you produce must adhere to the JSON schema: {"type": "array", "items": {"type": "string"}}

[[ ## completed ## ]]
In adhering to this structure, your objective is:${' '}
        Judge the text.
        Be fair.`);
  expect(
    messages[1]?.content,
  ).toBe(`This is an example of the task, though some input or output fields are not supplied.

[[ ## text ## ]]
[1] «one»
[2] «««
    two
    lines
»»»`);
  expect(messages[2]?.content).toContain('[[ ## reasoning ## ]]\nNot supplied for this particular example. \n\n');
  expect(messages[3]?.content).toBe('[[ ## text ## ]]\na\n\n[[ ## tags ## ]]\n["x", "ü"]');
  expect(messages[4]?.content).toMatch(
    /\[\[ ## count ## \]\]\n2\n\n\[\[ ## parts ## \]\]\n\[\]\n\n\[\[ ## completed ## \]\]\n$/,
  );
  expect(messages[5]?.content).toBe(
    '[[ ## text ## ]]\nT\n\nRespond with the corresponding output fields, starting with the field `[[ ## reasoning ## ]]`, ' +
      `then \`[[ ## mood ## ]]\` (must be formatted as a valid Python Literal['good', "so's"]), then \`[[ ## count ## ]]\` ` +
      '(must be formatted as a valid Python int), then `[[ ## parts ## ]]` (must be formatted as a valid Python list[str]), ' +
      'and then ending with the marker for `[[ ## completed ## ]]`.',
  );
});

test('the format of the second try', () => {
  const messages = renderJsonMessages(predictor, { text: 'T' });
  expect(messages[0]?.content).toContain(
    'Outputs will be a JSON object with the following fields.\n\n{\n  "reasoning": "{reasoning}",',
  );
  expect(messages[4]?.content).toBe('{\n  "reasoning": "r",\n  "mood": "good",\n  "count": 2,\n  "parts": []\n}');
  expect(messages[5]?.content).toMatch(
    /\n\nRespond with a JSON object in the following order of fields: `reasoning`, then `mood` \(/,
  );
});
