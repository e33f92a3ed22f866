// Which workflows `init` writes; one that does the same under another name is enough.

import { parseDocument } from 'yaml';
import { renderReviewWorkflow, renderTriggerWorkflow, reviewName, triggerName } from './review-workflows.ts';
import { planFile, type Situation, type Step } from './step.ts';
import { tuneModel } from './tune-models.ts';
import { renderRetuneWorkflow, renderTuneWorkflow } from './tune-workflows.ts';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from './workflows.ts';

export const gatePath = '.github/workflows/goldgate.yml';
const nightlyPath = '.github/workflows/goldgate-nightly.yml';
const tunePath = '.github/workflows/tune.yml';
const retunePath = '.github/workflows/retune.yml';
const reviewPath = `.github/workflows/${reviewName}.yml`;
const triggerPath = `.github/workflows/${triggerName}.yml`;
export const workflowPaths = [gatePath, nightlyPath, tunePath, retunePath, reviewPath, triggerPath];

export function planWorkflows(situation: Situation): Step[] {
  const nightly = (action: string) => renderNightlyWorkflow(action, situation.record);
  return [
    planWorkflow(situation, gatePath, renderGateWorkflow, 'gates each pull request and merge group'),
    planWorkflow(situation, nightlyPath, nightly, 'everything once a night, with a record for trends'),
    ...planTuning(situation),
    ...planReview(situation),
  ];
}

/** What another workflow holds that makes ours needless. */
const jobs: Record<string, RegExp> = {
  [gatePath]: /^(?![\s\S]*command:\s*review)[\s\S]*pull_request/,
  [nightlyPath]: /command:\s*nightly/,
  [tunePath]: /comment-id[\s\S]*command:\s*tune/,
  [retunePath]: /schedule:[\s\S]*command:\s*tune/,
  [reviewPath]: /command:\s*review/,
};

function planWorkflow(situation: Situation, path: string, render: (action: string) => string, reason: string): Step {
  const { texts } = situation;
  const job = jobs[path] ?? /^/;
  const other = [...texts].find(
    ([file, text]) => file.startsWith('.github/workflows/') && file !== path && runsGoldgate(text) && job.test(text),
  );
  if (other && !texts.has(path)) return { path, outcome: 'left out', reason: `${other[0]} runs Goldgate already` };
  const named = /uses:\s*([\w.-]+\/goldgate@[\w.-]+)/;
  const used = [...texts.values()]
    .map((text) => named.exec(text)?.[1])
    .find((action) => action !== actionPlaceholder && action);
  const text = render(situation.action ?? used ?? actionPlaceholder);
  return planFile(situation, path, text, reason, render(actionPlaceholder));
}

function planTuning(situation: Situation): Step[] {
  const { tune, optimizer } = situation;
  if (tune === null) return [];
  const render = (workflow: typeof renderTuneWorkflow) => (action: string) => workflow({ action, optimizer, ...tune });
  const { what } = tuneModel(tune.model);
  return [
    planWorkflow(situation, tunePath, render(renderTuneWorkflow), `tunes on demand; ${what}`),
    planWorkflow(situation, retunePath, render(renderRetuneWorkflow), 'tunes once a month, with a report issue a role'),
  ];
}

/** The review reacts to the nightly under the name that it has here, and to the tuning, which keeps the name of its own. */
function planReview(situation: Situation): Step[] {
  if (situation.app === 'server') {
    const reason = 'remove it: the App posts the same check, and two would contradict each other';
    return [triggerPath, reviewPath]
      .filter((path) => situation.texts.has(path))
      .map((path): Step => ({ path, outcome: 'kept', reason }));
  }
  if (situation.app === null) return [];
  const nightlies = [...situation.texts].flatMap(([path, text]) =>
    path.startsWith('.github/workflows/') && jobs[nightlyPath]?.test(text) ? nameOf(text) : [],
  );
  const after = ['tune', nightlies[0] ?? 'goldgate nightly'];
  const review = planWorkflow(
    situation,
    reviewPath,
    (action) => renderReviewWorkflow(action, { after, branch: situation.branch }),
    'posts the check goldgate/double-review and answers commands',
  );
  if (review.outcome === 'left out') return [review];
  return [planFile(situation, triggerPath, renderTriggerWorkflow(), 'starts it; may do nothing itself'), review];
}

function nameOf(text: string): string[] {
  const name: unknown = parseDocument(text, { prettyErrors: false, logLevel: 'silent' }).get('name');
  return typeof name === 'string' ? [name] : [];
}

/** Whether a workflow uses the Action or calls the command. */
function runsGoldgate(workflow: string): boolean {
  return /uses:\s*['"]?[\w.-]+\/goldgate(?:@|\/)|\bgoldgate\s+(?:check|nightly)\b|goldgate.*dist\/cli\.js/.test(
    workflow,
  );
}
