import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pullRequestWork } from './events.ts';
import { mergeWork, workKey } from './merge-work.ts';
import type { Work } from './work.ts';

const some = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 4 });
const id = fc.integer({ min: 1, max: 5 });
const sha = fc.constantFrom('a', 'b', 'c');
const work = fc
  .record({
    reviews: some(fc.record({ review: id, head: sha })),
    heads: some(sha),
    comments: some(id),
    runs: some(id),
    settled: fc.boolean(),
  })
  .map(({ settled, ...hints }) => pullRequestWork(7, { ...hints, ...(settled ? { settled: true as const } : {}) }));
const contents = (of: Work) => {
  if (of.kind !== 'pull-request') throw new Error('no pull request');
  const { reviews, heads, comments, runs, settled = false } = of;
  return {
    reviews: new Set(reviews.map(({ review, head }) => `${review} ${head}`)),
    heads: new Set(heads),
    comments: new Set(comments),
    runs: new Set(runs),
    settled,
  };
};

test('merged work asks for all that either asked for, whichever came first', () => {
  fc.assert(
    fc.property(work, work, work, (one, two, three) => {
      const merged = mergeWork(one, two);
      expect(contents(merged)).toEqual(contents(mergeWork(two, one)));
      expect(contents(mergeWork(merged, three))).toEqual(contents(mergeWork(one, mergeWork(two, three))));
      expect(contents(mergeWork(merged, one))).toEqual(contents(merged));
      for (const each of [one, two]) {
        for (const { review, head } of each.reviews) expect(contents(merged).reviews).toContain(`${review} ${head}`);
        if (!each.settled) expect(contents(merged).settled).toBe(false);
      }
    }),
  );
});

test('two heads of one review are both kept: neither is known to be the wrong one', () => {
  const at = (head: string) => pullRequestWork(7, { reviews: [{ review: 1, head }] });
  expect(mergeWork(at('a'), at('b'))).toMatchObject({ reviews: [{ head: 'a' }, { head: 'b' }] });
});

test('of two nightly runs the newer counts, in whatever order they are told', () => {
  const run = (number: number): Work => ({ kind: 'nightly', run: number });
  expect(mergeWork(run(1), run(2))).toEqual(run(2));
  expect(mergeWork(run(2), run(1))).toEqual(run(2));
});

test('a key is of the thing: names in any case, each pull request, commit and merge group its own', () => {
  const repository = { owner: 'acme', repo: 'data' };
  expect(workKey({ owner: 'Acme', repo: 'DATA' }, pullRequestWork(7))).toBe(workKey(repository, pullRequestWork(7)));
  const works: Work[] = [
    pullRequestWork(7),
    pullRequestWork(8),
    { kind: 'commit', sha: 'a', run: null },
    { kind: 'commit', sha: 'b', run: null },
    { kind: 'merge-group', ref: 'r', base: 'b', sha: 'a' },
    { kind: 'nightly', run: 1 },
    { kind: 'repository' },
  ];
  expect(new Set(works.map((each) => workKey(repository, each))).size).toBe(works.length);
});
