// The one way from a folder to a verdict: read the configuration, gather the facts, run the gate. What only a
// comparison with a base needs, git above all, is loaded for one.

import type { Base } from '../adapters/base.ts';
import { baselineOf, configOf, defaultConfigPath, readConfigFile } from '../adapters/config-file.ts';
import { findDatasets, gatherDatasets, gatherManifest, gatherPlanning } from '../adapters/gather.ts';
import { findRoot } from '../adapters/root.ts';
import { pathFromRoot, readText } from '../adapters/workspace.ts';
import type { Baseline } from '../config/baseline.ts';
import { type Config, plainPath } from '../config/config.ts';
import { keyLocator } from '../config/parse.ts';
import { SetupError } from '../core/errors.ts';
import { type Level, levels } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import { type Facts, gate } from '../gate.ts';
import type { Rollout } from '../pilots/facts.ts';
import { ruleById, rules } from '../registry.ts';
import type { Host } from './host.ts';
import { scanOptions } from './scan-options.ts';

export interface JudgeFlags {
  config?: string;
  /** A commit or branch; only what came since the common ancestor with it is judged. */
  base?: string;
  /**
   * The base's configuration and baseline judge, and the head's are compared with them. When it is not said: with
   * `base`, unless a configuration is named that the base does not have.
   */
  trustBase?: boolean;
  rule?: string[];
  paths?: string[];
  subjects?: Rule['subject'][];
  failOn?: string;
  /** Another folder of test cases than the configured one. */
  testcases?: string;
  /** Whether a folder of test cases, or some of those asked for, may be absent. */
  mayLackTestcases?: boolean;
  /** The test cases of these stories alone. */
  stories?: string[];
  cacheDir?: string;
  /** Judge by no baseline, as `--write-baseline` does. */
  ignoreBaseline?: boolean;
}

export interface Judgement {
  report: Report;
  facts: Facts;
  config: Config;
  root: string;
  touched?: (path: string) => boolean;
}

/** Throws SetupError when the configuration, a flag or the host is broken, or when there is nothing to judge. */
export async function judge(host: Host, given: JudgeFlags): Promise<Judgement> {
  const unknown = given.rule?.find((id) => !ruleById(id));
  if (unknown) throw new SetupError(`there is no rule ${unknown}; \`goldgate explain\` lists them`);
  if (given.failOn !== undefined && !levels.includes(given.failOn as Level)) {
    throw new SetupError(`fail-on is ${levels.join(', ')}, not ${given.failOn}`);
  }
  const root = findRoot(host.cwd) ?? host.cwd;
  const flags = { ...given };
  if (given.paths) flags.paths = given.paths.map((path) => pathFromRoot(root, host.cwd, path));
  if (given.testcases !== undefined) flags.testcases = pathFromRoot(root, host.cwd, given.testcases);
  const notes: string[] = [];
  const base =
    flags.base === undefined ? null : await (await import('../adapters/base.ts')).findBase(root, flags.base, notes);

  if (flags.config !== undefined) flags.config = plainPath(flags.config);
  const asked = flags.trustBase === true || (base !== null && (await basesJudge(root, flags, base)));
  const written = await readHead(root, flags, asked);
  const compared = asked ? await (await import('./base-config.ts')).compareWithBase(root, base, written) : null;
  const config = { ...(compared?.config ?? written.config()) };
  if (flags.failOn !== undefined) config['fail-on'] = flags.failOn as Level;
  if (flags.testcases !== undefined) config.testcases = flags.testcases;
  notes.push(...(compared?.notes ?? []));

  const subjects = new Set(flags.subjects ?? wantedSubjects(flags.rule));
  const facts = await gather(host, root, config, subjects, flags, base, compared?.schemaAt);
  if (base && subjects.has('change')) {
    const { findDropped, findRemoved } = await import('../adapters/base.ts');
    facts.change = {
      loosened: compared?.loosened ?? [],
      removed: facts.datasets ? await findRemoved(root, config, base, facts.datasets.files) : [],
      ...(await findDropped(root, config, base)),
    };
  }
  if (subjects.has('pilots') && !flags.paths?.length) {
    const { gatherPilots } = await import('../adapters/gather-pilots.ts');
    const rollout = rolloutOf(written);
    const head = rollout.length > 0 ? written.config() : config;
    const today = async () => (await import('./pilots-today.ts')).todayOf(head, config);
    facts.pilots = await gatherPilots(root, config.optimizer, rollout, today);
  }
  const entries = flags.ignoreBaseline ? null : compared ? compared.baseline : await readBaseline(root, config);
  const touched = base ? touchedBy(base) : undefined;
  const report = gate(config, facts, {
    ...(flags.rule ? { rules: flags.rule } : {}),
    ...(touched ? { touched } : {}),
    ...(entries ? { baseline: { entries, path: config.baseline } } : {}),
    complete: !flags.paths?.length && flags.subjects === undefined,
  });
  report.notes.unshift(...notes);
  if (subjects.has('testcases') && facts.testcases?.present === false) {
    report.notes.push(`No test cases at ${facts.testcases.folder}: the test-case rules had nothing to look at.`);
  }
  return { report, facts, config, root, ...(touched ? { touched } : {}) };
}

const wantedSubjects = (ids: string[] | undefined) =>
  (ids?.length ? rules.filter(({ id }) => ids.includes(id)) : rules).map(({ subject }) => subject);

/** Whether the base's configuration judges, when nobody says: yes, unless one is named that the base does not have. */
async function basesJudge(root: string, { trustBase, config }: JudgeFlags, base: Base): Promise<boolean> {
  if (trustBase !== undefined || config === undefined) return trustBase ?? true;
  const { blobId } = await import('../adapters/git.ts');
  return (await blobId(root, base.tip, config)) !== null;
}

/** The head's configuration; its errors are thrown only when somebody asks for it. */
async function readHead(root: string, flags: JudgeFlags, compared: boolean) {
  if (!compared) {
    const file = await readConfigFile(root, flags.config);
    return { path: file.path, text: file.text, config: () => file.config };
  }
  const path = flags.config ?? defaultConfigPath;
  const text = await readText(root, path, 1024 * 1024);
  return { path, text, config: () => configOf(text, path) };
}

/** The head's own: what a change sets is what the pilots must prove. */
function rolloutOf({ path, text, config }: Awaited<ReturnType<typeof readHead>>): Rollout[] {
  if (text === null || !/^rollout\s*:/m.test(text)) return [];
  const lineOf = keyLocator(text);
  return Object.entries(config().rollout).map(([role, run]) => ({ role, run, path, line: lineOf(['rollout', role]) }));
}

async function readBaseline(root: string, config: Config): Promise<Baseline | null> {
  const text = await readText(root, config.baseline, 16 * 1024 * 1024);
  return text === null ? null : baselineOf(text, config.baseline);
}

function touchedBy(base: Base): (path: string) => boolean {
  const paths = new Set(base.changes.flatMap(({ path, oldPath }) => (oldPath ? [path, oldPath] : [path])));
  return (path) => paths.has(path);
}

async function gather(
  host: Host,
  root: string,
  config: Config,
  subjects: ReadonlySet<Rule['subject']>,
  flags: JudgeFlags,
  base: Base | null,
  schemaAt: ((path: string) => Promise<string | null>) | undefined,
): Promise<Facts> {
  const facts: Facts = { datasets: null, manifest: null, testcases: null, planning: null, change: null, pilots: null };
  const ofStories = flags.stories?.map((id) => `${config.testcases}/${id}.md`) ?? [];
  const paths = [...(flags.paths ?? []), ...ofStories];
  const chosen = (path: string) =>
    paths.length === 0 || paths.some((one) => one === '.' || one === path || path.startsWith(`${one}/`));
  const forDatasets = paths.filter((path) => !path.endsWith('.md') && !chosenFolder(config, path));
  const wantsData =
    (subjects.has('datasets') || subjects.has('manifest')) && (paths.length === 0 || forDatasets.length > 0);
  const looked: string[] = subjects.has('manifest') ? [config.manifest] : [];
  if (wantsData) {
    const datasets = await findDatasets(root, config, forDatasets);
    looked.push(...datasets);
    const options = await scanOptions(host, root, config, flags, schemaAt);
    const { facts: scanned, irregular } = await gatherDatasets(root, datasets, options, base);
    if (subjects.has('datasets')) facts.datasets = scanned;
    if (subjects.has('manifest') && (paths.length === 0 || chosen(config.manifest))) {
      facts.manifest = await gatherManifest(root, config, datasets, scanned, irregular, host.now());
    }
  }
  if (subjects.has('testcases') || subjects.has('planning')) {
    const { testcases, planning } = await gatherPlanning(root, config, chosen, base, flags.mayLackTestcases);
    looked.push(...testcases.files.map(({ path }) => path));
    if (subjects.has('testcases') && (paths.length === 0 || testcases.files.length > 0)) facts.testcases = testcases;
    if (subjects.has('planning') && paths.length === 0) facts.planning = planning;
  }
  const idle = paths.find((path) => path !== '.' && !looked.some((one) => one === path || one.startsWith(`${path}/`)));
  if (idle !== undefined && !flags.mayLackTestcases) {
    throw new SetupError(
      `${idle} ${subjects.has('datasets') ? 'is no dataset and no test case, and holds' : 'holds'} none; name files or folders of them`,
    );
  }
  return facts;
}

const chosenFolder = (config: Config, path: string) =>
  path === config.testcases || path.startsWith(`${config.testcases}/`);
