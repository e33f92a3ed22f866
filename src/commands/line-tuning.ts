// The commands of the optimizer on the line: a program is tuned, judged, recorded, used.

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from './host.ts';
import { bounds } from './tune-bounds.ts';

export type Run = (host: Host, flags: never) => Promise<number>;

/** Makes a command's action: how to load it, what its operands are called, flags that are not on the line. */
export type Calls = (
  load: () => Promise<Run>,
  operand?: string,
  fixed?: Record<string, unknown>,
) => (...given: unknown[]) => Promise<void>;

export function describeTuning(add: (usage: string, description: string) => Command, calls: Calls): void {
  /** For commands whose operands have names of their own. */
  const named =
    (load: () => Promise<Run>, ...names: string[]) =>
    (...given: unknown[]) => {
      const operands = names.flatMap((name, index) => (given[index] === undefined ? [] : [[name, given[index]]]));
      return calls(load, undefined, Object.fromEntries(operands))(given.at(-1));
    };
  const alias = (name: string, key: Bounded) => new Option(`${name} <n>`).argParser(within(key)).hideHelp();
  const asking = (command: Command) =>
    command
      .option('--evalset <file>', 'the held-out examples, in place of <role>_eval.jsonl')
      .option('--metric <metric>', 'what is maximised, in place of the role’s own')
      .option('--model <name>', 'the model, in place of the configured one')
      .option('--budget-usd <dollars>', 'US dollars at most; 0.20', within('budgetUsd'))
      .option('--budget-minutes <minutes>', 'minutes at most; 6', within('budgetMinutes'))
      .option('--concurrency <n>', 'calls at once at most; 8', within('concurrency'))
      .option('--no-cache', 'ask again what earlier runs have asked');
  asking(add('tune', 'find a better program for a role: demos, instructions, search, Go or No-Go'))
    .argument('[role]', 'ba, qa or a declared one')
    .option('--trainset <file>', 'the examples to learn from, in place of <role>_train.jsonl')
    .option('--valset <file>', 'the examples to search on; split from the trainset without it')
    .option('--auto <size>', 'light, medium, heavy')
    .option('--candidates <n>', 'instructions and sets of demos to choose from', within('candidates'))
    .option('--trials <n>', 'search trials', within('trials'))
    .addOption(alias('--num-candidates', 'candidates'))
    .addOption(alias('--num-trials', 'trials'))
    .addOption(alias('--max-iters', 'trials'))
    .option('--seed <n>', 'of every random choice; 0', within('seed'))
    .option('--optimizer <name>', 'mipro, bootstrap')
    .option('--sampler <name>', 'best, tpe (as DSPy)')
    .option('--dry-run', 'say what it would cost, and stop')
    .option('--resume <run>', 'go on with a run that was cut off: its name, its folder, or latest')
    .option('--output <folder>', 'the folder of the runs, in place of the configured one')
    .action(named(async () => (await import('./tune.ts')).tune, 'role'));
  asking(add('evaluate', 'score a program on the held-out examples, with the reasons'))
    .argument('<role>', 'ba, qa or a declared one')
    .option('--program <file>', 'a program.json, in place of the program in use')
    .option('--format <format>', 'text, json', 'text')
    .action(named(async () => (await import('./evaluate.ts')).evaluate, 'role'));
  add('run', 'one answer of a role’s program: a JSON object of inputs on stdin, of outputs on stdout')
    .argument('<role>', 'ba, qa or a declared one')
    .option('--model <name>', 'the model, in place of the configured one')
    .action(named(async () => (await import('./run.ts')).run, 'role'));
  add('reproduce', 'the same tuning once more with nothing remembered; is it within ± 5 %?')
    .argument('<run>', 'its name, its folder, or latest')
    .option('--output <folder>', 'the folder of the runs, in place of the configured one')
    .action(named(async () => (await import('./reproduce.ts')).reproduce, 'run'));
  const telling = (command: Command) =>
    command
      .option('--format <format>', 'text, markdown, html', 'text')
      .option('--output <file>', 'write it there in place of standard output')
      .option('--runs <folder>', 'the folder of the runs, in place of the configured one');
  telling(add('compare', 'two programs on the held-out examples'))
    .argument('<baseline>', 'a run; RUN:baseline is its untuned program')
    .argument('<candidate>', 'a run')
    .action(named(async () => (await import('./report.ts')).compare, 'baseline', 'candidate'));
  telling(add('report', 'the newest comparison of a role; all roles on one page without one'))
    .argument('[role]', 'ba, qa or a declared one')
    .action(named(async () => (await import('./report.ts')).report, 'role'));
  add('snapshot', 'whether programs and data are still what a run recorded')
    .command('verify')
    .description('one run; without one the newest of each role and every recorded pilot')
    .argument('[run]', 'its name, its folder, or latest')
    .action(named(async () => (await import('./snapshot.ts')).snapshotVerify, 'run'));
  const pilots = add('pilots', 'how many Go pilots a role has')
    .argument('[role]', 'ba, qa or a declared one')
    .action(named(async () => (await import('./pilots.ts')).pilots, 'role'));
  pilots
    .command('record')
    .description('copy a finished run to the pilots and add it to the ledger; a person commits it')
    .argument('<run>', 'its name, its folder, or latest')
    .action(named(async () => (await import('./pilots.ts')).pilotsRecord, 'run'));
}

type Bounded = keyof typeof bounds;

/** Reads a number in its bounds; only dollars and minutes have fractions. */
function within(key: Bounded): (text: string) => number {
  const { least, most } = bounds[key];
  const [pattern, kind] = key.startsWith('budget') ? [/^\d+(?:\.\d+)?$/, 'number'] : [/^\d+$/, 'whole number'];
  return (text) => {
    const value = Number(text);
    if (pattern.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It takes a ${kind} from ${least} to ${most}.`);
  };
}
