// Two programs on the same held-out examples, in figures: what every comparison begins with.

import type { Block, Phrase } from '../core/document.ts';
import type { Program } from '../program/program.ts';
import { pairMeans, pairsOf, sideScore } from './difference.ts';
import { amount, percent, points, quantile, seconds } from './figures.ts';
import type { Difference, EvalExample, EvalSide, Snapshot } from './run-files.ts';

export interface Contestant {
  /** As the column is headed: `Baseline`, a run's name. */
  name: string;
  side: EvalSide;
  program: Program;
}

export interface Contest {
  metric: string;
  target: Snapshot['target'];
  limits: Snapshot['limits'];
  before: Contestant;
  after: Contestant;
  /** By metric name. */
  differences: Readonly<Record<string, Difference>>;
}

/**
 * `71.2 % to 84.6 % on 12 held-out examples: +13.4 points, 95 % interval +4.1 to +21`: of the examples that both sides
 * answered; then how many were not.
 */
export function gist({ metric, before, after, differences }: Contest): Phrase {
  const difference = differences[metric];
  const means = pairMeans(pairsOf(before.side, after.side, metric));
  const lost = [before, after].flatMap(({ name, side: { examples } }) => {
    const failed = examples.filter((example) => example.failed !== null).length;
    return failed === 0
      ? []
      : [` ${name}: ${failed} of ${examples.length} failed (${percent(failed / examples.length)}).`];
  });
  if (!difference || !means) {
    return [{ style: 'code', text: metric }, ' could not be compared: no example was answered on both sides.', ...lost];
  }
  const { mean, low, high, wins, ties, losses } = difference;
  const pairs = wins + ties + losses;
  return [
    { style: 'code', text: metric },
    ' from ',
    { style: 'strong', text: percent(means.before) },
    ' to ',
    { style: 'strong', text: percent(means.after) },
    ` on ${pairs} held-out ${pairs === 1 ? 'example' : 'examples'}: ${points(mean)} points, 95 % interval ${points(low)} to ${points(high)}.`,
    ...lost,
  ];
}

/**
 * A row for each metric, the one that was tuned first, and a picture of the differences. The scores are of the examples
 * that both sides answered, as the difference is; where a side answered more, its mean over all of them stands behind.
 */
export function metricBlocks({ metric, target, before, after, differences }: Contest): Block[] {
  const names = [...new Set([metric, ...(target ? [target.metric] : []), ...Object.keys(differences)])];
  const rows = names.map((name): Phrase[] => {
    const difference = differences[name];
    const means = pairMeans(pairsOf(before.side, after.side, name));
    const aim = target?.metric === name ? target.minimum : null;
    return [
      [{ style: 'code', text: name }],
      scored(means?.before, sideScore(before.side, name)),
      [{ style: 'strong', text: scored(means?.after, sideScore(after.side, name)) }],
      aim === null ? '–' : `≥ ${percent(aim)}`,
      difference ? points(difference.mean) : '–',
      difference ? `${points(difference.low)} to ${points(difference.high)}` : '–',
      difference ? `${difference.wins} / ${difference.ties} / ${difference.losses}` : '–',
    ];
  });
  const intervals = names.flatMap((name) => {
    const difference = differences[name];
    if (!difference) return [];
    const { mean, low, high } = difference;
    return [{ name, value: 100 * mean, range: [100 * low, 100 * high] as const, text: points(mean) }];
  });
  const head = ['Metric', before.name, after.name, 'Target', 'Points', '95 % interval', 'Wins / ties / losses'];
  return [
    table(head, rows),
    ...(intervals.length > 0
      ? [
          {
            kind: 'intervals' as const,
            title: `${after.name} less ${before.name}, with the 95 % interval`,
            axis: { name: 'difference', unit: 'percentage points' },
            zero: 0,
            rows: intervals,
          },
        ]
      : []),
  ];
}

/** Latency against the limit, tokens and dollars, of one pass over the eval set. */
export function costTable({ limits, before, after }: Contest): Block {
  const sides = [before.side, after.side].map(({ examples }) => examples.filter(({ failed }) => failed === null));
  const of = (figure: (examples: EvalExample[]) => string, limit = '–'): Phrase[] => [
    ...sides.map((examples) => (examples.length === 0 ? '–' : figure(examples))),
    limit,
  ];
  const latency = (part: number) => (examples: EvalExample[]) =>
    seconds(
      quantile(
        examples.map((one) => one.seconds),
        part,
      ),
    );
  const mean = (value: (example: EvalExample) => number) => (examples: EvalExample[]) =>
    amount(examples.reduce((sum, example) => sum + value(example), 0) / examples.length);
  const failed = ({ side }: Contestant) => `${side.examples.filter((example) => example.failed !== null).length}`;
  return table(
    ['', before.name, after.name, 'Limit'],
    [
      ['Latency of a call, p50', ...of(latency(0.5))],
      ['Latency of a call, p95', ...of(latency(0.95), seconds(limits.seconds))],
      ['Latency of a call, slowest', ...of(latency(1), seconds(limits.seconds))],
      ['Tokens in, an example', ...of(mean(({ tokens }) => tokens.input))],
      ['Tokens out, an example', ...of(mean(({ tokens }) => tokens.output))],
      ['US dollars, an example', ...of(mean(({ usd }) => usd))],
      ['Examples that failed', failed(before), failed(after), '–'],
    ],
  );
}

/** The first column to the left, the others to the right. */
export function table(titles: readonly string[], rows: readonly (readonly Phrase[])[]): Block {
  return { kind: 'table', columns: titles.map((title, n) => ({ title, align: n === 0 ? 'left' : 'right' })), rows };
}

function scored(paired: number | undefined, answered: number | null): string {
  if (answered === null) return '–';
  const all = percent(answered);
  if (paired === undefined) return `– (all answered: ${all})`;
  return percent(paired) === all ? all : `${percent(paired)} (all answered: ${all})`;
}
