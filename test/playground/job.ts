// The job of one workflow run, step by step as the workflow says, with the scripted model in place of a real one.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

interface StepView {
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

export interface JobOptions {
  repository: Repository;
  apiUrl: string;
  model: ScriptedModel;
  /** A workflow's token with these permissions. */
  tokenFor(permissions: Grants): string;
  /** A folder that outlives the job. */
  temp: string;
}

const conclusions = {
  waiting: 'skipped',
  skipped: 'skipped',
  running: 'cancelled',
  done: 'success',
  failed: 'failure',
} as const;

/** Begins at once. */
export class Job {
  readonly view: JobView;
  readonly done: Promise<void>;
  readonly #run: Run;
  readonly #options: JobOptions;
  readonly #definition: WorkflowJob;
  readonly #folder: string;
  readonly #cancelled = new AbortController();
  readonly #outputs: Record<string, { outputs: Record<string, string> }> = {};
  readonly #artifacts: Record<string, Buffer> = {};

  constructor(run: Run, options: JobOptions) {
    this.#run = run;
    this.#options = options;
    const [definition] = Object.values(run.workflow.definition.jobs as Record<string, WorkflowJob>);
    if (!definition) throw new Error(`${run.workflow.path} has no job`);
    this.#definition = definition;
    this.#folder = mkdtempSync(join(options.temp, 'job-'));
    const steps = definition.steps.map((step) => ({ name: nameOf(step), state: 'waiting' as const, note: '' }));
    this.view = { name: run.title, status: 'in_progress', conclusion: null, steps };
    this.done = this.#work();
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  async #work(): Promise<void> {
    let conclusion: Conclusion = 'success';
    for (const [n, step] of this.#definition.steps.entries()) {
      const shown = this.view.steps[n] as StepView;
      const always = step.if?.includes('always()') ?? false;
      if ((conclusion !== 'success' || this.#cancelled.signal.aborted) && !always) continue;
      shown.state = 'running';
      const good = await this.#step(step, shown).catch((thrown: Error) => {
        shown.note = thrown.message.slice(0, 200);
        return false;
      });
      if (shown.state === 'running') shown.state = good ? 'done' : 'failed';
      if (!good) conclusion = 'failure';
    }
    if (this.#cancelled.signal.aborted) conclusion = 'cancelled';
    rmSync(this.#folder, { recursive: true, force: true });
    Object.assign(this.view, { status: 'completed', conclusion });
    // Who cancels a run in the fake GitHub has ended it there.
    if (this.#run.status === 'completed') return;
    const steps = this.view.steps.map(({ name, state }): Step => ({ name, conclusion: conclusions[state] }));
    this.#options.repository.completeRun(this.#run, conclusion, {
      artifacts: this.#artifacts,
      jobs: [{ name: this.#definition.name ?? this.#run.workflow.name, conclusion, steps }],
    });
  }

  /** Whether it went well. */
  async #step(step: WorkflowStep, shown: StepView): Promise<boolean> {
    const workspace = join(this.#folder, 'work');
    const values = this.#withOf(step);
    const { uses = '' } = step;
    if (uses === './') return this.#action(step, values, workspace, shown);
    if (uses.startsWith('actions/checkout@')) await this.#checkout(values, workspace);
    else if (uses.startsWith('actions/upload-artifact@')) {
      if (values.path) this.#artifacts[values.name ?? 'artifact'] = zipOf(join(workspace, values.path));
    } else if (step.if || uses !== '') shown.state = 'skipped';
    else shown.note = 'the scripted model answers instead';
    return true;
  }

  async #checkout(values: Record<string, string>, workspace: string): Promise<void> {
    const depth = values['fetch-depth'] === '0' ? [] : ['--depth=1'];
    const from = `file://${this.#options.repository.folder}`;
    const branch = this.#run.branch ?? this.#options.repository.defaultBranch;
    await promisify(execFile)('git', ['clone', '--quiet', ...depth, '--branch', branch, from, workspace]);
  }

  async #action(step: WorkflowStep, inputs: Record<string, string>, workspace: string, shown: StepView) {
    const { repository, model } = this.#options;
    const { event, inputs: given } = this.#run;
    const before = model.stats.task + model.stats.propose;
    const tunes = inputs.command === 'tune';
    const count = () => {
      if (tunes) shown.note = `${model.stats.task + model.stats.propose - before} calls of the model`;
    };
    const counting = setInterval(count, 200);
    const payload = { inputs: given, repository: { default_branch: repository.defaultBranch } };
    const temp = join(this.#folder, 'temp');
    mkdirSync(temp, { recursive: true });
    const told = tunes ? { ...inputs, model: 'scripted' } : inputs;
    const { signal } = this.#cancelled;
    const ended = await runAction(workspace, temp, { name: event, payload }, told, this.#environment(), signal);
    clearInterval(counting);
    count();
    this.#outputs[step.id ?? ''] = { outputs: ended.outputs };
    if (tunes && ended.code === 1) shown.note += ', and a No-Go fails';
    if (ended.code > 1 && ended.code !== 130) shown.note = /::error[^:]*::(.*)/.exec(ended.log)?.[1] ?? ended.log;
    return ended.code === 0;
  }

  #environment(): Record<string, string> {
    const { repository, apiUrl, model } = this.#options;
    const { id, attempt, branch, sha, workflow } = this.#run;
    const ref = `refs/heads/${branch}`;
    return {
      GITHUB_API_URL: apiUrl,
      GITHUB_SERVER_URL: repository.htmlUrl.slice(0, -repository.fullName.length - 1),
      GITHUB_REPOSITORY: repository.fullName,
      GITHUB_REF: ref,
      GITHUB_SHA: sha,
      GITHUB_RUN_ID: String(id),
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_WORKFLOW_REF: `${repository.fullName}/${workflow.path}@${ref}`,
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: '',
    };
  }

  /** The step's `with`, its expressions worked out. */
  #withOf(step: WorkflowStep): Record<string, string> {
    const { inputs, event, branch } = this.#run;
    // A workflow writes `pull-requests` where the API has `pull_requests`.
    const asked = Object.entries(this.#definition.permissions ?? {});
    const grants = Object.fromEntries(asked.map(([name, access]) => [name.replaceAll('-', '_'), access]));
    const github = { token: this.#options.tokenFor(grants), event_name: event, ref_name: branch };
    const context = { inputs, github, steps: this.#outputs };
    const entries = Object.entries(step.with ?? {});
    return Object.fromEntries(entries.map(([name, value]) => [name, renderExpressions(String(value), context)]));
  }
}

function nameOf({ name, uses }: WorkflowStep): string {
  if (name) return name;
  if (uses === './') return 'Goldgate';
  return uses?.replace(/@.*/, '') ?? 'Run';
}

/** As actions/upload-artifact packs a folder. */
function zipOf(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)] as const);
  return Buffer.from(zipSync(Object.fromEntries(files)));
}
