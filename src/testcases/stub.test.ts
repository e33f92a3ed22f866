import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storyCoverage } from './coverage.ts';
import { parseTestcases } from './parse.ts';
import { generatedMarker, renderAnswer } from './prompt.ts';
import { findShortcomings } from './shortcomings.ts';
import { renderStub } from './stub.ts';
import { isFileName, wantedStories } from './wanted.ts';

const story = {
  ...{ id: 'S010', title: 'E-mail', description: 'Mails go out.' },
  ...{ criteria: ['The user gets a mail'], mentions: ['invalid', 'retry'] },
};

test('a stub passes the section rules and says what it is', () => {
  const text = renderStub(story);
  expect(text).toMatchInlineSnapshot(`
    "<!-- goldgate:stub written without a model; it never counts as coverage. Delete this line once it is real. -->

    # S010: E-mail

    Mails go out.

    ## Happy Path

    1. Carry out: The user gets a mail
       - Expected Result: The user gets a mail

    ## Unhappy Path

    1. Provoke the failure "invalid".
       - Expected Result: the user is told of "invalid", and no data is lost.
    2. Provoke the failure "retry".
       - Expected Result: the user is told of "retry", and no data is lost.
    "
  `);
  expect(parseTestcases(text, 'S010.md').stub).toBe(true);
  expect(findShortcomings(text, 'S010', story.mentions)).toEqual([]);
  expect(findShortcomings(renderStub({ ...story, description: '', criteria: [], mentions: [] }), 'S010', [])).toEqual(
    [],
  );
});

test('whatever a plan says, it stands in the stub as text', () => {
  const mark = fc.constantFrom(
    '*',
    '_',
    '`',
    '<!--',
    '-->',
    '<b>',
    '[a](b)',
    '## Happy Path',
    '1.',
    '- ',
    '\n',
    '\\',
    '&amp;',
    'word',
    ' ',
  );
  const text = fc.array(mark, { minLength: 1, maxLength: 8 }).map((marks) => `x${marks.join('')}x`);
  fc.assert(
    fc.property(
      text,
      fc.array(text, { maxLength: 4 }),
      fc.array(text, { maxLength: 4 }),
      (title, criteria, mentions) => {
        const stub = renderStub({ ...story, title, criteria, mentions });
        const { sections } = parseTestcases(stub, 'S010.md');
        expect(sections.map(({ kind, cases }) => [kind, cases.length])).toEqual([
          ['happy', Math.max(1, criteria.length)],
          ['unhappy', Math.max(1, mentions.length)],
        ]);
        expect(storyCoverage(stub, mentions).missing).toEqual([]);
      },
    ),
    { numRuns: 1000, seed: 7 },
  );
});

test('an answer comes out of its fence, under the marker', () => {
  const plain = `${generatedMarker}\n\n# S1\n\n\`\`\`\ncode\n\`\`\`\n`;
  expect(renderAnswer('\n# S1\r\n\r\n```\r\ncode\r\n```\n\n')).toBe(plain);
  expect(renderAnswer('```markdown\n# S1\n\n```\ncode\n```\n```')).toBe(plain);
  expect(parseTestcases(renderAnswer('<!-- goldgate:stub -->'), 'S1.md').origin).toBe('generated');
});

test('what is missing is told in words', () => {
  expect(findShortcomings('# S1', 'S1', ['retry']).map(({ message }) => message)).toEqual([
    expect.stringContaining('no happy-path section'),
    expect.stringContaining('no unhappy-path section'),
    'The unhappy part of S1 does not mention "retry".',
  ]);
});

test('the plan and the expectations together say which stories there are', () => {
  const plan = [{ id: 'S1', title: 'One', description: '', criteria: [{ text: 'a' }] }];
  const expectation = {
    line: 1,
    description: 'd',
    mentions: [
      { line: 2, text: 'm' },
      { line: 3, text: 'm' },
    ],
  };
  const cases = [
    { ...expectation, story: 'S001' },
    { ...expectation, story: 'S1' },
  ];
  expect(wantedStories(plan, { path: '', cases, problems: [] })).toEqual([
    { id: 'S1', title: 'One', description: '', criteria: ['a'], mentions: ['m'] },
    { id: 'S001', title: '', description: 'd', criteria: [], mentions: ['m'] },
  ]);
});

test.each(['S1', 'Ñ-1', 'a.b', 'US_12 b'])('%j is a file name', (id) => expect(isFileName(id)).toBe(true));
test.each(['', '.', '..', '../x', 'a/b', 'a\\b', '.x', 'x.', 'x ', 'CON', 'nul.x', 'a\0', 'a:b', 'x'.repeat(200)])(
  '%j is none',
  (id) => expect(isFileName(id)).toBe(false),
);
