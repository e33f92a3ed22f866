// `goldgate init`: looks at what is there, decides, says why, and writes nothing that somebody else wrote.

import { join, posix } from 'node:path';
import picocolors from 'picocolors';
import { readConfigFile } from '../adapters/config-file.ts';
import { gitVersion } from '../adapters/git.ts';
import { defaultBranch, remoteOwner, workTreeFiles } from '../adapters/git-setup.ts';
import { findRoot } from '../adapters/root.ts';
import { expandGlobs, readText, standingOf, standingText, writeFileAtomic } from '../adapters/workspace.ts';
import { defaultConfig } from '../config/config.ts';
import { parseConfig } from '../config/parse.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { parseDatasetName } from '../dataset/name.ts';
import { type Detected, detectLayout } from '../init/layout.ts';
import { configPath, consultedPaths, planSetup } from '../init/plan.ts';
import { curatorsPlaceholder } from '../init/review-policy.ts';
import { type AppMode, appModes, type Step } from '../init/step.ts';
import { type TuneModelName, tuneModel, tuneModelNames } from '../init/tune-models.ts';
import { actionPlaceholder } from '../init/workflows.ts';
import { inert, visible } from '../report/escape.ts';
import { renderTable } from '../report/table.ts';
import { count } from '../report/words.ts';
import type { Host } from './host.ts';

export interface InitFlags {
  /** Who reviews the data: `@user`, `@org/team` or an e-mail address. */
  owners?: string[];
  /** The Action as the workflows name it, `OWNER/goldgate@SHA`. */
  action?: string;
  /** Where the tuning workflows, which are written then, get their model. */
  tune?: string;
  /** How the app runs: `workflow` writes its workflows; both propose a review policy. */
  app?: string;
  dryRun?: boolean;
  force?: boolean;
}

const largest = 1024 * 1024;
const owner = /^(@[\w.-]+(\/[\w.-]+)?|[^\s@]+@[^\s@]+)$/;

export async function init(host: Host, flags: InitFlags): Promise<number> {
  const owners = flags.owners?.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '') ?? [];
  const wrong = owners.find((text) => !owner.test(text));
  if (wrong) throw new SetupError(`--owners takes @user, @org/team or an e-mail address, not ${JSON.stringify(wrong)}`);
  if (flags.action !== undefined && !/^[\w.-]+\/[\w./-]+@[\w./-]+$/.test(flags.action)) {
    throw new SetupError('--action takes OWNER/goldgate@SHA, the full SHA of a release');
  }
  const { tune } = flags;
  if (tune !== undefined && !isTuneModel(tune)) {
    throw new SetupError(`--tune takes ${tuneModelNames.join(', ')}, not ${JSON.stringify(tune)}`);
  }
  const app = appModes.find((mode) => mode === flags.app) ?? null;
  if (app === null && flags.app !== undefined) {
    throw new SetupError(`--app takes ${appModes.join(' or ')}, not ${JSON.stringify(flags.app)}`);
  }
  const inGit = (await gitVersion()) === null ? null : findRoot(host.cwd);
  const root = inGit ?? host.cwd;
  const paths = inGit
    ? await workTreeFiles(root)
    : await expandGlobs(root, ['**/*.{jsonl,json,yaml,yml,csv,md}', '.github/**']);
  const detected = detectLayout(paths);
  const { texts, blocked } = await consult(root, paths);
  const existing = texts.has(configPath) && !flags.force ? (await readConfigFile(root)).config : undefined;
  const steps = planSetup({
    layout: existing ?? detected.layout,
    texts,
    blocked,
    record: existing?.record ?? defaultConfig.record,
    optimizer: existing?.optimizer ?? defaultConfig.optimizer,
    tune: tune === undefined ? null : { model: tune, roles: rolesOf(detected.datasets) },
    app,
    branch: inGit ? await defaultBranch(root) : 'main',
    account: inGit ? await remoteOwner(root) : null,
    owners,
    action: flags.action ?? null,
    force: flags.force ?? false,
  });
  const config = steps.find(({ path, text }) => path === configPath && text !== undefined)?.text;
  if (config !== undefined && !('config' in parseConfig(config)))
    throw new Error(`init wrote a broken configuration:\n${config}`);
  if (!flags.dryRun) {
    for (const { path, text } of steps) if (text !== undefined) await writeFileAtomic(join(root, path), text);
  }
  const lead = flags.dryRun ? 'This is what would be written (--dry-run):' : `Set up ${root}:`;
  const next = nextSteps(steps, detected, {
    ...{ inGit: inGit !== null, configured: existing !== undefined, tune, app },
  });
  host.print(
    inert(`${visible(lead)}\n\n${renderSteps(steps, host.color)}\n${next.map((line) => `${line}\n`).join('')}`),
  );
  return exitCode.clean;
}

const isTuneModel = (name: string): name is TuneModelName => tuneModelNames.some((known) => known === name);

/** The roles that have both what a tuning learns from and what it is judged by; the built-in ones when none has. */
function rolesOf(datasets: readonly string[]): string[] {
  const names = datasets.map(parseDatasetName);
  const having = (split: string) => new Set(names.flatMap((name) => (name.split === split ? [name.role] : [])));
  const [trained, judged] = [having('train'), having('eval')];
  const roles = [...trained].filter((role) => judged.has(role) && /^[A-Za-z][\w-]*$/.test(role)).sort();
  return roles.length > 0 ? roles : ['ba', 'qa'];
}

/** The files that a plan reads, and the places where none can be written: links, folders, what leads outside. */
async function consult(root: string, paths: readonly string[]) {
  const workflows = paths.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  const texts = new Map<string, string>();
  const blocked = new Map<string, string>();
  for (const path of new Set([...consultedPaths, ...workflows])) {
    const standing = await standingOf(root, path);
    if (standing === 'file') texts.set(path, (await readText(root, path, largest)) ?? '');
    else if (standing !== 'missing') blocked.set(path, standingText[standing]);
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
      const above = await standingOf(root, folder);
      if (above !== 'folder' && above !== 'missing')
        blocked.set(path, `${folder} ${above === 'file' ? 'is a file' : standingText[above]}`);
    }
  }
  return { texts: caseFolded(texts, paths), blocked };
}

/** On a file system that ignores case, one file answers to two names: the name that git knows is kept. */
function caseFolded(texts: Map<string, string>, paths: readonly string[]): Map<string, string> {
  const known = new Set(paths);
  const same = (a: string, b: string) => a !== b && a.toLowerCase() === b.toLowerCase();
  return new Map([...texts].filter(([path]) => known.has(path) || ![...known].some((other) => same(path, other))));
}

function renderSteps(steps: readonly Step[], color: boolean): string {
  const colors = picocolors.createColors(color);
  return renderTable(
    { head: ['file', 'what', 'why'], rows: steps.map(({ path, outcome, reason }) => [path, outcome, reason]) },
    colors.bold,
  );
}

interface Made {
  inGit: boolean;
  configured: boolean;
  tune: TuneModelName | undefined;
  app: AppMode | null;
}

function nextSteps(steps: readonly Step[], detected: Detected, { inGit, configured, tune, app }: Made): string[] {
  const { datasets, layout, others, manifest } = detected;
  const found =
    datasets.length > 0
      ? `Found ${count(datasets.length, 'dataset')} in ${posix.dirname(datasets[0] ?? '')}/.`
      : `No dataset found: put {role}_{split}.jsonl, such as ba_train.jsonl, into ${posix.dirname(layout.manifest)}/.`;
  const aside = others.map(({ folder, files }) => `${visible(folder)}/ (${files})`).join(', ');
  const todo = [
    ...(inGit
      ? []
      : ['This is no git repository: `git init` first, or the pull-request workflows have nothing to run in.']),
    ...(datasets.length > 0 && !manifest ? ['No manifest yet: goldgate manifest update --curator NAME'] : []),
    ...(steps.some(({ text }) => text?.includes(actionPlaceholder))
      ? [`Put the owner and the SHA of a release in place of ${actionPlaceholder} in the workflows.`]
      : []),
    ...(steps.some(({ reason }) => reason.startsWith('owners unknown'))
      ? ['Name who reviews the data in CODEOWNERS.']
      : []),
    ...(tune === undefined ? [] : [tuneModel(tune).todo]),
    ...(app === null ? [] : reviewTodo(steps, app)),
    ...(datasets.length > 0
      ? ['See where you stand: goldgate check (old findings? goldgate check --write-baseline gates new ones only)']
      : []),
    'See whether the set-up holds: goldgate doctor',
  ];
  return [
    ...(configured ? [] : [visible(found)]),
    ...(aside && !configured
      ? [`Datasets elsewhere are not gated: ${aside}; add them to \`datasets\` in ${configPath} if they should be.`]
      : []),
    'Next:',
    ...todo.map((line, n) => `  ${n + 1}. ${line}`),
  ];
}

/** What stands between the files and a check that can be required. */
function reviewTodo(steps: readonly Step[], app: AppMode): string[] {
  const policy = steps.find(({ path }) => path === configPath)?.text ?? '';
  const check = 'require the check goldgate/double-review';
  return [
    ...(policy.includes(curatorsPlaceholder)
      ? [`Name who approves below \`review:\` in ${configPath}; until then nothing that it gates passes.`]
      : []),
    ...(app === 'server'
      ? [`Create the App from app.yml of Goldgate and start the server (docs/deploy.md), then ${check} from that App.`]
      : [
          ...(/^ {4}teams:/m.test(policy)
            ? ['A workflow’s token cannot read who is in a team: name `users:` or `permission:`, or run the server.']
            : []),
          `Merge this, then ${check}. Whoever may push a workflow can post it, too: docs/deploy.md says when that matters.`,
        ]),
  ];
}
