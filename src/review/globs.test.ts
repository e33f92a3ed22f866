import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { globFault, literally, pathMatcher } from './globs.ts';

test.each([
  [['data/**'], 'data/a/.b', true],
  [['data/**'], 'DATA/a', false],
  [['data/**', '!data/tmp/**', 'data/tmp/keep'], 'data/tmp/keep', true],
  [['data/**', '!data/tmp/**', 'data/tmp/keep'], 'data/tmp/x', false],
  [['data/tmp/keep', 'data/**', '!data/tmp/**'], 'data/tmp/keep', false],
  [['a b+c$/*.jsonl'], 'a b+c$/x.jsonl', true],
  [['*.jsonl'], 'data/x.jsonl', false],
  [['**/*.jsonl'], 'x.jsonl', true],
  [['data/{ba,qa}_*.jsonl'], 'data/qa_train.jsonl', true],
  [['data/[!a-y]x'], 'data/zx', true],
  [['data/[!a-y]x'], 'data/bx', false],
  [['data/\u00e9'], 'data/e\u0301', true],
  [['data/e\u0301'], 'data/\u00e9', true],
  [[literally('data/[a](b)!{c}*?.json')], 'data/[a](b)!{c}*?.json', true],
  [[literally('data/*.json')], 'data/x.json', false],
])('%j and %j: %j', (globs, path, expected) => {
  expect(pathMatcher(globs).matches(path)).toBe(expected);
});

test.each([
  ['data/production/*.jsonl', 'data', true],
  ['data/production/*.jsonl', 'data/production', true],
  ['data/**', 'data/a/b', true],
  ['**/*.jsonl', 'anything', true],
  ['data/x.jsonl', 'data', true],
  ['data/*.jsonl', 'data/latest', false],
  ['data/x.jsonl', 'data/y', false],
  ['data/**', 'docs', false],
  ['data/**', 'data2', false],
  ['!data/**', 'data', false],
])('%j may stand below a link at %j: %j', (glob, link, expected) => {
  expect(pathMatcher([glob]).reachesBelow(link)).toBe(expected);
});

test.each([
  ['', 'is empty'],
  ['!', 'is empty'],
  ['!!a', 'begins with two `!`'],
  ['/data/**', 'root: `data/**`'],
  ['data\\a', 'holds a backslash'],
  ['@(a|b)', 'holds `(`'],
  ['../data', 'holds a `.` or `..`'],
  ['./data', 'holds a `.` or `..`'],
  ['a/../b', 'holds a `.` or `..`'],
  ['a//b', 'holds `//`'],
  ['data/', 'write `data/**`'],
  ['[a', 'without its other half'],
  ['a]', 'without its other half'],
  ['{a,b', 'without its other half'],
  ['a}', 'without its other half'],
  ['a'.repeat(501), 'is longer than 500'],
  ['data/**.jsonl', 'has `**` beside'],
  ['[]', 'brackets with nothing'],
  ['{a}', 'braces with only one thing'],
  ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', 'more than 100 globs'],
])('%j cannot be taken', (glob, fault) => {
  expect(globFault(glob)).toContain(fault);
});

test.each(['data/**', '!data/tmp/**', '**', '.github/*', 'a b/[*].json', '{a,b}/c?.json', '**/x/**'])(
  '%j can',
  (glob) => {
    expect(globFault(glob)).toBeNull();
  },
);

test('a path that was made for the glob takes no long time', () => {
  const { matches } = pathMatcher(['**/a/**/b/**/*a*a*a*b']);
  const started = performance.now();
  expect(matches(`${'a/b/'.repeat(1000)}${'a'.repeat(4000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('globs mean what they mean to picomatch, which the datasets are found with', () => {
  const segment = fc.stringMatching(/^[ab.]{1,3}$/).filter((name) => name !== '.' && name !== '..');
  const piece = fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[^a]', '[a-b]', '{a,b}', '{a,*b}', '{a/b,b}');
  const part = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
    fc.constant('**'),
  );
  const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const law = fc.property(
    glob.filter((one) => globFault(one) === null),
    path,
    (pattern, name) => {
      // Whether `x/**` is x too, picomatch answers now so, now so.
      fc.pre(!pattern.endsWith('/**') || pathMatcher([pattern.slice(0, -3)]).matches(name) === false);
      const { matches, reachesBelow } = pathMatcher([pattern]);
      const other = picomatch(pattern, { dot: true, noextglob: true })(name);
      expect([pattern, name, matches(name)]).toEqual([pattern, name, other]);
      if (matches(`${name}/a`) || matches(`${name}/b/ab`)) expect(reachesBelow(name)).toBe(true);
    },
  );
  fc.assert(law, { numRuns: 20000, seed: 1 });
});
