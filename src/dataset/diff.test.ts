import { expect, test } from 'vitest';
import { diffDatasets, type FilePair } from './diff.ts';

const open = (text: string | undefined, size = 7) =>
  text === undefined
    ? {}
    : async function* () {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      };
const pair = (role: string, path: string, before?: string, after?: string): FilePair => ({
  role,
  path,
  ...(before === undefined ? {} : { before: open(before) as () => AsyncIterable<Uint8Array> }),
  ...(after === undefined ? {} : { after: open(after) as () => AsyncIterable<Uint8Array> }),
});
const lines = (...records: unknown[]) =>
  records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join('');
const ba = (concept: string, title: string) => ({ concept, requirements: { title } });
const short = async (...files: FilePair[]) =>
  (await diffDatasets(files, 64)).changes.map(
    ({ kind, label, before, after }) => `${kind} ${label} ${before?.line ?? '-'}>${after?.line ?? '-'}`,
  );

test('added, removed and changed by key; moved lines are no news', async () => {
  const before = lines(ba('A shop', 'Shop'), ba('A café', 'Café'), ba('A park', 'Park'));
  const after = lines(ba('A bank', 'Bank'), ba('A park', 'Park'), ba('a  CAFE', 'Cafeteria'));
  expect(await short(pair('ba', 'ba_train.jsonl', before, after))).toEqual([
    'removed A shop 1>-',
    'added A bank ->1',
    'changed a  CAFE 2>3',
  ]);
});

test('what is the same but for its spelling is counted, not shown', async () => {
  const before = '\ufeff{"concept": "A", "n": 1.0}\r\n\n{"concept":"B"}';
  const after = '{"n":1,"concept":"\\u0041"}\n{"concept":"B"}\n';
  expect(await diffDatasets([pair('ba', 'x', before, after)], 64)).toEqual({ changes: [], reformatted: 1 });
});

test('a record that goes to another file of its role is moved', async () => {
  const a = ba('A', 'a');
  const files = [pair('ba', 'ba_eval.jsonl', lines(a), ''), pair('ba', 'ba_train.jsonl', '', lines(a))];
  expect((await diffDatasets(files, 64)).changes).toEqual([
    {
      kind: 'moved',
      label: 'A',
      before: { path: 'ba_eval.jsonl', line: 1 },
      after: { path: 'ba_train.jsonl', line: 1 },
      fields: [],
    },
  ]);
});

test('a renamed file is the same file', async () => {
  const text = lines(ba('A', 'a'));
  const file = { ...pair('ba', 'ba_train_v2.jsonl', text, text), oldPath: 'ba_train.jsonl' };
  expect(await short(file)).toEqual([]);
});

test('a new wording of the key alone is a change, not a loss', async () => {
  const [before, after] = [lines(ba('A shop', 'S'), { concept: 'x' }), lines(ba('A store', 'S'), { concept: 'y' })];
  expect(await short(pair('ba', 'x', before, after))).toEqual(['changed A store 1>1', 'removed x 2>-', 'added y ->2']);
});

test('of a record that stands several times, each copy counts', async () => {
  const a = ba('A', 'a');
  expect(await short(pair('ba', 'x', lines(a, a, a), lines(a)))).toHaveLength(2);
  expect(await short(pair('ba', 'x', lines(a), lines(a, a, a)))).toEqual(['added A ->2', 'added A ->3']);
});

test('keys of qa and of other roles; added and removed files', async () => {
  const qa = (steps: string[]) => ({ story_id: 'S001', story_title: 'Pay', happy_path: steps });
  const product = (output: string) => ({ input: { b: 'two', a: 'one' }, output: { output } });
  expect(
    await short(
      pair('qa', 'q', lines(qa(['a'])), lines(qa(['b']))),
      pair('architect', 'p', lines(product('x')), lines({ output: {}, input: { a: 'One', b: 'TWO' } })),
      pair('ba', 'r', undefined, lines(ba('New', 'n'))),
      pair('ba', 's', lines(ba('Old', 'o')), undefined),
    ),
  ).toEqual(['changed One TWO 1>1', 'changed S001 Pay 1>1', 'added New ->1', 'removed Old 1>-']);
});

test('lines that are no JSON, too deep or no UTF-8 take part as text', async () => {
  const deep = '['.repeat(100_000);
  expect(await short(pair('ba', 'x', lines('{oops', deep, 'null'), lines('{oops', deep, '3')))).toEqual([
    'removed null 3>-',
    'added 3 ->3',
  ]);
  expect(await short(pair('ba', 'x', '', lines(deep, '{"__proto__": 1}')))).toHaveLength(2);
});

test('a large part of a large file changes in reasonable time', async () => {
  const records = (suffix: string) =>
    lines(...Array.from({ length: 5_000 }, (_, n) => ba(`Concept ${n}`, `T${suffix}`)));
  const { changes } = await diffDatasets([pair('ba', 'x', records('a'), records('b'))], 64);
  expect(changes).toHaveLength(5_000);
});
