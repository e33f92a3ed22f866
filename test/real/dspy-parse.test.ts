// What DSPy's adapters read in an answer, we read in it too: our reading is more generous, never different.

import { expect, test } from 'vitest';
import { parseAnswer, parseJsonAnswer } from '../../src/program/parse-answer.ts';
import type { Field, Predictor } from '../../src/program/program.ts';
import type { Values } from '../../src/program/values.ts';
import { python } from './dspy.ts';

const outputs: Field[] = [
  { name: 'title', type: 'str', description: '' },
  { name: 'count', type: 'int', description: '' },
  { name: 'share', type: 'float', description: '' },
  { name: 'sure', type: 'bool', description: '' },
  { name: 'tags', type: 'list[str]', description: '' },
  { name: 'mood', type: { literal: ['good', 'so-so'] }, description: '' },
];
const predictor: Predictor = {
  ...{ path: 'self', module: 'Predict', demos: [] },
  signature: { instructions: '', inputs: [], outputs },
};

const plain = { title: 'A title', count: '3', share: '0.5', sure: 'True', tags: '["a", "ü"]', mood: 'good' };
const chat = (changed: Partial<typeof plain> = {}, gap = '\n\n') =>
  Object.entries({ ...plain, ...changed })
    .map(([name, text]) => `[[ ## ${name} ## ]]\n${text}`)
    .join(gap);
const json = (changed: Record<string, unknown> = {}) =>
  JSON.stringify({ title: 'A', count: 3, share: 0.5, sure: true, tags: ['a'], mood: 'good', ...changed });

/** Read by DSPy in one of the two formats, every one of them. */
const answers = [
  chat(),
  `${chat()}\n\n[[ ## completed ## ]]\nBye`,
  `Well, then.\n${chat({ title: 'two\n\n  lines: of\n## text\n**Count:** 4' }, '\n')}`,
  chat({ title: 'count: 4\nmood: so-so' }),
  chat({ title: '{"title": "not this"}' }),
  `${chat()}\n[[ ## title ## ]]\nnot this\n[[ ## count ## ]]\n9`,
  `[[ ## unknown ## ]]\nx\n${chat()}`,
  chat().replaceAll('\n', '\r\n'),
  chat().replace('## ]]\n', '## ]] '),
  chat({ count: ' -12 ', share: '1e-3', sure: 'false', tags: "['a', 'b']", mood: '"so-so"' }),
  chat({ share: '2', tags: '[]' }),
  chat({ tags: '[\n  "a",\n  "b"\n]' }),
  json(),
  `\`\`\`json\n${json({ title: 'two\nlines', extra: 1 })}\n\`\`\``,
  `Here: ${json({ count: '4', share: '0.25', sure: 'false', tags: '["x"]' })}`,
  JSON.stringify(JSON.parse(json({ share: 1 })), null, 2),
];

const real = () => python('parse.py', [], JSON.stringify({ outputs, answers })) as { chat: Values; json: Values }[];

test('every answer that DSPy reads has the same values here', () => {
  for (const [index, read] of real().entries()) {
    const answer = answers[index] ?? '';
    expect([read.chat, read.json].filter(Boolean), answer).not.toEqual([]);
    if (read.chat) expect(parseAnswer(predictor, answer), answer).toEqual(read.chat);
    else expect(parseJsonAnswer(predictor, answer), answer).toEqual(read.json);
  }
});
