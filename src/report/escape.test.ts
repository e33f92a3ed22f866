import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inert, plain, shorten, visible } from './escape.ts';
import { renderReport } from './formats.ts';
import { commandsIn } from './runner-rules.ts';
import { finding, reportOf, sampleContext } from './sample.ts';

test.each([
  ['::error::x', '\\::error::x'],
  ['  \t\u00a0::add-mask::x', '  \t\u00a0\\::add-mask::x'],
  ['fine\n::set-env name=A::b', 'fine\n\\::set-env name=A::b'],
  ['\r::stop-commands::t', '\r\\::stop-commands::t'],
  ['\u2028::error::x', '\u2028\\::error::x'],
  ['\u001b[31m::error::x', '\u001b[31m\\::error::x'],
  ['a ##[error]b ##[group]c ###[x]', 'a #\\#[error]b #\\#[group]c ##\\#[x]'],
  ['std::vector, a: b, # ##', 'std::vector, a: b, # ##'],
])('inert(%j)', (text, expected) => {
  expect(inert(text)).toBe(expected);
  expect(commandsIn(inert(text))).toEqual([]);
});

test('inert takes linear time on blank lines', () => {
  const text = '\n'.repeat(2_000_000) + ' '.repeat(2_000_000);
  const start = performance.now();
  expect(inert(text)).toBe(text);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([
  ['a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['x\n\t\r', 'x\\n\\t\\r'],
  ['abc\u202etxt', 'abc\\u{202e}txt'],
  ['\u{e0041}\u0085\u200b', '\\u{e0041}\\u{85}\\u{200b}'],
  ['\ud800', '\ufffd'],
  ['¿Qué? 👩‍🚀', '¿Qué? 👩‍🚀'],
])('visible(%j)', (text, expected) => expect(visible(text)).toBe(expected));

test('shorten never halves a character', () => {
  expect(shorten('ab👍c', 4)).toBe('ab…');
  expect(shorten('abcd', 4)).toBe('abcd');
});

const pieces = fc.constantFrom(
  '::',
  '##[',
  '##',
  '[',
  ']',
  'error',
  'add-mask',
  'stop-commands',
  'set-output name=x',
  'group',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0085',
  '\u2028',
  '\u00a0',
  '\u001b[0m',
  ':',
  '#',
  '%0A',
  '%23',
  '\\',
  ',',
  '|',
  '"',
);
const hostile = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));

test('no output of any format holds a command that is not ours', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (path, message, note) => {
      expect(commandsIn(plain(message))).toEqual([]);
      const bad = finding({ path, message, pointer: note, related: [{ path: message, line: 3 }] });
      const report = reportOf([bad], { notes: [note] });
      for (const format of ['text', 'json', 'markdown', 'sarif'] as const) {
        for (const color of [false, true]) {
          expect(commandsIn(renderReport(format, report, { ...sampleContext, color }))).toEqual([]);
        }
      }
      const own = commandsIn(renderReport('github', report, sampleContext));
      expect(own.map(({ name }) => name)).toEqual(['error']);
      expect(own[0]?.properties.line).toBe('6');
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test('an annotation arrives as it was sent', () => {
  const path = 'data/50%, a:b%2C\n.jsonl';
  const [command] = commandsIn(
    renderReport('github', reportOf([finding({ path, message: '100 %: %0A, ok' })]), sampleContext),
  );
  expect(command).toEqual({
    name: 'error',
    properties: { file: path, line: '6', title: 'record-schema' },
    message: '100 %: %0A, ok',
  });
});
