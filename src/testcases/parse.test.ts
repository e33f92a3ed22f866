import { describe, expect, test } from 'vitest';
import { parseTestcases } from './parse.ts';

/** The shape of a file: each section with the lines of its cases and of their expected results. */
function shape(markdown: string) {
  return parseTestcases(markdown, 'cases/S010.md').sections.map(
    ({ kind, line, cases }) =>
      `${kind} ${line}: ${cases.map(({ line, expected }) => `${line}(${expected.map(({ line }) => line)})`).join(' ')}`,
  );
}

test('the story is the name of the file', () => {
  expect(parseTestcases('', 'artifacts/dspy/testcases/S010.md')).toMatchObject({
    ...{ story: 'S010', origin: 'human', stub: false, sections: [], problems: [], text: '' },
  });
  expect(parseTestcases('', 'Ñ-1.MD').story).toBe('Ñ-1');
});

test('sections, numbered cases and expected results, with their lines', () => {
  const markdown = `# S010
## Happy Path
1. **Sign in**
   - Steps: open the page
   - **Expected Result:** the \`dashboard\` opens
2. Sign out. Expected: the start page

## Unhappy Path (negative cases)
Intro.

3. Empty form

   Expected Result:
   - an *invalid* **email** error
   - nothing is saved
4. No label

## Notes
1. Not a case`;
  expect(shape(markdown)).toEqual(['happy 2: 3(5) 6(6)', 'unhappy 8: 11(13) 16()']);
  const [happy, unhappy] = parseTestcases(markdown, 'S010.md').sections;
  expect(happy?.cases.map(({ title }) => title)).toEqual(['Sign in', 'Sign out. Expected: the start page']);
  expect(happy?.cases.flatMap(({ expected }) => expected.map(({ text }) => text))).toEqual([
    ...['the dashboard opens', 'the start page'],
  ]);
  expect(unhappy?.cases[0]?.expected[0]?.text).toBe('an invalid email error nothing is saved');
  expect(unhappy?.text).toContain('an invalid email error\nnothing is saved');
  expect(unhappy?.text).not.toContain('not a case');
});

describe('headings', () => {
  test.each([
    ['## Happy Path', 'happy'],
    ['### 1. ✅ Happy path', 'happy'],
    ['## HAPPY PATHS (main flow)', 'happy'],
    ['## **Happy** _Path_', 'happy'],
    ['## Positive Test Cases', 'happy'],
    ['## Camino feliz', 'happy'],
    ['## 2) Casos positivos', 'happy'],
    ['## Escenarios exitosos', 'happy'],
    ['## Unhappy Path', 'unhappy'],
    ['## ❌ Unhappy Paths / Negative Cases', 'unhappy'],
    ['Unhappy Path\n------------', 'unhappy'],
    ['## Negative test cases', 'unhappy'],
    ['## Camino infeliz (errores)', 'unhappy'],
    ['## CAMINO NO FELIZ', 'unhappy'],
    ['## Casos de prueba negativos', 'unhappy'],
    ['## Flujos de excepcio\u0301n', 'unhappy'],
    ['## Non-happy path', 'unhappy'],
  ])('%s', (heading, kind) => {
    expect(parseTestcases(`${heading}\n\ntext`, 'S.md').sections.map((section) => section.kind)).toEqual([kind]);
  });

  test.each([
    ['# Happy Path'],
    ['## Happy and unhappy paths'],
    ['## The happy customer'],
    ['## Notes on errors'],
    ['- ## Happy Path'],
    ['> ## Happy Path'],
    ['```md\n## Happy Path\n```'],
    ['<!--\n## Happy Path\n-->'],
    ['    ## Happy Path'],
    ['\\## Happy Path'],
    ['---\ntitle: Happy Path\n---'],
    ['**Happy Path**'],
    ['| Happy Path |\n|---|'],
  ])('%s is none', (markdown) => {
    expect(parseTestcases(markdown, 'S.md').sections).toEqual([]);
  });

  test('what only looks like a section is remembered', () => {
    expect(parseTestcases('# Happy Path\n\n**Casos negativos**\n', 'S.md').lookalikes).toMatchObject([
      { kind: 'happy', line: 1 },
      { kind: 'unhappy', line: 3 },
    ]);
  });

  test('a heading deeper than the section groups, one of the other kind begins a section, an equal one ends it', () => {
    const nested = '## Happy Path\n### Web\n1. a\n### App\n1. b\n### Unhappy Path\n1. c\n## Rest\n1. d';
    expect(shape(nested)).toEqual(['happy 1: 3() 5()', 'unhappy 6: 7()']);
    const same = '## Unhappy Path\n### Error cases\n1. a\n### Time-outs\n1. b';
    expect(shape(same)).toEqual(['unhappy 1: 3() 5()']);
    expect(shape('## Happy Path\n### Case 1: unhappy path of a card\nExpected: x')).toEqual(['happy 1: 2(3)']);
  });
});

describe('cases', () => {
  test.each([
    ['sub-headings', '### 1. A\n1. step\n2. step\n\nExpected: x\n### Case 2: B\n#### Expected Result\nx', '2(6) 7(8)'],
    [
      'named sub-headings',
      '### TC-01: A\nExpected: x\n### Caso 2 — B\nEsperado: y\n### Notes\nExpected: z',
      '2(3) 4(5)',
    ],
    ['bold lines', '**Case 1: A**\n\n1. step\n\nExpected: x\n\n**2. B**\n\nResultado esperado: y', '2(6) 8(10)'],
    ['what is not indented', '1. A\n\nExpected: x\n\n2. B\n- **Expected Result**: y', '2(4) 6(7)'],
    ['lazy lines', '1. A\nExpected: x\n2. B\nExpected: y', '2(3) 4(5)'],
    ['other numbers and marks', '7) A\n   Expected: x\n8) B', '2(3) 4()'],
    ['nested lists', '1. A\n   1. step\n   2. step\n      - Expected: x', '2(5)'],
    ['a quote', '> 1. A\n>    Expected: x', '2(3)'],
    ['bullets', '- A\n  - Expected: x', ''],
    ['fenced numbers', '```\n1. A\n```', ''],
    ['a table', '| 1. | A |\n|---|---|', ''],
    ['no content', '', ''],
  ])('%s', (_, body, cases) => {
    expect(shape(`## Happy Path\n${body}`)).toEqual([`happy 1: ${cases}`]);
  });

  test('line ends of Windows and of old Macs, a byte order mark, decomposed letters, right-to-left text', () => {
    const markdown = '\uFEFF## Happy Path\n\n1. Se registro\u0301\n   - Expected Result: \u202eלוח\u202c\n';
    for (const text of [markdown, markdown.replaceAll('\n', '\r\n'), markdown.replaceAll('\n', '\r')]) {
      expect(shape(text)).toEqual(['happy 1: 3(4)']);
      expect(parseTestcases(text, 'S.md').text).toContain('se registro\n');
    }
  });

  test('ten thousand', () => {
    const body = Array.from({ length: 10_000 }, (_, index) => `${index + 1}. case\n   - **Expected:** x\n`).join('');
    const [section] = parseTestcases(`## Happy Path\n${body}`, 'S.md').sections;
    expect(section?.cases).toHaveLength(10_000);
    expect(section?.cases.at(-1)).toMatchObject({ line: 20_000, expected: [{ line: 20_001, text: 'x' }] });
  });
});

describe('expected results', () => {
  test.each([
    ['**Expected Result:** error', 'error'],
    ['**Expected Result**: error', 'error'],
    ['*expected outcome*: error', 'error'],
    ['Expected behaviour - error', 'error'],
    ['Submit → Expected: error', 'error'],
    ['Submit (expected result: error', 'error'],
    ['Expected Result (API): error', 'error'],
    ['Resultados esperados: error', 'error'],
    ['Se espera: error', 'error'],
    ['Expected Result： error', 'error'],
    ['Expected Result:\n   wrapped\n   error\n   Note: none', 'wrapped error'],
    ['Expected Result:', ''],
    ['Expected Result: <!-- later -->', ''],
  ])('%s', (text, expected) => {
    const [section] = parseTestcases(`## Happy Path\n1. Do it\n   - ${text}`, 'S.md').sections;
    expect(section?.cases[0]?.expected.map(({ text }) => text)).toEqual([expected]);
  });

  test.each([
    'It works as expected: yes',
    'As expected',
    'Unexpected: error',
    '`x` is expected here',
    '```\nExpected: x\n```',
  ])('%s is none', (text) => {
    const [section] = parseTestcases(
      `## Happy Path\n1. Do it\n\n   ${text.replaceAll('\n', '\n   ')}`,
      'S.md',
    ).sections;
    expect(section?.cases[0]?.expected).toEqual([]);
  });
});

test('comments, link targets and definitions are no text; wrapped and decorated text is', () => {
  const markdown = `## Unhappy Path
<!-- timeout -->
1. A <!-- retry --> [page](https://x.test/denied "denied") with *inva*lid
   email \\*star\\* &amp; <b>bold</b>

[//]: # (offline)
<details><summary>Shown</summary><!-- hidden
-->
</details>`;
  const text = parseTestcases(markdown, 'S.md').sections[0]?.text ?? '';
  for (const absent of ['timeout', 'retry', 'denied', 'offline', 'hidden']) expect(text).not.toContain(absent);
  for (const present of ['a page with invalid email *star* & bold', 'shown']) expect(text).toContain(present);
});

test('only a marker on the first line tells the origin', () => {
  const origin = (text: string) => parseTestcases(text, 'S.md').origin;
  expect(origin('<!-- goldgate:stub -->\n# S')).toBe('stub');
  expect(origin('\uFEFF<!--goldgate:generated by x-->\r\n# S')).toBe('generated');
  expect(origin('# S\n<!-- goldgate:stub -->')).toBe('human');
  expect(origin('<!-- goldgate:stubborn -->')).toBe('human');
});
