// Which workflows `init` writes; one that does the same under another name is enough.

import { planFile, type Situation, type Step } from './step.ts';
import { tuneModel } from './tune-models.ts';
import { renderRetuneWorkflow, renderTuneWorkflow } from './tune-workflows.ts';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from './workflows.ts';

export const gatePath = '.github/workflows/goldgate.yml';
const nightlyPath = '.github/workflows/goldgate-nightly.yml';
const tunePath = '.github/workflows/tune.yml';
const retunePath = '.github/workflows/retune.yml';
export const workflowPaths = [gatePath, nightlyPath, tunePath, retunePath];

export function planWorkflows(situation: Situation): Step[] {
  const nightly = (action: string) => renderNightlyWorkflow(action, situation.record);
  return [
    planWorkflow(situation, gatePath, renderGateWorkflow, 'gates each pull request and merge group'),
    planWorkflow(situation, nightlyPath, nightly, 'everything once a night, with a record for trends'),
    ...planTuning(situation),
  ];
}

/** What another workflow holds that makes ours needless. */
const jobs: Record<string, RegExp> = {
  [gatePath]: /pull_request/,
  [nightlyPath]: /command:\s*nightly/,
  [tunePath]: /comment-id[\s\S]*command:\s*tune/,
  [retunePath]: /schedule:[\s\S]*command:\s*tune/,
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

/** Whether a workflow uses the Action or calls the command. */
function runsGoldgate(workflow: string): boolean {
  return /uses:\s*['"]?[\w.-]+\/goldgate(?:@|\/)|\bgoldgate\s+(?:check|nightly)\b|goldgate.*dist\/cli\.js/.test(
    workflow,
  );
}
