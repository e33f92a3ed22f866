// The simplest search: every set of demos, the same one for all predictors, on the whole valset.

import type { Sampler, Scoreboard } from './scoreboard.ts';

/** Source: DSPy's BootstrapFewShotWithRandomSearch. */
export function* everySet(board: Scoreboard): Sampler {
  const sets = Math.max(...board.space);
  for (let set = 1; set < sets; set++) {
    const choice = board.space.map((size) => Math.min(set, size - 1));
    yield [{ kind: 'full', choice, examples: board.examples }];
  }
}
