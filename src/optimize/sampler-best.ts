// placeholder
import { random } from './random.ts';
import type { Choice, Sampler, Scoreboard } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';

export function* best(board: Scoreboard, settings: TuneSettings): Sampler {
  const draws = random(settings.seed, 'best');
  for (let trial = 1; trial <= settings.trials; trial++) {
    const choice: Choice = board.space.map((size) => draws.integer(size));
    const examples = settings.minibatch ? draws.sample(board.examples, settings.minibatchSize) : board.examples;
    yield [{ kind: settings.minibatch ? 'minibatch' : 'full', choice, examples }];
    if (trial % settings.minibatchFullEvalSteps === 0 || trial === settings.trials)
      yield [{ kind: 'full', choice, examples: board.examples }];
  }
}
