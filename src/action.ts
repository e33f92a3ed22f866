// The Action's door: inputs and the event in; annotations, summary, SARIF, outputs and the exit code out.

import { resolve } from 'node:path';
import {
  maskSecret,
  readEvent,
  readInput,
  temporaryPath,
  writeError,
  writeOutput,
  writeSummary,
  writeWarning,
} from './adapters/actions.ts';
import { writeFileAtomic } from './adapters/workspace.ts';
import { comparisonOf, type EventPayload, linkTo } from './commands/action-event.ts';
import {
  type ActionCommand,
  type ActionInput,
  type ActionOutput,
  actionCommands,
} from './commands/action-interface.ts';
import { lint, recordDay, renderContext } from './commands/check.ts';
import type { Host } from './commands/host.ts';
import { type JudgeFlags, type Judgement, judge } from './commands/judge.ts';
import { exitCode, reasonOf, SetupError } from './core/errors.ts';
import { rules } from './registry.ts';
import { inert, plain } from './report/escape.ts';
import { type Format, formats, isFormat, renderReport } from './report/formats.ts';
import { inline } from './report/markdown-escape.ts';

const { env } = process;
const abort = new AbortController();
const grace = { seconds: 0 };
// A cancelled workflow interrupts its step, and ends it for good some seconds later.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (grace.seconds === 0) process.exit(exitCode.interrupted);
    abort.abort();
  });
}
const host: Host = {
  cwd: env.GITHUB_WORKSPACE || process.cwd(),
  env,
  now: () => new Date(),
  input: async () => '',
  print: (text) => void process.stdout.write(inert(text)),
  note: (text) => void process.stderr.write(plain(text)),
  color: true,
  interactive: false,
  signal: abort.signal,
  grace,
};
const input = (name: ActionInput) => readInput(name);
const output = (name: ActionOutput, value: string | number) => writeOutput(name, value);

async function run(): Promise<number> {
  for (const secret of [input('token'), env.OPENAI_API_KEY, env.AZURE_OPENAI_API_KEY]) maskSecret(secret);
  const command = input('command') || 'check';
  if (!isCommand(command)) throw new SetupError(`\`command\` is ${actionCommands.join(', ')}, not ${command}`);
  const format = input('format') || 'text';
  if (!isFormat(format)) throw new SetupError(`\`format\` is ${Object.keys(formats).join(', ')}, not ${format}`);
  const flags: JudgeFlags = {};
  if (input('config')) flags.config = input('config');
  if (input('fail-on')) flags.failOn = input('fail-on');

  if (command === 'testcases') {
    const { testcases } = await import('./commands/testcases.ts');
    return finish(await testcases(host, flags));
  }
  if (command === 'report') {
    const { reportStep } = await import('./commands/action-report.ts');
    return finish(await reportStep(host, input));
  }
  const event = await readEvent<EventPayload>(env.GITHUB_EVENT_PATH);
  if (command === 'tune') {
    const { tuneStep } = await import('./commands/action-tune.ts');
    return finish(await tuneStep(host, event, input));
  }
  if (command === 'review') {
    const { reviewStep } = await import('./commands/action-review.ts');
    return finish(await reviewStep(host, event, input));
  }
  const { notes, ...comparison } = await comparisonOf(host.cwd, env.GITHUB_EVENT_NAME ?? '', event, input('base'));
  Object.assign(flags, comparison, scopes[command]);
  const judgement = await judge(host, flags);
  if (command === 'lint' && !judgement.facts.testcases?.present) return finish(await lint(host, flags));
  judgement.report.notes.unshift(...notes);
  if (command === 'nightly') await recordDay(host, judgement);
  await show(judgement, format, linkTo(env, event));
  if (command === 'nightly') await checkSnapshots(flags);
  return finish(judgement.report.verdict === 'pass' ? exitCode.clean : exitCode.findings);
}

const isCommand = (name: string): name is ActionCommand => actionCommands.some((command) => command === name);
type Judging = Exclude<ActionCommand, 'testcases' | 'tune' | 'report' | 'review'>;
const scopes: Record<Judging, Pick<JudgeFlags, 'subjects' | 'rule'>> = {
  check: {},
  nightly: {},
  lint: { subjects: ['testcases', 'planning'] },
  manifest: { subjects: ['manifest'], rule: rules.filter(({ subject }) => subject === 'manifest').map(({ id }) => id) },
};

/** Whether tuned programs still rest on the data of today: told, and no failure, for new data makes every program old. */
async function checkSnapshots({ config }: JudgeFlags): Promise<void> {
  const { snapshotVerify } = await import('./commands/snapshot.ts');
  if ((await snapshotVerify(host, config ? { config } : {})) === exitCode.clean) return;
  writeWarning('a tuned program is not what its snapshot says, or its data has changed since; the log names it');
}

/** The log in the asked-for format, the annotations, the summary, and the files for later steps. */
async function show(judgement: Judgement, format: Format, link: ReturnType<typeof linkTo>): Promise<void> {
  const { report } = judgement;
  const context = { ...renderContext(judgement), color: host.color, link };
  if (format !== 'github') host.print(renderReport(format, report, context));
  process.stdout.write(renderReport('github', report, context));
  await writeSummary(renderReport('markdown', report, context));
  if (input('sarif')) await writeFileAtomic(resolve(host.cwd, input('sarif')), renderReport('sarif', report, context));
  const path = await temporaryPath('report.json');
  await writeFileAtomic(path, renderReport('json', report, context));
  output('report', path);
  output('findings', report.findings.length);
  output('errors', report.counts.error);
  output('negative-coverage', report.metrics['negative-coverage'] ?? '');
  output('completeness', report.metrics.completeness ?? '');
}

function finish(code: number): number {
  output('verdict', code === exitCode.clean ? 'pass' : 'fail');
  return code;
}

const notDone: Record<string, string> = {
  tune: 'Tuning: could not be done',
  report: 'Tuning: could not be done',
  review: 'Double review: could not be done',
};

/** Says what went wrong wherever it can be said; a place that fails is named and does not keep the others from it. */
async function explain(error: unknown): Promise<number> {
  if (abort.signal.aborted) return finish(exitCode.interrupted);
  const broken = error instanceof SetupError;
  const code = broken ? exitCode.setup : exitCode.bug;
  writeError(plain(broken ? error.message : ((error as Error).stack ?? reasonOf(error))));
  const reasons = reasonOf(error).split('\n').slice(0, 50);
  const undone = notDone[input('command')] ?? 'Golden data: could not be judged';
  const summary = `## ❌ ${undone}\n\n${reasons.map((line) => `- ${inline(line)}\n`).join('')}`;
  for (const tell of [() => finish(code), () => writeSummary(summary)]) {
    try {
      await tell();
    } catch (also) {
      host.note(`${reasonOf(also)}\n`);
    }
  }
  return code;
}

process.once('uncaughtException', (error) => void explain(error).then((code) => process.exit(code)));
process.exitCode = await run().catch(explain);
