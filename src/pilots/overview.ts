// The newest comparison of every role on one page.

import type { Block, Document, Phrase } from '../core/document.ts';
import { compareText } from '../core/finding.ts';
import { table } from './contest.ts';
import { pairMeans, pairsOf, sideScore } from './difference.ts';
import { amount, percent, points } from './figures.ts';
import { countPilots, type Pilot } from './ledger.ts';
import type { EvalFile, Snapshot } from './run-files.ts';

export interface ReportedRun {
  snapshot: Snapshot;
  evaluation: EvalFile;
  /** Of its report, relative to the page. */
  report: string;
}

/** The newest run of each role: one line, then what stands in the way of a Go. Roles by name. */
export function overviewOf(runs: readonly ReportedRun[], pilots: readonly Pilot[]): Document {
  const inTime = runs.toSorted((a, b) => compareText(a.snapshot.startedAt, b.snapshot.startedAt));
  const newest = new Map(inTime.map((run) => [run.snapshot.role, run]));
  const sorted = [...newest.values()].toSorted((a, b) => compareText(a.snapshot.role, b.snapshot.role));
  if (sorted.length === 0) {
    const text: Phrase = [
      'No role has been tuned yet: ',
      { style: 'code', text: 'goldgate tune ROLE' },
      ' makes a first run.',
    ];
    return { title: 'Tuned programs', blocks: [{ kind: 'paragraph', text }] };
  }
  const titles = ['Role', 'Verdict', 'Score', 'Points', '95 % interval', 'Target', 'US dollars', 'Go pilots'];
  return {
    title: 'Tuned programs',
    blocks: [
      table(
        titles,
        sorted.map((run) => rowOf(run, pilots)),
      ),
      ...sorted.flatMap(roleBlocks),
    ],
  };
}

function rowOf({ snapshot, evaluation }: ReportedRun, pilots: readonly Pilot[]): Phrase[] {
  const { role, verdict, target, spent } = snapshot;
  const { baseline, optimized, difference } = evaluation;
  const share = (score: number | null | undefined) => (score == null ? '–' : percent(score));
  const means = pairMeans(pairsOf(baseline, optimized, evaluation.metric));
  return [
    [{ style: 'code', text: role }],
    [{ style: 'strong', text: verdict === 'go' ? 'Go' : 'No-Go' }],
    `${share(means?.before)} → ${share(means?.after)}`,
    difference ? points(difference.mean) : '–',
    difference ? `${points(difference.low)} to ${points(difference.high)}` : '–',
    target ? `${target.metric} ${share(sideScore(optimized, target.metric))} of ${percent(target.minimum)}` : '–',
    amount(spent.usd),
    countPilots(pilots, snapshot).text,
  ];
}

function roleBlocks({ snapshot: { role, run, conditions }, report }: ReportedRun): Block[] {
  const unmet = conditions.filter(({ met }) => !met);
  const items = unmet.map(({ text }) => ({ mark: 'bad' as const, text }));
  const all = { mark: 'good' as const, text: `All ${conditions.length} conditions are met.` };
  return [
    { kind: 'heading', level: 2, text: role },
    {
      kind: 'paragraph',
      text: ['Run ', { style: 'code', text: run }, ', told in full in ', { style: 'code', text: report }, '.'],
    },
    { kind: 'list', items: items.length > 0 ? items : [all] },
  ];
}
