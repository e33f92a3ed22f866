// The doctor's look at what surrounds the data: the workflows that run the gate, and the people who must look.

import { defaultConfigPath } from '../adapters/config-file.ts';
import { expandGlobs, readText, standingOf } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { peopleOfPolicy } from '../config/judge-review.ts';
import { guardedPatterns, ownersOf, ownersPaths } from '../init/owners.ts';
import { curatorsPlaceholder, hasReviewPolicy } from '../init/review-policy.ts';
import { checkWorkflow } from '../init/workflow-faults.ts';
import type { Diagnosis } from './doctor.ts';

const largest = 1024 * 1024;

export async function examineRepository(root: string, config: Config): Promise<Diagnosis[]> {
  return [...(await examineWorkflows(root)), ...examineCurators(config), ...(await examineOwners(root, config))];
}

async function examineWorkflows(root: string): Promise<Diagnosis[]> {
  const area = 'workflows';
  const own = /^name:\s*['"]?Goldgate\b/m.test((await readIfFile(root, 'action.yml')) ?? '');
  const found: Diagnosis[] = [];
  let [gated, scheduled, reviewed] = [false, false, false];
  for (const path of await expandGlobs(root, ['.github/workflows/*.{yml,yaml}'])) {
    const check = checkWorkflow((await readIfFile(root, path)) ?? '', own);
    if (!check.runs) continue;
    gated ||= check.gates;
    scheduled ||= check.scheduled;
    reviewed ||= check.reviews;
    if (check.faults.length === 0) found.push({ area, state: 'fine', message: path });
    for (const { state, message, mend } of check.faults)
      found.push({ area, state, message: `${path}: ${message}`, mend });
  }
  if (!gated)
    found.push({ area, state: 'fault', message: 'no workflow runs Goldgate on pull requests', mend: 'goldgate init' });
  if (!scheduled)
    found.push({ area, state: 'hint', message: 'no workflow runs Goldgate on a schedule', mend: 'goldgate init' });
  if (reviewed) found.push(...examinePolicy((await readIfFile(root, defaultConfigPath)) ?? ''));
  return found;
}

/** What `init --app` writes when it is not told who approves. */
function examineCurators({ review }: Config): Diagnosis[] {
  const found = review?.curators.teams?.find((team) => team.endsWith(`/${curatorsPlaceholder}`));
  if (!found) return [];
  const message = `\`review:\` names ${found}, a placeholder: nothing that it gates passes`;
  return [{ area: 'owners', state: 'fault', message, mend: `name users or a team in ${defaultConfigPath}` }];
}

/** Of the review by workflow, whose token sees less than an App. */
function examinePolicy(text: string): Diagnosis[] {
  const fault = (message: string, mend: string): Diagnosis[] => [{ area: 'workflows', state: 'fault', message, mend }];
  if (!hasReviewPolicy(text)) {
    const message = `${defaultConfigPath} has no \`review:\`: goldgate/double-review fails on every pull request`;
    return fault(message, 'goldgate init --app workflow --owners @user');
  }
  const { teams } = peopleOfPolicy(text);
  if (teams.length === 0) return [];
  const message = `\`review:\` names ${teams.join(', ')}, and a workflow’s token cannot see who is in a team: the check fails`;
  return fault(message, 'name users or a permission, or run the App: docs/deploy.md');
}

async function examineOwners(root: string, config: Config): Promise<Diagnosis[]> {
  const area = 'owners';
  const mend = 'goldgate init --owners @org/team';
  for (const path of ownersPaths) {
    const text = await readIfFile(root, path);
    if (text === null) continue;
    const guarded = [
      config.manifest,
      ...(await expandGlobs(root, config.datasets)),
      config.expectations,
      defaultConfigPath,
    ];
    const open = guarded.filter((file) => ownersOf(text, file).length === 0);
    if (open.length === 0)
      return [
        { area, state: 'fine', message: `${path} covers the data: ${ownersOf(text, config.manifest).join(' ')}` },
      ];
    const some = `${open.slice(0, 3).join(', ')}${open.length > 3 ? ` and ${open.length - 3} more` : ''}`;
    return [{ area, state: 'fault', message: `${path} names no owner for ${some}`, mend }];
  }
  const patterns = guardedPatterns(config).join(', ');
  return [{ area, state: 'fault', message: `no CODEOWNERS: nobody must look at ${patterns}`, mend }];
}

async function readIfFile(root: string, path: string): Promise<string | null> {
  return (await standingOf(root, path)) === 'file' ? readText(root, path, largest) : null;
}
