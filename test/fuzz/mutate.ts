// Damage as it happens and as an attacker does it: bits, bytes, pieces of other inputs, and what parsers trip over.

import { Buffer } from 'node:buffer';
import type { Random } from './random.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** What every format's parser has to survive. */
const hostile: Buffer[] = [
  ...[
    '\ufeff',
    '\r\n',
    '\r',
    '\n',
    '\n\n',
    '\u2028',
    '\u2029',
    '\u0085',
    '\0',
    '\t',
    '\u202e',
    '\u{e0041}',
    '😀',
    'é',
    'e\u0301',
  ],
  ...[
    '::error::x',
    '\n::add-mask::x',
    '##[error]x',
    '<script>alert(1)</script>',
    '<!--',
    '-->',
    '```',
    '|',
    '@octocat',
    '#1',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '/etc/passwd',
    '\\',
    '"',
    "'",
    '`',
    '\u0024{{ x }}',
    '%0A',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '- ',
    '# ',
    '> ',
    '&a ',
    '*a',
    '<<: *a',
    '!!binary ',
    '%YAML 1.1\n',
    '---\n',
    '? ',
    '|\n',
    '>\n',
  ],
  ...[
    '0',
    '-0',
    '1e999',
    '1e-999',
    '9007199254740993',
    '0.1234567890123456789',
    '1'.repeat(400),
    '01',
    '.5',
    'NaN',
    'null',
  ],
  ...[
    '\\u0000',
    '\\ud800',
    '\\udc00',
    '\\ud83d\\ude00',
    '\\x',
    '\\u12',
    'true',
    'false',
    '2026-02-30',
    '2026-03-04T25:00:00',
  ],
  ...['"__proto__": 1,', '"concept": 1,', '"sha256": "x",', '"path": "../x",', '"size": null,', '"datasets": [],'],
  ...['['.repeat(90), '{"a":'.repeat(90), '- '.repeat(60), '> '.repeat(60), '*a_ '.repeat(40), '('.repeat(200)],
  ...['## Happy Path\n', '## Unhappy Path\n', '1. ', '- id: S1\n', 'Expected Result: ', 'a'.repeat(3000)],
].map((text) => Buffer.from(text));
hostile.push(
  ...['\xc0\x80', '\xed\xa0\x80', '\xff', '\xfe', '\xf5\x80\x80\x80', '\xe2\x82', '\x80', '\xef\xbb\xbf'].map(latin1),
);

/** One of `corpus`, damaged one to six times; at most `most` bytes. */
export function mutate(random: Random, corpus: readonly Buffer[], most = 20_000): Buffer {
  let bytes: Buffer = Buffer.from(random.pick(corpus));
  for (let count = 1 + random.small(6); count > 0; count--) bytes = damage(bytes, random, corpus);
  return bytes.subarray(0, most);
}

function damage(bytes: Buffer, random: Random, corpus: readonly Buffer[]): Buffer {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + random.small(200));
  const put = (piece: Buffer, until = at) => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(until)]);
  switch (random.below(10)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return bytes.subarray(0, at);
    case 2:
      return bytes.subarray(at);
    case 3:
      return put(Buffer.alloc(0), end);
    case 4:
      return put(bytes.subarray(at, end));
    case 5: {
      const other = random.pick(corpus);
      const from = random.below(other.length + 1);
      return put(other.subarray(from, from + random.small(400)), end);
    }
    case 6:
      return put(Buffer.from(Array.from({ length: 1 + random.small(8) }, () => random.below(256))));
    case 7:
      return put(random.pick(hostile), end);
    default:
      return put(random.pick(hostile));
  }
}
