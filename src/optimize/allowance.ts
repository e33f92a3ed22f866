// How many evaluations of an example a search may spend beyond the baseline: the ground on which samplers are compared.

import type { TuneSettings } from './settings.ts';

export interface Allowance {
  /** DSPy's search trials. */
  rounds: number;
  /** Examples a round. */
  size: number;
  /** Full evaluations between the rounds and after the last one; none where a round is one already. */
  fulls: number;
  examples: number;
}

/**
 * DSPy's trials, and its full evaluations less the minibatch that went before each, since its answers are remembered.
 * The optimizer `bootstrap` scores every set of demos but the first on the whole valset.
 */
export function searchAllowance(settings: TuneSettings, valset: number): Allowance {
  if (settings.optimizer === 'bootstrap') {
    const rounds = settings.demoCandidates - 1;
    return { rounds, size: valset, fulls: 0, examples: rounds * valset };
  }
  const { trials: rounds, minibatch, minibatchSize, minibatchFullEvalSteps } = settings;
  const size = minibatch ? Math.min(minibatchSize, valset) : valset;
  const fulls = size < valset ? Math.ceil(rounds / minibatchFullEvalSteps) : 0;
  return { rounds, size, fulls, examples: rounds * size + fulls * (valset - size) };
}
