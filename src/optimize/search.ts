// Step 3: carries out what a sampler plans, look by look, and keeps the best program among the full evaluations.

import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import type { Model } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import { searchAllowance } from './allowance.ts';
import { type Candidates, firstTwin, namedChoice, programOf, searchSpace } from './candidates.ts';
import { allOrAbort, type Evaluating, evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { type Cell, type Look, type Sampler, Scoreboard, type Seen } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';
import type { Progress, Trial, Tuning } from './trial.ts';

export interface Searching extends Evaluating {
  program: Program;
  candidates: Candidates;
  valset: readonly Example[];
  metric: Metric;
  settings: TuneSettings;
  sampler(board: Scoreboard): Sampler;
  observe(progress: Progress): void;
}

/**
 * Scores the untuned program on the whole valset, then what the sampler asks for. Every result goes into `tuning` as
 * soon as it is there, so that whatever ends the search early leaves the best so far behind. Only full evaluations
 * compete, and a tie keeps the earlier.
 */
export async function search(searching: Searching, tuning: Tuning): Promise<void> {
  const { candidates, valset, sampler } = searching;
  const space = searchSpace(candidates);
  const board = new Scoreboard(space, valset.length, firstTwin(candidates));
  await carryOut(
    [{ kind: 'baseline', choice: space.map(() => 0), examples: board.examples }],
    board,
    searching,
    tuning,
  );
  for (const looks of sampler(board)) await carryOut(looks, board, searching, tuning);
}

async function carryOut(
  looks: readonly Look[],
  board: Scoreboard,
  searching: Searching,
  tuning: Tuning,
): Promise<void> {
  const { settings, valset } = searching;
  const results = await allOrAbort(searching.signal, looks, (look, signal) =>
    runLook(look, board, { ...searching, signal }),
  );
  // What is looked at side by side is one trial, a line for each combination.
  const number = (tuning.trials.at(-1)?.trial ?? 0) + 1;
  looks.forEach((look, index) => {
    const { evaluation, fresh, spent } = results[index] as Looked;
    const cells = evaluation.examples.map(({ judged }) => cellOf(judged[searching.metric.name]));
    const seen = board.add(look, new Map(fresh.map((example, at) => [example, cells[at] ?? null])));
    const trial = trialOf(seen, board, searching.program, spent, number);
    tuning.trials.push(trial);
    keepBest(board, searching, tuning);
    searching.observe({ step: 'trial', trial, best: tuning.bestScore });
  });
  const of = valset.length + searchAllowance(settings, valset.length).examples;
  searching.observe({ step: 'search', done: board.evaluations(), of });
}

interface Looked {
  evaluation: Evaluation;
  /** The examples that had to be run; the others were known. */
  fresh: readonly number[];
  spent: Spent;
}

async function runLook({ choice, examples }: Look, board: Scoreboard, searching: Searching): Promise<Looked> {
  const { program, candidates, valset, metric, model, judge } = searching;
  const known = board.cells(choice);
  const fresh = examples.filter((example) => !known.has(example));
  const spent: Spent = { calls: 0, tokens: { input: 0, output: 0 }, usd: 0, seconds: 0 };
  const context = { ...searching, model: metered(model, spent), judge: judge && metered(judge, spent) };
  const chosen = fresh.map((example) => valset[example] as Example);
  const evaluation = await evaluate(programOf(program, candidates, choice), chosen, [metric], context);
  return { evaluation, fresh, spent };
}

type Spent = Pick<Trial, 'calls' | 'tokens' | 'usd' | 'seconds'>;

/** Counts what the calls through it cost; remembered answers cost nothing. */
function metered(model: Model, spent: Spent): Model {
  return {
    name: model.name,
    async complete(call, signal) {
      const reply = await model.complete(call, signal);
      if (reply.cached) return reply;
      spent.calls += 1;
      spent.tokens = {
        input: spent.tokens.input + reply.tokens.input,
        output: spent.tokens.output + reply.tokens.output,
      };
      spent.usd += reply.usd;
      spent.seconds += reply.seconds;
      return reply;
    },
  };
}

function cellOf(judged: Evaluation['examples'][number]['judged'][string] | undefined): Cell {
  return judged ? { score: judged.score, weight: judged.weight } : null;
}

function trialOf(seen: Seen, board: Scoreboard, program: Program, spent: Spent, trial: number): Trial {
  const { kind, choice, score, examples } = seen;
  const cells = board.cells(choice);
  const failed = examples.filter((example) => cells.get(example) === null).length;
  // Sums of fractions depend on the order in which the answers came; to nine digits they do not.
  const [usd, seconds] = [rounded(spent.usd), rounded(spent.seconds)];
  const { calls, tokens } = spent;
  const cost = { calls, tokens, usd, seconds };
  return { trial, kind, choice: namedChoice(program, choice), score, ...cost, examples: examples.length, failed };
}

const rounded = (value: number) => Number(value.toFixed(9));

function keepBest(board: Scoreboard, { program, candidates }: Searching, tuning: Tuning): void {
  const [baseline] = board.seen;
  const best = board.best();
  tuning.baselineScore = baseline?.score ?? null;
  if (!best) return;
  tuning.best = programOf(program, candidates, best);
  tuning.bestScore = board.score(best);
}
