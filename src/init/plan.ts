// Everything that `init` decides, before a byte is written: so that a dry run shows it, and a test can ask.

import { renderConfig } from './config-text.ts';
import { renderIgnored } from './ignored.ts';
import { likelyOwners, ownersOf, ownersPaths, renderOwners } from './owners.ts';
import { gatePath, planWorkflows, workflowPaths } from './plan-workflows.ts';
import { renderTemplateSection, templatePaths } from './pull-request-template.ts';
import { addScripts, renderMakeRecipes, targetsOf } from './recipes.ts';
import { hasReviewPolicy, renderReviewPolicy } from './review-policy.ts';
import { hashMarks, htmlMarks, readSection } from './section.ts';
import { planFile, planSection, type Situation, type Step } from './step.ts';

export const configPath = '.github/goldgate.yml';
const makefilePaths = ['GNUmakefile', 'makefile', 'Makefile'] as const;

/** Every file that a plan may want to read. */
export const consultedPaths = [
  configPath,
  ...workflowPaths,
  ...ownersPaths,
  ...templatePaths,
  ...makefilePaths,
  'package.json',
  '.gitattributes',
  '.gitignore',
];

export function planSetup(situation: Situation): Step[] {
  return [
    planConfig(situation),
    ...planWorkflows(situation),
    planOwners(situation),
    planTemplate(situation),
    planAttributes(situation),
    planIgnored(situation),
    ...planRecipes(situation),
  ].map((step) => {
    const obstacle = situation.blocked.get(step.path);
    return obstacle === undefined || !step.text
      ? step
      : { path: step.path, outcome: 'kept', reason: `${obstacle}: not touched` };
  });
}

function planConfig(situation: Situation): Step {
  const text = renderConfig(situation.layout);
  const there = situation.texts.get(configPath);
  const step: Step =
    text === null && there === undefined
      ? { path: configPath, outcome: 'left out', reason: 'not needed: the defaults fit' }
      : planFile(situation, configPath, text ?? '# The defaults fit.\n', 'only what differs from the defaults');
  return situation.app === null ? step : withReview(situation, step, step.text ?? there ?? '');
}

/** A configuration that says who must approve says it its own way; any other gets a proposal, in place of an unedited one. */
function withReview({ owners, account }: Situation, step: Step, text: string): Step {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const proposed = (by: readonly string[]) => renderReviewPolicy(by, account).replaceAll('\n', eol);
  const [placeholder, proposal] = [proposed([]), proposed(owners)];
  const known = owners.some((owner) => owner.startsWith('@'));
  const reason = known ? 'who must approve, as --owners says' : 'who must approve is unknown: fill the marked line in';
  if (known && text.includes(placeholder)) {
    return { path: step.path, outcome: 'rewritten', reason, text: text.replace(placeholder, () => proposal) };
  }
  if (hasReviewPolicy(text)) return step;
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return {
    path: step.path,
    outcome: step.outcome === 'left out' ? 'written' : step.text === undefined ? 'extended' : step.outcome,
    reason: step.outcome === 'written' ? `${step.reason}; ${reason}` : reason,
    text: text + gap + proposal,
  };
}

function planOwners(situation: Situation): Step {
  const { layout, texts, account } = situation;
  const path = ownersPaths.find((path) => texts.has(path)) ?? ownersPaths[0];
  const placeholder = renderOwners(layout, [], { account });
  const section = readSection(texts.get(path) ?? '', hashMarks);
  const named = situation.owners.length > 0;
  const owners = named ? situation.owners : likelyOwners(texts.get(path) ?? '', layout);
  if (!named && section !== null && section !== placeholder && !situation.force) {
    return { path, outcome: 'current', reason: 'the data has its lines' };
  }
  const from = named ? 'as --owners says' : 'as the file says already';
  const reason =
    owners.length > 0 ? `${owners.join(' ')} review the data, ${from}` : 'owners unknown: fill the marked lines in';
  const others = (texts.get(path) ?? '').replace(section ?? '', '');
  const body = renderOwners(layout, owners, { account, keepers: ownersOf(others, gatePath) });
  return planSection(situation, path, body, { marks: hashMarks, reason, superseded: [placeholder] });
}

function planTemplate(situation: Situation): Step {
  const path = templatePaths.find((path) => situation.texts.has(path)) ?? templatePaths[0];
  const reason = 'asks for provenance and reading when data changes';
  return planSection(situation, path, renderTemplateSection(situation.branch), { marks: htmlMarks, reason });
}

function planAttributes(situation: Situation): Step {
  const { datasets, manifest } = situation.layout;
  const globs = datasets.filter((glob) => !glob.startsWith('!'));
  const body = [...globs, manifest]
    .map((glob) => `${/\s|"/.test(glob) ? JSON.stringify(glob) : glob} -text`)
    .join('\n');
  const reason = 'no line-end conversion: a checkout has the bytes that the manifest hashes';
  return planSection(situation, '.gitattributes', body, { marks: hashMarks, reason });
}

function planIgnored(situation: Situation): Step {
  const text = situation.texts.get('.gitignore') ?? '';
  const section = readSection(text, hashMarks);
  const body = renderIgnored(situation.optimizer, section === null ? text : text.replace(section, ''));
  const reason = 'tuning runs stay local, recorded pilots are committed';
  return planSection(situation, '.gitignore', body, { marks: hashMarks, reason });
}

function planRecipes(situation: Situation): Step[] {
  const { texts, force } = situation;
  const steps: Step[] = [];
  const before = texts.get('package.json');
  // A repository with neither gets a Makefile: `make dspy-qa` needs nothing that a checkout has not.
  const makefile = makefilePaths.find((path) => texts.has(path)) ?? (before === undefined ? 'Makefile' : undefined);
  if (makefile) steps.push(planMake(situation, makefile, texts.get(makefile) ?? ''));
  if (before !== undefined) {
    const text = addScripts(before, force);
    const reason = 'scripts dspy-qa and dspy-qa-lint';
    if (text === null) steps.push({ path: 'package.json', outcome: 'kept', reason: 'it cannot be read as JSON' });
    else if (text === before) steps.push({ path: 'package.json', outcome: 'current', reason });
    else steps.push({ path: 'package.json', outcome: 'extended', reason, text });
  }
  return steps;
}

function planMake(situation: Situation, path: string, text: string): Step {
  const section = readSection(text, hashMarks);
  const outside = section === null ? text : text.replace(section, '');
  const body = renderMakeRecipes(targetsOf(outside));
  if (body === null) return { path, outcome: 'current', reason: 'it has the targets dspy-qa and dspy-qa-lint' };
  return planSection(situation, path, body, { marks: hashMarks, reason: 'targets dspy-qa and dspy-qa-lint' });
}
