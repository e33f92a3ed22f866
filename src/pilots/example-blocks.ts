// The examples that tell most: where the new program gained most, and where it does worst.

import type { Block } from '../core/document.ts';
import type { Contest, Contestant } from './contest.ts';
import { pairsOf } from './difference.ts';
import { percent, points } from './figures.ts';
import type { EvalExample } from './run-files.ts';
import { cut, valuesText } from './value-text.ts';

const shown = 3;
const longestOutput = 1_500;
const longestReason = 300;

/** Up to three of the most improved examples and three of the worst, outputs side by side. */
export function exampleBlocks({ metric, before, after }: Contest): Block[] {
  const pairs = pairsOf(before.side, after.side, metric).map((pair) => ({ ...pair, gain: pair.after - pair.before }));
  const improved = pairs
    .filter(({ gain }) => gain > 1e-9)
    .toSorted((a, b) => b.gain - a.gain)
    .slice(0, shown);
  const others = pairs.filter((pair) => !improved.includes(pair));
  const worst = others.toSorted((a, b) => a.after - b.after || a.gain - b.gain).slice(0, shown);
  const block = ({ key, gain, ...pair }: (typeof pairs)[number]): Block => ({
    kind: 'details',
    summary: [
      { style: 'code', text: cut(key, 80) },
      ` ${percent(pair.before)} → ${percent(pair.after)} (${points(gain)} points)`,
    ],
    blocks: [{ kind: 'sides', sides: [before, after].map((contestant) => sideOf(contestant, key)) }],
  });
  const group = (text: string, list: typeof pairs): Block[] =>
    list.length > 0 ? [{ kind: 'heading', level: 3, text }, ...list.map(block)] : [];
  return [...group('Most improved', improved), ...group('Worst', worst)];
}

/** What has no score and why; nothing when all were answered. */
export function failureBlocks({ before, after }: Contest): Block[] {
  const rows = [before, after].flatMap(({ name, side }) =>
    side.examples.flatMap(({ key, failed }) =>
      failed === null ? [] : [[cut(key, 80), name, cut(failed, longestReason)]],
    ),
  );
  if (rows.length === 0) return [];
  const columns = ['Example', 'Program', 'Why there is no answer'].map((title) => ({ title }));
  return [{ kind: 'table', columns, rows }];
}

function sideOf({ name, side }: Contestant, key: string) {
  const example = side.examples.find((example) => example.key === key) as EvalExample;
  const reasons = example.reasons.slice(0, 5).map((reason) => `• ${cut(reason, longestReason)}`);
  const more = example.reasons.length > 5 ? [`• … and ${example.reasons.length - 5} more`] : [];
  const output = cut(valuesText(example.output), longestOutput);
  return {
    title: `${name}, ${percent(example.score ?? 0)}`,
    text: [...reasons, ...more, '', output].join('\n').trim(),
  };
}
