// Everything that `init` decides, before a byte is written: so that a dry run shows it, and a test can ask.

import { renderConfig } from './config-text.ts';
import { renderIgnored } from './ignored.ts';
import type { Layout } from './layout.ts';
import { likelyOwners, ownersOf, ownersPaths, renderOwners } from './owners.ts';
import { renderTemplateSection, templatePaths } from './pull-request-template.ts';
import { addScripts, renderMakeRecipes, targetsOf } from './recipes.ts';
import { hashMarks, htmlMarks, type Marks, readSection, writeSection } from './section.ts';
import { type TuneModelName, tuneModel } from './tune-models.ts';
import { renderRetuneWorkflow, renderTuneWorkflow } from './tune-workflows.ts';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from './workflows.ts';

export const configPath = '.github/goldgate.yml';
const gatePath = '.github/workflows/goldgate.yml';
const nightlyPath = '.github/workflows/goldgate-nightly.yml';
const tunePath = '.github/workflows/tune.yml';
const retunePath = '.github/workflows/retune.yml';
const makefilePaths = ['GNUmakefile', 'makefile', 'Makefile'] as const;

/** Every file that a plan may want to read. */
export const consultedPaths = [
  configPath,
  gatePath,
  nightlyPath,
  tunePath,
  retunePath,
  ...ownersPaths,
  ...templatePaths,
  ...makefilePaths,
  'package.json',
  '.gitattributes',
  '.gitignore',
];

export interface Situation {
  layout: Layout;
  /** Texts of the consulted files and of every workflow, by path. */
  texts: ReadonlyMap<string, string>;
  /** Paths where no regular file can be written, and what stands there: "is a symbolic link". */
  blocked: ReadonlyMap<string, string>;
  /** Where the nightly's records go. */
  record: string;
  /** Where tuning runs go. */
  optimizer: string;
  /** The tuning workflows that are wanted, and the roles that they tune. */
  tune: { model: TuneModelName; roles: readonly string[] } | null;
  branch: string;
  /** The account of the remote, for the placeholder. */
  account: string | null;
  owners: readonly string[];
  /** Our Action as the workflows should name it; as they do already when `null`. */
  action: string | null;
  force: boolean;
}

export interface Step {
  path: string;
  outcome: 'written' | 'extended' | 'rewritten' | 'kept' | 'current' | 'left out';
  reason: string;
  /** What the file holds afterwards; absent when it stays as it is. */
  text?: string;
}

export function planSetup(situation: Situation): Step[] {
  return [
    planConfig(situation),
    planWorkflow(situation, gatePath, renderGateWorkflow, 'gates each pull request and merge group'),
    planWorkflow(
      situation,
      nightlyPath,
      (action) => renderNightlyWorkflow(action, situation.record),
      'everything once a night, with a record for trends',
    ),
    ...planTuning(situation),
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
  if (text === null && !situation.texts.has(configPath)) {
    return { path: configPath, outcome: 'left out', reason: 'not needed: the defaults fit' };
  }
  return planFile(situation, configPath, text ?? '# The defaults fit.\n', 'only what differs from the defaults');
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

/** `superseded`: what an earlier run wrote, and nobody has edited since. */
function planFile({ texts, force }: Situation, path: string, text: string, reason: string, superseded?: string): Step {
  const there = texts.get(path);
  if (there === undefined) return { path, outcome: 'written', reason, text };
  if (there === text) return { path, outcome: 'current', reason };
  if (force || there === superseded) return { path, outcome: 'rewritten', reason, text };
  return { path, outcome: 'kept', reason: 'it is there already, and differs; --force overwrites it' };
}

/** `superseded`: parts that an earlier run wrote, and nobody has edited since. */
function planSection(
  { texts, force }: Situation,
  path: string,
  body: string,
  { marks, reason, superseded = [] }: { marks: Marks; reason: string; superseded?: string[] },
): Step {
  const there = texts.get(path);
  const section = there === undefined ? null : readSection(there, marks);
  if (section === body) return { path, outcome: 'current', reason };
  if (section !== null && !force && !superseded.includes(section)) {
    return { path, outcome: 'kept', reason: 'its part for Goldgate was edited; --force rewrites that part' };
  }
  const outcome = there === undefined ? 'written' : section === null ? 'extended' : 'rewritten';
  return { path, outcome, reason, text: writeSection(there ?? '', body, marks) };
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
