// 500 random lives of pull requests; GOLDGATE_CHAOS_SEED and GOLDGATE_CHAOS_SCHEDULES choose others, and with
// GOLDGATE_CHAOS_REBINDS=1 GitHub binds every review to each new head.

import { expect, test } from 'vitest';
import { tuneOnce } from '../app/tuning-scene.ts';
import { chaos } from '../chaos/chaos.ts';
import { renderTally, renderWrongs } from '../chaos/tell.ts';

const { GOLDGATE_CHAOS_SEED = '1000', GOLDGATE_CHAOS_SCHEDULES = '500', GOLDGATE_CHAOS_REBINDS } = process.env;
const [seed, schedules] = [Number(GOLDGATE_CHAOS_SEED), Number(GOLDGATE_CHAOS_SCHEDULES)];

test(`${schedules} schedules from seed ${seed}`, async () => {
  const tally = await chaos({ seed, schedules, tuned: await tuneOnce(), rebinds: GOLDGATE_CHAOS_REBINDS === '1' });
  console.log(renderTally(tally));
  expect(renderWrongs(tally.wrongs)).toEqual([]);
}, 3_600_000);

test('40 schedules by a clock that stands half of the time: nothing passes that was not approved', async () => {
  const { wrongs, successes } = await chaos({ seed, schedules: 40, tuned: await tuneOnce(), clockStands: true });
  expect(successes).toBeGreaterThan(0);
  expect(renderWrongs(wrongs.filter(({ kind }) => kind === 'success'))).toEqual([]);
}, 600_000);
