// What a planned run will take: for `--dry-run`, and for what the search must leave to the final evaluation.

import {
  type Estimate,
  estimateTuning,
  type Judgements,
  type Phase,
  phases,
  type Range,
} from '../optimize/estimate.ts';
import { splitValset } from '../optimize/settings.ts';
import type { Metric } from '../program/metric.ts';
import type { Role } from '../program/role.ts';
import { renderTable } from '../report/table.ts';
import { grouped } from '../report/words.ts';
import { metricsOf } from './held-out.ts';
import type { Prices } from './run-calls.ts';
import type { TunePlan } from './tune-plan.ts';
import type { RunData } from './tune-run.ts';

export function estimateRun(
  plan: Pick<TunePlan, 'settings' | 'concurrency'>,
  role: Role,
  data: RunData,
  prices: Prices,
): Record<Phase | 'total', Estimate> {
  const { settings, concurrency } = plan;
  const { trainset, valset } = splitValset(data.train.examples, data.val?.examples ?? null, settings);
  return estimateTuning({
    ...{ settings, program: role.program, examples: data.train.examples, limits: role.limits, prices, concurrency },
    sizes: { train: trainset.length, val: valset.length, eval: data.eval.examples.length },
    judgements: judgementsOf(role),
  });
}

/** How often a judge is asked about an answer: the target's metric is asked of the held-out set alone. */
export function judgementsOf(role: Role): Judgements {
  const sum = (metrics: readonly Metric[]) => metrics.reduce((total, { calls = 0 }) => total + calls, 0);
  return { search: sum([role.metric]), evaluation: sum(metricsOf(role.metric, role.target)) };
}

/** A table of the phases, each figure a range, and what the budget allows. */
export function renderEstimate(
  estimates: Record<Phase | 'total', Estimate>,
  { budget }: Pick<TunePlan, 'budget'>,
): string {
  const row = (name: Phase | 'total') => {
    const { calls, tokens, usd, minutes } = estimates[name];
    return [
      name,
      range(calls, (n) => grouped(Math.round(n))),
      range(tokens.input, thousands),
      range(tokens.output, thousands),
      range(usd, (n) => `$${n.toFixed(3)}`),
      range(minutes, (n) => n.toFixed(1)),
    ];
  };
  const head = ['phase', 'calls', 'tokens in', 'tokens out', 'US dollars', 'minutes'];
  const { usd, minutes } = estimates.total;
  const over = [
    ...(usd.high > budget.usd ? [`$${budget.usd.toFixed(2)}`] : []),
    ...(minutes.high > budget.minutes ? [`${budget.minutes} minutes`] : []),
  ];
  const verdict = over.length > 0 ? `It may stop early at the budget of ${over.join(' and ')}.` : 'It fits the budget.';
  return `${renderTable({ head, rows: [...phases, 'total' as const].map(row) })}${verdict} Nothing has been asked yet.\n`;
}

const thousands = (n: number) => (n < 1000 ? `${Math.round(n)}` : `${Math.round(n / 1000)} k`);

function range({ low, high }: Range, text: (n: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)} – ${text(high)}`;
}
