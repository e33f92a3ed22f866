// Whether a workflow really gates: it must run where a pull request cannot disarm it, and hold no right it could lose.

import { parseDocument } from 'yaml';
import { actionPlaceholder } from './workflows.ts';

interface WorkflowFault {
  /** `hint`: the gate works, but could be safer. */
  state: 'fault' | 'hint';
  message: string;
  mend: string;
}

export interface WorkflowCheck {
  /** Whether it runs Goldgate at all; otherwise nothing else is looked at. */
  runs: boolean;
  /** Whether pull requests start it. */
  gates: boolean;
  /** Whether a schedule starts it, to judge. */
  scheduled: boolean;
  /** Whether it is the double review, which needs a policy. */
  reviews: boolean;
  faults: WorkflowFault[];
}

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const steps = (job: Json) => (Array.isArray(job.steps) ? job.steps.map(object) : []);

/** `local`: in Goldgate's own repository the Action is `./`. Never throws. */
export function checkWorkflow(source: string, local = false): WorkflowCheck {
  const none = { runs: false, gates: false, scheduled: false, reviews: false, faults: [] };
  let workflow: Json;
  try {
    workflow = object(parseDocument(source, { prettyErrors: false }).toJS({ maxAliasCount: 50 }));
  } catch {
    return none;
  }
  const jobs = Object.values(object(workflow.jobs)).map(object);
  const ours = jobs.filter((job) => steps(job).some((step) => isGoldgate(step, local)));
  if (ours.length === 0) return none;
  const triggers = triggersOf(workflow.on);
  const gates = 'pull_request' in triggers || 'pull_request_target' in triggers;
  const reviews = ours.some((job) => commandsOf(job, local).includes('review'));
  const faults = [...triggerFaults(triggers), ...ours.flatMap((job) => [...jobFaults(job, workflow, gates, local)])];
  if (reviews && gates) {
    faults.push(
      fault(
        'the review runs where a pull request chooses the workflow, and would let it write',
        'goldgate init --app workflow',
      ),
    );
  }
  const judges = ours.some((job) => !commandsOf(job, local).some((command) => command in mayWrite));
  return { runs: true, gates: gates && !reviews, scheduled: judges && 'schedule' in triggers, reviews, faults };
}

/** What a job may write when all that it runs of Goldgate is this; everything else only reads. */
const mayWrite: Record<string, readonly string[]> = {
  tune: ['id-token'],
  report: ['issues'],
  review: ['issues', 'checks', 'actions'],
};

const commandsOf = (job: Json, local: boolean) =>
  steps(job).flatMap((step) => (isGoldgate(step, local) ? [text(object(step.with).command)] : []));

function isGoldgate(step: Json, local: boolean): boolean {
  const uses = text(step.uses);
  if (/\/goldgate(?:@|\/)/.test(uses) || (local && uses === './')) return true;
  return /\bgoldgate\s+(?:check|nightly|lint)\b|dist\/cli\.js\s+(?:check|nightly|lint)\b/.test(text(step.run));
}

function triggersOf(on: unknown): Json {
  if (typeof on === 'string') return { [on]: null };
  return Array.isArray(on) ? Object.fromEntries(on.map((name) => [String(name), null])) : object(on);
}

function* triggerFaults(triggers: Json): Generator<WorkflowFault> {
  if ('pull_request_target' in triggers) {
    yield fault('pull_request_target runs with write rights on what a stranger sent', 'use pull_request instead');
  }
  const filter = object(triggers.pull_request);
  const named = ['paths', 'paths-ignore', 'branches', 'branches-ignore'].find((key) => key in filter);
  if (named) {
    yield hint(
      `pull_request has a filter (${named}): a required check that never starts blocks or is bypassed`,
      `remove ${named}`,
    );
  }
  if ('pull_request' in triggers && !('merge_group' in triggers)) {
    yield hint('a merge queue would wait for this check for ever', 'add merge_group: beside pull_request:');
  }
}

function* jobFaults(job: Json, workflow: Json, gates: boolean, local: boolean): Generator<WorkflowFault> {
  const permissions = job.permissions ?? workflow.permissions;
  if (permissions === undefined) {
    yield fault(
      'no permissions are set, so the job has the repository’s default rights',
      'permissions: {} at the top, contents: read in the job',
    );
  } else if (permissions === 'write-all' || writes(permissions, commandsOf(job, local))) {
    yield fault(
      'the job may write; checking needs contents: read alone',
      'permissions: {} at the top, contents: read in the job',
    );
  }
  if (gates && job.if !== undefined) yield hint('the job has an if: a skipped job passes', 'remove the if');
  const list = steps(job);
  const first = list.findIndex((step) => isGoldgate(step, local));
  // The review reads by GitHub's API alone.
  const reads = !commandsOf(job, local).every((command) => command === 'review');
  const checkout = list.slice(0, first).findLast((step) => /^actions\/checkout@/.test(text(step.uses)));
  const settings = object(checkout?.with);
  if (!checkout && reads) {
    yield fault('nothing is checked out before Goldgate runs', 'add actions/checkout with fetch-depth: 0');
  } else if (checkout) {
    if (!reads && settings.ref !== undefined) {
      yield fault('the review checks out a commit of somebody’s choice', 'remove ref below with: of actions/checkout');
    }
    if (gates && String(settings['fetch-depth']) !== '0') {
      yield fault('the checkout is shallow: the base cannot judge', 'fetch-depth: 0 below with: of actions/checkout');
    }
    if (String(settings['persist-credentials']) !== 'false') {
      yield hint(
        'the checkout leaves a token in .git/config',
        'persist-credentials: false below with: of actions/checkout',
      );
    }
  }
  if (
    job['continue-on-error'] === true ||
    list.some((step) => isGoldgate(step, local) && step['continue-on-error'] === true)
  ) {
    yield fault('continue-on-error: the check can never be red', 'remove continue-on-error');
  }
  for (const step of list) yield* stepFaults(step);
}

const writes = (permissions: unknown, commands: readonly string[]) =>
  Object.entries(object(permissions)).some(
    ([scope, access]) => access === 'write' && !commands.every((command) => mayWrite[command]?.includes(scope)),
  );

function* stepFaults(step: Json): Generator<WorkflowFault> {
  const uses = text(step.uses);
  if (uses.startsWith(actionPlaceholder)) {
    yield fault(
      `${actionPlaceholder} is a placeholder`,
      'goldgate init --action OWNER/goldgate@SHA, with the full SHA of a release',
    );
  } else if (uses !== '' && !/^(\.\/|docker:)/.test(uses) && !/@[0-9a-f]{40}$/.test(uses)) {
    const state = /\/goldgate@/.test(uses) ? fault : hint;
    yield state(`${uses} is not pinned: a moved tag runs other code`, `the full SHA of a release after the @`);
  }
  if (/\$\{\{[^}]*github\.(event|head_ref)\b/.test(text(step.run))) {
    yield fault('a run: holds text that a pull request chooses, and so runs it', 'pass it through env: instead');
  }
}

const fault = (message: string, mend: string): WorkflowFault => ({ state: 'fault', message, mend });
const hint = (message: string, mend: string): WorkflowFault => ({ state: 'hint', message, mend });
