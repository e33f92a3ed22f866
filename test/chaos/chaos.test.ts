// A few random lives in every run of the tests; hundreds in test/real.

import { expect, test } from 'vitest';
import { tuneOnce } from '../app/tuning-scene.ts';
import { chaos } from './chaos.ts';
import { renderWrongs } from './tell.ts';

test('40 lives of pull requests while everything goes wrong: all is right after one sweep', async () => {
  const { wrongs, ...counts } = await chaos({ seed: 1, schedules: 40, tuned: await tuneOnce() });
  expect(renderWrongs(wrongs)).toEqual([]);
  // It was no idle run.
  for (const count of [counts.kills, counts.faults, counts.successes, counts.runs, counts.reports])
    expect(count).toBeGreaterThan(0);
}, 120_000);
