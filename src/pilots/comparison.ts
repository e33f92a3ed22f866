// The report that one decides from: the verdict first, then what it rests on, then how to make it again.

import type { Block, Document, Phrase } from '../core/document.ts';
import type { Trial } from '../optimize/trial.ts';
import type { Program } from '../program/program.ts';
import { type Contest, type Contestant, costTable, gist, metricBlocks } from './contest.ts';
import { differencesOf } from './eval-file.ts';
import { exampleBlocks, failureBlocks } from './example-blocks.ts';
import { amount, grouped } from './figures.ts';
import { programBlocks } from './program-blocks.ts';
import type { DatasetMark, EvalFile, Snapshot } from './run-files.ts';
import { searchPlots } from './search-plots.ts';

/** A run folder, read. */
export interface FinishedRun {
  snapshot: Snapshot;
  evaluation: EvalFile;
  trials: readonly Trial[];
  program: Program;
  baseline: Program;
  /** As a command names it. */
  folder: string;
}

/** Baseline against optimized, of one run. */
export function compareRun(run: FinishedRun): Document {
  const { snapshot, evaluation, trials, folder } = run;
  const { verdict, conditions, role } = snapshot;
  const good = verdict === 'go';
  const contest: Contest = {
    metric: snapshot.metric,
    target: snapshot.target,
    limits: snapshot.limits,
    before: contestant(run, 'baseline', 'Baseline'),
    after: contestant(run, 'optimized', 'Optimized'),
    differences: evaluation.differences,
  };
  const unmet = conditions.filter(({ met }) => !met).length;
  return {
    title: `Tuning of ${role}, ${snapshot.run}`,
    blocks: [
      { kind: 'verdict', good, title: good ? 'Go' : 'No-Go', text: gist(contest) },
      heading(
        unmet === 0
          ? `All ${conditions.length} conditions are met`
          : `${unmet} of ${conditions.length} conditions not met`,
      ),
      // What stands in the way comes first.
      {
        kind: 'list',
        items: conditions
          .toSorted((a, b) => Number(a.met) - Number(b.met))
          .map(({ met, text }) => ({ mark: met ? 'good' : 'bad', text })),
      },
      heading('On the held-out eval set'),
      ...metricBlocks(contest),
      heading('Latency and cost'),
      costTable(contest),
      spentParagraph(snapshot),
      ...titled('The search', [...searchPlots(trials), ...noteBlocks(snapshot)]),
      ...bodyBlocks(contest),
      heading('Made from'),
      madeFrom(snapshot),
      heading('Make it again'),
      { kind: 'code', text: `goldgate reproduce ${folder}` },
    ],
  };
}

/** One side of a run, to hold against another. */
export function contestant(
  { evaluation, program, baseline, snapshot }: FinishedRun,
  side: 'baseline' | 'optimized',
  name = `${snapshot.run} ${side}`,
): Contestant {
  return { name, side: evaluation[side], program: side === 'baseline' ? baseline : program };
}

export interface Comparison {
  document: Document;
  /** `unclear` when the interval holds 0. */
  outcome: 'better' | 'same' | 'worse' | 'unclear';
}

/**
 * Any two sides against each other: two runs', or one run's. They are judged by the second run's metric, on the
 * examples that both answered; other eval data on one side is said.
 */
export function compareRuns(
  baseline: { run: FinishedRun; side: 'baseline' | 'optimized' },
  candidate: { run: FinishedRun; side: 'baseline' | 'optimized' },
): Comparison {
  const { snapshot } = candidate.run;
  const [before, after] = [contestant(baseline.run, baseline.side), contestant(candidate.run, candidate.side)];
  const differences = differencesOf(before.side, after.side, snapshot.seed);
  const contest: Contest = { ...snapshot, before, after, differences };
  const difference = differences[snapshot.metric];
  const outcome = !difference ? 'unclear' : outcomeOf(difference.low, difference.high);
  const titles = { better: 'Better', same: 'The same', worse: 'Worse', unclear: 'Not told apart' };
  const notes = differing(baseline.run.snapshot, snapshot);
  return {
    outcome,
    document: {
      title: `${before.name} against ${after.name}`,
      blocks: [
        {
          kind: 'verdict',
          good: outcome === 'better' || outcome === 'same',
          title: titles[outcome],
          text: gist(contest),
        },
        ...(notes.length > 0
          ? [{ kind: 'list' as const, items: notes.map((text) => ({ mark: 'open' as const, text })) }]
          : []),
        heading('On the held-out eval set'),
        ...metricBlocks(contest),
        heading('Latency and cost'),
        costTable(contest),
        ...bodyBlocks(contest),
      ],
    },
  };
}

function outcomeOf(low: number, high: number): Comparison['outcome'] {
  if (low === 0 && high === 0) return 'same';
  return low >= 0 ? 'better' : high <= 0 ? 'worse' : 'unclear';
}

/** What makes two runs less comparable, in words. */
function differing(a: Snapshot, b: Snapshot): string[] {
  return [
    ...(a.eval.sha256 === b.eval.sha256 ? [] : ['The eval sets differ; only examples of the same key are compared.']),
    ...(a.role === b.role ? [] : [`The roles differ: ${a.role} and ${b.role}.`]),
    ...(a.model === b.model ? [] : [`The models differ: ${a.model} and ${b.model}.`]),
    ...(a.metric === b.metric ? [] : [`The metrics differ: ${a.metric} and ${b.metric}; the second is used.`]),
  ];
}

function bodyBlocks(contest: Contest): Block[] {
  return [
    heading('The program'),
    ...programBlocks(contest.before.program, contest.after.program),
    ...titled('Examples', exampleBlocks(contest)),
    ...titled('Examples that failed', failureBlocks(contest)),
  ];
}

function noteBlocks({ notes = [] }: Snapshot): Block[] {
  return notes.length > 0 ? [{ kind: 'list', items: notes.map((text) => ({ mark: 'open', text })) }] : [];
}

function spentParagraph({ spent }: Snapshot): Block {
  const { calls, tokens, usd, minutes } = spent;
  const all = `${grouped(calls)} model calls, ${grouped(tokens.input)} tokens in and ${grouped(tokens.output)} out, ${amount(usd)} US dollars, ${amount(minutes)} minutes`;
  return { kind: 'paragraph', text: `The whole run took ${all}.` };
}

function madeFrom({
  train,
  val,
  eval: held,
  seed,
  commit,
  provider,
  model,
  versions,
  parent,
  startedAt,
}: Snapshot): Block {
  const data = ({ path, examples, sha256 }: DatasetMark): Phrase => [
    { style: 'code', text: path },
    `, ${examples} examples, sha256 `,
    { style: 'code', text: sha256.slice(0, 16) },
  ];
  const code = (text: string): Phrase => [{ style: 'code', text }];
  const rows: Phrase[][] = [
    ['Trainset', data(train)],
    ['Valset', val ? data(val) : 'split from the trainset'],
    ['Evalset', data(held)],
    ['Model', [{ style: 'code', text: model }, ' at ', { style: 'code', text: provider }]],
    ['Seed', `${seed}`],
    ['Commit', commit === null ? 'outside git' : code(commit)],
    ['Pilot before this one', parent === null ? 'none' : code(parent)],
    ['Versions', `Goldgate ${versions.goldgate}, Node ${versions.node}`],
    ['Started', startedAt],
  ];
  return { kind: 'table', columns: [{ title: 'What' }, { title: 'Which' }], rows };
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const titled = (text: string, blocks: Block[]): Block[] => (blocks.length > 0 ? [heading(text), ...blocks] : []);
