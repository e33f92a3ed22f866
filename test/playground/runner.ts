// A small Actions runner: takes the runs that wait in the fake GitHub and does what their workflow says, with the scripted
// model in place of a real one.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import type { ScriptedModel } from '../../bench/scripted-model/server.ts';
import type { Grants } from '../fakehub/api.ts';
import { renderExpressions } from '../fakehub/expression.ts';
import type { Conclusion, Run, Step } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import { runAction } from './action-step.ts';

interface WorkflowStep {
  id?: string;
  name?: string;
  uses?: string;
  if?: string;
  with?: Record<string, string | number | boolean>;
}
interface WorkflowJob {
  name?: string;
  permissions?: Grants;
  steps: WorkflowStep[];
}

export interface StepView {
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  note: string;
}
export interface JobView {
  name: string;
  status: string;
  conclusion: string | null;
  steps: StepView[];
}

export interface RunnerOptions {
  repository: Repository;
  apiUrl: string;
  model: ScriptedModel;
  /** A workflow's token with these permissions. */
  tokenFor(permissions: Grants): string;
}

export class Runner {
  readonly #options: RunnerOptions;
  readonly #temp = mkdtempSync(join(tmpdir(), 'goldgate-runner-'));
  readonly #jobs = new Map<Run, { view: JobView; cancel: AbortController; done: Promise<void> }>();
  readonly #watch: NodeJS.Timeout;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#watch = setInterval(() => this.#look(), 100);
  }

  /** The newest first. */
  views(): JobView[] {
    return [...this.#jobs.values()].map(({ view }) => view).reverse();
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    for (const { cancel } of this.#jobs.values()) cancel.abort();
    await Promise.all([...this.#jobs.values()].map(({ done }) => done));
    rmSync(this.#temp, { recursive: true, force: true });
  }

  #look(): void {
    for (const run of this.#options.repository.runs.values()) {
      const known = this.#jobs.get(run);
      if (known && run.conclusion === 'cancelled') known.cancel.abort();
      if (known || run.status !== 'queued') continue;
      const [job] = Object.values(run.workflow.definition.jobs as Record<string, WorkflowJob>);
      if (!job) continue;
      const steps = job.steps.map((step) => ({ name: nameOf(step), state: 'waiting' as const, note: '' }));
      const view: JobView = { name: run.title, status: 'in_progress', conclusion: null, steps };
      const cancel = new AbortController();
      run.status = 'in_progress';
      this.#jobs.set(run, { view, cancel, done: this.#work(run, job, view, cancel.signal) });
    }
  }

  async #work(run: Run, job: WorkflowJob, view: JobView, cancelled: AbortSignal): Promise<void> {
    const folder = mkdtempSync(join(this.#temp, 'job-'));
    const done = { outputs: {} as Record<string, Record<string, string>>, artifacts: {} as Record<string, Buffer> };
    let conclusion: Conclusion = 'success';
    for (const [n, step] of job.steps.entries()) {
      const shown = view.steps[n] as StepView;
      const always = step.if?.includes('always()') ?? false;
      if ((conclusion !== 'success' || cancelled.aborted) && !always) continue;
      shown.state = 'running';
      const good = await this.#step(run, job, step, { folder, ...done, shown, cancelled }).catch((thrown: Error) => {
        shown.note = thrown.message.slice(0, 200);
        return false;
      });
      if (shown.state === 'running') shown.state = good ? 'done' : 'failed';
      if (!good) conclusion = 'failure';
    }
    if (cancelled.aborted) conclusion = 'cancelled';
    rmSync(folder, { recursive: true, force: true });
    Object.assign(view, { status: 'completed', conclusion });
    // GitHub has ended a run itself when nobody obeyed its cancellation.
    if (run.status === 'completed') return;
    const steps = view.steps.map(({ name, state }): Step => ({ name, conclusion: conclusions[state] }));
    this.#options.repository.completeRun(run, conclusion, {
      artifacts: done.artifacts,
      jobs: [{ name: job.name ?? 'tune', conclusion, steps }],
    });
  }

  /** Whether it went well. */
  async #step(run: Run, job: WorkflowJob, step: WorkflowStep, work: Work): Promise<boolean> {
    const { repository } = this.#options;
    const workspace = join(work.folder, 'work');
    const values = this.#withOf(run, job, step, work);
    if (step.uses?.startsWith('actions/checkout@')) {
      const depth = values['fetch-depth'] === '0' ? [] : ['--depth=1'];
      const from = `file://${repository.folder}`;
      await promisify(execFile)('git', [
        'clone',
        '--quiet',
        ...depth,
        '--branch',
        run.branch ?? 'main',
        from,
        workspace,
      ]);
      return true;
    }
    if (step.uses === './') return this.#action(run, step, values, workspace, work);
    if (step.uses?.startsWith('actions/upload-artifact@')) {
      const path = values.path ?? '';
      if (path === '') return true;
      work.artifacts[values.name ?? 'artifact'] = zipOf(join(workspace, path));
      return true;
    }
    if (!step.if && !step.uses) work.shown.note = 'the scripted model answers instead';
    else work.shown.state = 'skipped';
    return true;
  }

  async #action(run: Run, step: WorkflowStep, inputs: Record<string, string>, workspace: string, work: Work) {
    const { repository, apiUrl, model } = this.#options;
    const { stats } = model;
    const before = stats.task + stats.propose;
    const tunes = inputs.command === 'tune';
    const count = () => {
      if (tunes) work.shown.note = `${stats.task + stats.propose - before} calls of the model`;
    };
    const counting = setInterval(count, 200);
    const payload = { inputs: run.inputs, repository: { default_branch: repository.defaultBranch } };
    const ref = `refs/heads/${run.branch}`;
    const env = {
      GITHUB_API_URL: apiUrl,
      GITHUB_SERVER_URL: repository.htmlUrl.slice(0, -repository.fullName.length - 1),
      GITHUB_REPOSITORY: repository.fullName,
      GITHUB_REF: ref,
      GITHUB_SHA: run.sha,
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_ATTEMPT: String(run.attempt),
      GITHUB_WORKFLOW_REF: `${repository.fullName}/${run.workflow.path}@${ref}`,
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: '',
    };
    const given = tunes ? { ...inputs, model: 'scripted' } : inputs;
    const temp = join(work.folder, 'temp');
    mkdirSync(temp, { recursive: true });
    const ended = await runAction(workspace, temp, { name: run.event, payload }, given, env, work.cancelled);
    clearInterval(counting);
    count();
    work.outputs[step.id ?? ''] = ended.outputs;
    if (tunes && ended.code === 1) work.shown.note += ', and a No-Go fails';
    if (ended.code > 1 && ended.code !== 130) work.shown.note = /::error[^:]*::(.*)/.exec(ended.log)?.[1] ?? ended.log;
    return ended.code === 0;
  }

  /** The step's `with`, its expressions worked out. */
  #withOf(run: Run, { permissions = {} }: WorkflowJob, step: WorkflowStep, { outputs }: Work): Record<string, string> {
    const steps = Object.fromEntries(Object.entries(outputs).map(([id, outputs]) => [id, { outputs }]));
    const github = {
      token: this.#options.tokenFor(asGranted(permissions)),
      event_name: run.event,
      ref_name: run.branch,
    };
    const context = { inputs: run.inputs, github, steps };
    const entries = Object.entries(step.with ?? {});
    return Object.fromEntries(entries.map(([name, value]) => [name, renderExpressions(String(value), context)]));
  }
}

interface Work {
  folder: string;
  outputs: Record<string, Record<string, string>>;
  artifacts: Record<string, Buffer>;
  shown: StepView;
  cancelled: AbortSignal;
}

const conclusions = {
  waiting: 'skipped',
  skipped: 'skipped',
  running: 'cancelled',
  done: 'success',
  failed: 'failure',
} as const;

function nameOf({ name, uses }: WorkflowStep): string {
  if (name) return name;
  if (uses === './') return 'Goldgate';
  return uses?.replace(/@.*/, '') ?? 'Run';
}

/** As actions/upload-artifact packs a folder. */
function zipOf(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Buffer.from(
    zipSync(Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]))),
  );
}

/** A workflow writes `pull-requests` where the API has `pull_requests`. */
const asGranted = (permissions: Grants): Grants =>
  Object.fromEntries(Object.entries(permissions).map(([name, access]) => [name.replaceAll('-', '_'), access]));
