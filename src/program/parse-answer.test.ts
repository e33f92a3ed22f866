import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJsonMessages, renderMessages } from './chat.ts';
import { parseAnswer, parseJsonAnswer } from './parse-answer.ts';
import type { Field, FieldType, Module, Predictor } from './program.ts';

const field = ([name, type]: [string, FieldType]): Field => ({ name, type, description: '' });
const predictor = (outputs: Record<string, FieldType>, module: Module = 'Predict'): Predictor => ({
  ...{ path: 'self', module, demos: [] },
  signature: { instructions: '', inputs: [], outputs: Object.entries(outputs).map(field) },
});
const three = predictor({ title: 'str', functional_requirements: 'str', count: 'int' });
const thinking = predictor({ answer: 'str' }, 'ChainOfThought');

describe('the format that was asked for', () => {
  test('sections by name, text around them passed over', () => {
    const text =
      'Sure!\n\n[[ ## title ## ]]\nA\n\nB\n\n[[ ## functional_requirements ## ]]\n- id: FR001\n  title: x\n\n[[ ## count ## ]] 3\n\n[[ ## completed ## ]]\nBye';
    expect(parseAnswer(three, text)).toEqual({
      title: 'A\n\nB',
      functional_requirements: '- id: FR001\n  title: x',
      count: 3,
    });
  });

  test('the first occurrence counts, and `completed` is not needed', () => {
    expect(parseAnswer(three, '[[ ## title ## ]]\nA\n[[ ## title ## ]]\nB\n[[ ## other ## ]]\nC')).toEqual({
      title: 'A',
    });
  });

  test('with it, headings inside a section are text', () => {
    const text =
      '[[ ## title ## ]]\n## Functional requirements\n**Count:** 4\n[[ ## functional_requirements ## ]]\ntitle: x\n[[ ## count ## ]]\n5';
    expect(parseAnswer(three, text)).toEqual({
      ...{ title: '## Functional requirements\n**Count:** 4', functional_requirements: 'title: x', count: 5 },
    });
  });

  test('an empty or unreadable section is absent, never made up', () => {
    expect(parseAnswer(three, '[[ ## title ## ]]\n\n[[ ## count ## ]]\nabout three')).toEqual({});
  });

  test('Windows line ends', () => {
    expect(parseAnswer(three, '[[ ## title ## ]]\r\nA\r\nB\r\n[[ ## count ## ]]\r\n3\r\n')).toEqual({
      title: 'A\nB',
      count: 3,
    });
  });
});

describe('answers that stray', () => {
  test.each([
    '[[##title##]]\nA',
    '[[ title ]]\nA',
    '  **[[ ## Title ## ]]**\nA',
    '`[[ ## title ## ]]` A',
    '> [[ ## title ## ]]\nA',
    '## title ##\nA',
    '### Title\nA',
    '## **Title:**\nA',
    '**Title**\nA',
    '**Title:** A',
    '**title**: A',
    'Title: A',
    'title: A',
    'Here you are.\n\ntitle: A',
    '[[ ## title ## ]]\n```\nA\n```',
    '```\n[[ ## title ## ]]\nA\n```',
    '[[ ## title ## ]]\n~~~text\nA\n~~~\n\n[[ ## completed ## ]]',
  ])('%j', (text) => {
    expect(parseAnswer(three, text)).toEqual({ title: 'A' });
  });

  test.each([
    'My title is A',
    'x\n title: A',
    '- title: A',
    '# My title\nA',
    'subtitle: A',
    'title:A',
    '| title: A',
    '[[ ## title ## ]',
  ])('%j says nothing', (text) => {
    expect(parseAnswer(three, text)).toEqual({});
  });

  test('a YAML map', () => {
    const text = 'title: A\nfunctional_requirements:\n- id: FR001\n  title: x\n- id: FR002\ncount: 2';
    expect(parseAnswer(three, text)).toEqual({
      title: 'A',
      functional_requirements: '- id: FR001\n  title: x\n- id: FR002',
      count: 2,
    });
  });

  test('some fields asked for, others under headings; a heading counts once', () => {
    const text = '[[ ## title ## ]]\nA\n\n**Functional Requirements:**\n- one\n\n**Functional Requirements:**\n- two';
    expect(parseAnswer(three, text)).toEqual({
      title: 'A',
      functional_requirements: '- one\n\n**Functional Requirements:**\n- two',
    });
  });

  test('a fence with other fences inside stays', () => {
    const value = '```md\na\n```\nb\n```\nc\n```';
    expect(parseAnswer(three, `[[ ## title ## ]]\n${value}`)).toEqual({ title: value });
  });

  test('JSON where sections were asked for', () => {
    expect(parseAnswer(three, 'Of course:\n```json\n{"title": "A", "count": "3"}\n```')).toEqual({
      title: 'A',
      count: 3,
    });
  });
});

describe('an answer without any header', () => {
  test('is the only text output, reasoning or not', () => {
    expect(parseAnswer(thinking, ' 42, I think. ')).toEqual({ answer: '42, I think.' });
    expect(parseAnswer(predictor({ answer: 'str' }), '```markdown\n## Happy Path\n```')).toEqual({
      answer: '## Happy Path',
    });
  });

  test('is nothing where it could be something else', () => {
    expect(parseAnswer(three, 'Some text')).toEqual({});
    expect(parseAnswer(predictor({ answer: 'int' }), '42')).toEqual({});
    expect(parseAnswer(thinking, ' \n ')).toEqual({});
    expect(parseAnswer(thinking, 'x\n[[ ## completed ## ]]')).toEqual({});
    expect(parseAnswer(thinking, '[[ ## reasoning ## ]]\nBecause')).toEqual({ reasoning: 'Because' });
  });
});

describe('JSON answers', () => {
  test.each([
    '{"title": "A", "count": 3}',
    'Sure {not json} here: {"title": "A", "count": 3.0, "extra": {"deep": [1]}} done',
    '```json\n{"Title": "A", "COUNT": "3",}\n```',
    '{"result": {"title": "A", "count": 3}}',
    '{"title": "```\\nA\\n```", "count": "**3**"}',
    '{"title": "A", "functional_requirements": null, "count": 3}',
    '{"title": "A", "functional requirements": "", "count": 3}',
  ])('%j', (text) => {
    expect(parseJsonAnswer(three, text)).toEqual({ title: 'A', count: 3 });
  });

  test('lists and objects in a text field are block YAML; bare line breaks are mended', () => {
    const text =
      '{"title": "two\nlines\tand a tab", "functional_requirements": [{"id": "FR001", "description": "a: b"}, {"id": "FR002"}]}';
    expect(parseJsonAnswer(three, text)).toEqual({
      title: 'two\nlines\tand a tab',
      functional_requirements: '- id: FR001\n  description: "a: b"\n- id: FR002',
    });
  });

  test.each([
    '',
    'no',
    '[1]',
    '{',
    '{"title": "A"',
    '{"title": {}',
    '"{}"',
    '{"count": "many"}',
    '{"__proto__": {"title": "A"}}'.replace('A', ''),
  ])('%j holds nothing', (text) => {
    expect(parseJsonAnswer(three, text)).toEqual({});
  });

  test('an object nested too deeply is none', () => {
    expect(parseJsonAnswer(three, `{"title": ${'['.repeat(100)}${']'.repeat(100)}}`)).toEqual({});
    expect(parseJsonAnswer(three, '{"title":'.repeat(1_000_000))).toEqual({});
  });
});

describe('any answer', () => {
  const every = predictor({
    title: 'str',
    count: 'int',
    sure: 'bool',
    tags: 'list[str]',
    mood: { literal: ['good', 'bad'] },
  });
  const piece = fc.oneof(
    fc.constantFrom(
      '[[ ## title ## ]]',
      '[[ ## tags ## ]]',
      '## Count',
      '**Mood:**',
      'sure:',
      '```json',
      '```',
      '{',
      '}',
    ),
    fc.constantFrom(
      '"title"',
      ': ',
      ',',
      '[',
      ']',
      '- ',
      '"',
      "'",
      '\n',
      '\r\n',
      '3',
      'true',
      'good',
      '__proto__',
      '\\',
    ),
    fc.string(),
  );

  test('gives fields of the signature alone, each of its type', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const values of [parseAnswer(every, pieces.join('')), parseJsonAnswer(every, pieces.join(''))]) {
          const { title = '', count = 0, sure = true, tags = [], mood = 'good', ...rest } = values;
          expect(rest).toEqual({});
          expect([typeof title, Number.isInteger(count), typeof sure]).toEqual(['string', true, 'boolean']);
          expect(Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')).toBe(true);
          expect(['good', 'bad']).toContain(mood);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('in the format that a demo shows is read back as it was', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => /^[^\s`~].*[^\s]$/.test(text) && !text.includes('[['));
    const values = fc.record({
      ...{
        title: text,
        count: fc.integer(),
        sure: fc.boolean(),
        tags: fc.array(text),
        mood: fc.constantFrom('good', 'bad'),
      },
    });
    fc.assert(
      fc.property(values, (values) => {
        const shown = { ...every, demos: [{ augmented: true, values: { q: 'q', ...values } }] };
        const asked = { ...shown, signature: { ...every.signature, inputs: [field(['q', 'str'])] } };
        expect(parseAnswer(every, renderMessages(asked, { q: 'q' })[2]?.content ?? '')).toEqual(values);
        expect(parseJsonAnswer(every, renderJsonMessages(asked, { q: 'q' })[2]?.content ?? '')).toEqual(values);
      }),
    );
  });
});

describe('a large answer takes time in proportion', () => {
  const size = 4_000_000;
  const hostile = [
    '{',
    '{"',
    '[[',
    '[[ ',
    '# ',
    '**',
    '** ',
    'a ',
    '"',
    '\n',
    ' \n',
    '[[ ## title ## ]]\n',
    'title: x\n',
    '```\n',
    ',',
    ', ',
  ];
  test.each(hostile)('of %j', (piece) => {
    const text = piece.repeat(size / piece.length);
    const started = performance.now();
    parseAnswer(three, text);
    parseAnswer(thinking, `{"answer": "${text}`);
    parseJsonAnswer(three, text);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
