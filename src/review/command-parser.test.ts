import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarker, parseRunTitle, renderMarker } from './command-marker.ts';
import { parseCommand } from './command-parser.ts';
import { commandTable, renderCommandTable, usageOf, verbs } from './command-table.ts';

const sha = 'a1'.repeat(20);
const read = (body: string) => {
  const asked = parseCommand(body);
  if (asked?.kind !== 'command') return asked?.kind;
  const { verb, words, options } = asked.command;
  return [verb, ...words, ...options.map(([name, value]) => `${name}=${value}`)].join(' ');
};

describe('the first line of text is the command', () => {
  test.each([
    ['/help', 'help'],
    ['/HELP  ', 'help'],
    ['   /check', 'check'],
    ['\n\r\n \t\n/check\nand thanks', 'check'],
    ['/tune ba', 'tune ba'],
    [`/tune ba ${sha} --candidates 8 --trials=8 seed=0`, `tune ba ${sha} candidates=8 trials=8 seed=0`],
    ['/tune qa --metric "qa-quality" model=\'a b\'', 'tune qa metric=qa-quality model=a b'],
    ['/tune ba --seed', 'tune ba seed=null'],
    ['/report', 'report'],
    ['/cancel qa', 'cancel qa'],
    ['/goldgate', 'help'],
    ['/goldgate tune ba', 'tune ba'],
    ['/goldgate /tune ba', 'tune ba'],
    // Hidden characters are not there.
    ['\u200b/tu\u200dne \u202eba\u2066', 'tune ba'],
    ['\ufeff/check', 'check'],
    ['/che\u{e0041}ck\ufe0f', 'check'],
    // What stands before it is no text of the comment.
    ['> /tune ba\n\n/check', 'check'],
    ['> somebody said\n> /tune ba\n\n/check', 'check'],
    ['```\n/tune ba\n```\n/check', 'check'],
    ['~~~~ sh\n/tune ba\n~~~\n```\n/tune qa\n~~~~\n/check', 'check'],
    ['<!-- /tune ba -->\n/check', 'check'],
    ['<!--\n/tune ba\n\n-->\n/check', 'check'],
    ['<!-->\n/check', 'check'],
  ])('%j', (body, wanted) => expect(read(body)).toBe(wanted));
});

describe('what is no command, or not ours, is passed over', () => {
  test.each([
    '',
    'LGTM',
    'please /tune ba',
    'first\n/tune ba',
    '`/tune ba`',
    '    /tune ba',
    '\t/tune ba',
    '- /tune ba',
    '//tune ba',
    '/ tune ba',
    '/tune/ba',
    '/usr/bin/tune',
    '> /tune ba',
    '> quoted\n/tune ba',
    '> quoted\nlazy\n/tune ba',
    '```\n/tune ba',
    '```\n/tune ba\n``\n/tune qa',
    '````\n```\n/tune ba\n````',
    '~~~ `\n/tune ba\n```',
    '<!-- open\n/tune ba',
    '<!-- a --> /tune ba',
    '<details>\n/tune ba\n</details>',
    '\\/tune ba',
    '&#47;tune ba',
    '／tune ba',
    // Other bots have these.
    ...[
      '/lgtm',
      '/approve',
      '/hold',
      '/retest',
      '/test all',
      '/run',
      '/close',
      '/type',
      '/done',
      '/repo',
      '/ok-to-test',
    ],
    ...['/rebase', '/merge', '/assign me', '/deploy', '/label bug', '/checks-rerun', '/constructor', '/__proto__'],
  ])('%j', (body) => expect(parseCommand(body)).toBeNull());
});

describe('what is meant for us and cannot be done is answered', () => {
  test.each([
    ['/tnue ba', 'did you mean `/tune`'],
    ['/chek', 'did you mean `/check`'],
    ['/cancle', 'did you mean `/cancel`'],
    ['/reports', 'did you mean `/report`'],
    ['/goldgate dance', '`/help` lists'],
    ['/goldgate toString', '`/help` lists'],
    ['/tune', 'it lacks the name of a role'],
    ['/tune --seed 0', 'it lacks the name of a role'],
    ['/tune ../x', 'is not the name of a role'],
    ['/tune ba abc', 'is not the 40 hex digits'],
    [`/tune ba ${sha} now`, 'is one word too many'],
    ['/tune ba $(id)', 'is not the 40 hex digits'],
    ['/check now', 'is one word too many'],
    ['/help --all', 'takes no option `--all`'],
    ['/check a=b', 'takes no option `--a`'],
    ['/tune ba "open', 'a quote is out of place'],
    ["/tune ba --metric 'x'y", 'a quote is out of place'],
    [`/tune ba --metric ${'m'.repeat(101)}`, 'is longer than 100'],
    [`/tune ba${' --seed 0'.repeat(100)}`, 'at most 600 characters'],
    ['/tune ba\x00', 'control character'],
    ['/tune `ba`', '`’ba’`'],
  ])('%j', (body, message) => {
    expect(parseCommand(body)).toEqual({ kind: 'faulty', message: expect.stringContaining(message) });
  });
});

test('any text is read without harm, and quickly', () => {
  const piece = fc.constantFrom(
    '/tune',
    '/',
    ' ',
    '\n',
    '"',
    "'",
    '```',
    '~~~',
    '<!--',
    '-->',
    '>',
    'ba',
    '=',
    '--',
    '\u202e',
    '`',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((all) => all.join('')),
      ),
      (body) => {
        const asked = parseCommand(body);
        if (asked?.kind === 'command') expect(verbs).toContain(asked.command.verb);
      },
    ),
    { numRuns: 2000 },
  );
  const began = performance.now();
  for (const evil of ['`', '> ', '<!-- ', '/tune "', ' ', '/tune ba a=', '~']) parseCommand(evil.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(1000);
});

test('the table: each usage is its command, and the list of them is none', () => {
  for (const verb of verbs) {
    const line = usageOf(verb)
      .replaceAll('…', '')
      .replace('[SHA]', sha)
      .replaceAll(/\[?ROLE\]?/g, 'ba');
    expect(parseCommand(line)).toMatchObject({ kind: 'command', command: { verb } });
    expect(commandTable[verb].does).toMatch(/^[a-z].*[^.]$/);
  }
  for (const line of renderCommandTable().split('\n')) expect(parseCommand(line)).toBeNull();
});

test('markers and run titles come back as they were written, and nothing else does', () => {
  const marker = { kind: 'reply', key: '12', fields: { role: 'ba', sha, run: '34' } } as const;
  expect(renderMarker(marker)).toBe(`<!-- goldgate:reply:12 role=ba sha=${sha} run=34 -->`);
  expect(parseMarker(`${renderMarker(marker)}\r\nText`)).toEqual(marker);
  for (const body of [
    'text',
    ` ${renderMarker(marker)}`,
    `text\n${renderMarker(marker)}`,
    `${renderMarker(marker)} more`,
    '<!-- goldgate:reply: -->',
    '<!-- goldgate:nightly:1 -->',
    '<!-- goldgate:reply:1 a=b --> -->',
  ]) {
    expect(parseMarker(body), body).toBeNull();
  }
  expect(parseRunTitle('tune ba · #12 · comment 345')).toEqual({ role: 'ba', pullRequest: 12, comment: 345 });
  for (const title of [
    'tune ba',
    'tune ba · #12',
    'tune ba · #0 · comment 1',
    'tune ba · #1 · comment 2 · comment 3',
    'x',
  ]) {
    expect(parseRunTitle(title), title).toBeNull();
  }
});
