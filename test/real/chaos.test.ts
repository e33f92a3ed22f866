// 500 random lives of pull requests; GOLDGATE_CHAOS_SEED and GOLDGATE_CHAOS_SCHEDULES choose others.

import { expect, test } from 'vitest';
import { tuneOnce } from '../app/tuning-scene.ts';
import { chaos } from '../chaos/chaos.ts';
import { renderTally, renderWrongs } from '../chaos/tell.ts';

const { GOLDGATE_CHAOS_SEED = '1000', GOLDGATE_CHAOS_SCHEDULES = '500' } = process.env;
const [seed, schedules] = [Number(GOLDGATE_CHAOS_SEED), Number(GOLDGATE_CHAOS_SCHEDULES)];

test(`${schedules} schedules from seed ${seed}`, async () => {
  const tally = await chaos({ seed, schedules, tuned: await tuneOnce() });
  console.log(renderTally(tally));
  expect(renderWrongs(tally.wrongs)).toEqual([]);
}, 3_600_000);
