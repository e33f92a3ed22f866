import { expect, test } from 'vitest';
import { keyedLock } from './lock.ts';

test('jobs of one key run one after the other, of two keys at once, and a failure holds nobody up', async () => {
  const locked = keyedLock();
  const steps: string[] = [];
  const job =
    (name: string, fails = false) =>
    async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([
    locked('a', job('one', true)),
    locked('a', job('two')),
    locked('b', job('other')),
  ]);
  expect(results).toMatchObject([{ reason: { message: 'one' } }, { value: 'two' }, { value: 'other' }]);
  expect(steps.slice(0, 2)).toEqual(['one begins', 'other begins']);
  expect(steps.filter((step) => !step.startsWith('other'))).toEqual([
    'one begins',
    'one ends',
    'two begins',
    'two ends',
  ]);
});
