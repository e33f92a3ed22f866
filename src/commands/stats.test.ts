import { expect, test } from 'vitest';
import { jsonl, Scratch } from './scratch.ts';

const record = (concept: string, domain?: string) => ({ concept, ...(domain ? { metadata: { domain } } : {}) });

function team(): Scratch {
  const scratch = new Scratch();
  scratch.write(
    'data/production/ba_train.jsonl',
    jsonl([record('abcd', 'web'), record('abcdefgh', 'web'), record('ñ', 'a|b')]),
  );
  scratch.write('data/production/ba_eval.jsonl', `${jsonl([record('abc')])}{oops\n`);
  return scratch;
}

test('tables and bars', async () => {
  using scratch = team();
  expect((await scratch.run('stats')).out).toBe(`role  train  eval  total
────────────────────────
ba        3     2      5

file                            examples  unreadable  shortest  median  95 %  longest  ≈ tokens
───────────────────────────────────────────────────────────────────────────────────────────────
data/production/ba_eval.jsonl          2           1         3       3     3        3         1
data/production/ba_train.jsonl         3           0         4       7    11       11         7
total                                  5           1         3       4    11       11         8

domain
  web              2     50 %  ████████████
  (not said)       1     25 %  ██████
  a|b              1     25 %  ██████

· Tokens are estimated: one for 4 ASCII characters, one for 2 bytes of any other; keys are not counted.
`);
});

test('as JSON and Markdown, of one path', async () => {
  using scratch = team();
  const json = JSON.parse((await scratch.run('stats', '--format', 'json', 'data/production/ba_train.jsonl')).out);
  expect(json).toMatchObject({
    version: 1,
    total: { examples: 3, by: { domain: { web: 2, 'a|b': 1 }, tier: { '': 3 } } },
  });
  expect(json.files).toHaveLength(1);
  const { out } = await scratch.run('stats', '--format', 'markdown');
  expect(out).toContain('| <code>a&#124;b</code> | 1 | &#50;5 % |');
});

test('no dataset is a broken set-up, an empty one is not', async () => {
  using scratch = new Scratch();
  expect((await scratch.run('stats')).code).toBe(2);
  scratch.write('data/production/ba_train.jsonl', '');
  expect((await scratch.run('stats')).code).toBe(0);
  expect((await scratch.run('stats', '--format', 'x')).code).toBe(2);
});
