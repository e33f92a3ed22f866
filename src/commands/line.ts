// The commands of the line, their flags, and what becomes of an error. Each command is loaded only when it is called.

import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCode, reasonOf, SetupError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import { inert, plain } from '../report/escape.ts';
import { formats } from '../report/formats.ts';
import type { Host } from './host.ts';
import { describeReview } from './line-review.ts';
import { type Calls, describeTuning, type Run } from './line-tuning.ts';

/** Runs `goldgate …args` and returns the exit code. */
export async function runLine(args: readonly string[], host: Host = terminalHost()): Promise<number> {
  let code: number = exitCode.clean;
  /** Flags as commander has them, and the operands under the name that the command knows them by. */
  const calls =
    (load: () => Promise<Run>, operand?: string, fixed: Record<string, unknown> = {}) =>
    async (...call: unknown[]) => {
      const command = call.at(-1) as Command;
      const flags = command.optsWithGlobals<Record<string, unknown>>();
      const rules = (flags.rule as string[] | undefined) ?? [];
      // `--rule ID PATH`: no rule's id holds a dot or a slash, so what does is a path.
      const strays = operand === 'paths' ? rules.filter((id) => /[./]/.test(id)) : [];
      if (strays.length > 0) flags.rule = rules.filter((id) => !strays.includes(id));
      const given = [...strays, ...command.args];
      const operands = operand && given.length > 0 ? { [operand]: given } : {};
      const print = (text: string) => host.print(flags.format === 'github' ? text : inert(text));
      code = await (await load())({ ...host, print }, { ...flags, ...operands, ...fixed } as never);
    };
  const program = describeCommands(calls, host);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    return explain(error, host);
  }
  return host.signal.aborted ? exitCode.interrupted : code;
}

function describeCommands(calls: Calls, { print, note }: Host): Command {
  const program = new Command('goldgate')
    .description('The pull-request gate for golden datasets and the prompt programs tuned on them.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(goldgate --help lists the commands)')
    .configureOutput({ writeOut: print, writeErr: note, outputError: (text, write) => write(plain(text)) });
  const add = (usage: string, description: string) =>
    program
      .command(usage)
      .description(description)
      .option('--config <file>', 'configuration in place of .github/goldgate.yml');
  const reporting = (command: Command) =>
    command
      .option('--base <ref>', 'show only what came since the common ancestor with this branch or commit')
      .option('--format <format>', `${Object.keys(formats).join(', ')}`, 'text')
      .option('--output <file>', 'write the report there in place of standard output')
      .option('--rule <id...>', 'these rules alone')
      .option('--max-findings <n>', 'show at most so many findings', wholeNumber)
      .option('--fail-on <level>', 'the mildest level that fails: error, warning, notice')
      .option('--cache-dir <folder>', 'keep signatures there, so that the next --base run is quick');

  reporting(add('check', 'gate the datasets, the manifest and the test cases'))
    .argument('[path...]', 'these files or folders alone')
    .option('--write-baseline', 'write every finding of today down as old')
    .action(calls(async () => (await import('./check.ts')).check, 'paths'));
  const manifest = program.command('manifest').description('the hashes, sizes and counts of the datasets');
  reporting(
    manifest.command('verify').description('say what is stale').option('--config <file>', 'configuration'),
  ).action(calls(async () => (await import('./manifest.ts')).manifestVerify));
  manifest
    .command('update')
    .description('rewrite what changed, and nothing else')
    .argument('[name...]', 'these entries alone')
    .option('--config <file>', 'configuration in place of .github/goldgate.yml')
    .option('--curator <name>', 'who answers for what changed')
    .option('--notes <text>', 'a note on what changed')
    .action(calls(async () => (await import('./manifest.ts')).manifestUpdate, 'names'));
  add('diff', 'examples added, removed and changed, word by word')
    .argument('[path...]', 'these files alone')
    .requiredOption('--base <ref>', 'the branch or commit to compare with')
    .option('--format <format>', 'text, markdown, json', 'text')
    .action(calls(async () => (await import('./diff.ts')).diff, 'paths'));
  add('stats', 'examples by role, split, domain, tier and language; lengths and tokens')
    .argument('[path...]', 'these files alone')
    .option('--format <format>', 'text, markdown, json', 'text')
    .action(calls(async () => (await import('./stats.ts')).stats, 'paths'));
  add('testcases', 'write test cases from stories and expectations')
    .option('--stub', 'without a model; also DSPY_QA_STUB=1')
    .option('--story <id...>', 'these stories alone')
    .option('--model <name>', 'the model to ask')
    .option('--force', 'overwrite files that people wrote')
    .option('--skip-if-missing', 'do nothing when there are no stories')
    .action(calls(async () => (await import('./testcases.ts')).testcases));
  reporting(add('lint', 'the test-case rules alone'))
    .argument('[path...]', 'these files, or another folder of test cases')
    .option('--story <id...>', 'these stories alone')
    .option('--skip-if-missing', 'pass when there are no test cases; also DSPY_QA_SKIP_IF_MISSING=1')
    .action(calls(async () => (await import('./check.ts')).lint, 'paths'));
  reporting(add('nightly', 'check and lint everything, and keep a JSON record of the day')).action(
    calls(async () => (await import('./check.ts')).nightly),
  );
  describeTuning(add, calls);
  describeReview(program, calls);
  program
    .command('explain')
    .description('what a rule wants, why, a bad and a good example')
    .argument('[rule]', 'its id; the list without one')
    .action(async (rule, _, command) =>
      calls(async () => (await import('./explain.ts')).explain, undefined, { rule })(command),
    );
  program
    .command('init')
    .description('set a repository up: configuration, workflows, CODEOWNERS, recipes')
    .option('--owners <owner...>', 'who reviews the data, such as @org/data')
    .option('--action <reference>', 'the Action that the workflows use, OWNER/goldgate@SHA')
    .option(
      '--tune <model>',
      'write the tuning workflows, too: openai-workload-identity, openai-key, ollama, llama-cpp',
    )
    .option('--app <way>', 'double review, too: workflow writes it as workflows, server says how to run the App')
    .option('--dry-run', 'say what would be written')
    .option('--force', 'overwrite what stands there')
    .action(calls(async () => (await import('./init.ts')).init));
  add('doctor', 'what is wrong with this set-up, and how to mend it')
    .option('--format <format>', 'text, json', 'text')
    .action(calls(async () => (await import('./doctor.ts')).doctor));
  return program;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

/** Writes what went wrong for a person, and returns the exit code that it has. */
function explain(error: unknown, host: Host): number {
  if (host.signal.aborted) return exitCode.interrupted;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.clean : exitCode.setup;
  if (error instanceof SetupError) {
    host.note(`goldgate: ${plain(error.message)}\n`);
    return exitCode.setup;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : reasonOf(error);
  host.note(`goldgate: this is a bug; please report it with these lines:\n${plain(stack)}\n`);
  return exitCode.bug;
}

function terminalHost(): Host {
  const abort = new AbortController();
  const grace = { seconds: 0 };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const end = () => process.exit(exitCode.interrupted);
      if (grace.seconds === 0 || abort.signal.aborted) end();
      abort.abort();
      setTimeout(end, grace.seconds * 1000).unref();
    });
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.clean);
    process.stderr.write(`goldgate: standard output cannot be written: ${error.message}\n`);
    process.exit(exitCode.setup);
  });
  // Whoever listened has gone; a run that is paid for goes on without him.
  process.stderr.on('error', () => undefined);
  const { env, stdout, stderr } = process;
  const color = env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stdout.isTTY === true;
  return {
    cwd: process.cwd(),
    env,
    now: () => new Date(),
    input: async () => Buffer.concat(await process.stdin.toArray()).toString('utf8'),
    print: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    color,
    interactive: stderr.isTTY === true && !env.CI,
    signal: abort.signal,
    grace,
  };
}
