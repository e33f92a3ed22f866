// `goldgate doctor`: what is wrong with this set-up, and the command that mends it.

import picocolors from 'picocolors';
import { defaultConfigPath } from '../adapters/config-file.ts';
import { gitVersion, isShallow, resolveCommit } from '../adapters/git.ts';
import { findRoot } from '../adapters/root.ts';
import { readText } from '../adapters/workspace.ts';
import { type Config, defaultConfig } from '../config/config.ts';
import { parseConfig } from '../config/parse.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { inert, visible } from '../report/escape.ts';
import { safeJson } from '../report/json.ts';
import { count } from '../report/words.ts';
import { examineData } from './examine-data.ts';
import { examineRepository } from './examine-repository.ts';
import type { Host } from './host.ts';

export interface Diagnosis {
  area: 'machine' | 'git' | 'configuration' | 'data' | 'workflows' | 'owners' | 'model';
  /** A `fault` makes the doctor's exit code 1, a `hint` does not. */
  state: 'fine' | 'hint' | 'fault';
  message: string;
  /** What to run or write. */
  mend?: string;
}

export interface DoctorFlags {
  config?: string;
  format?: string;
}

export async function doctor(host: Host, flags: DoctorFlags): Promise<number> {
  const format = flags.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new SetupError(`--format is text or json, not ${format}`);
  const found: Diagnosis[] = [examineNode()];
  const version = await gitVersion();
  const inGit = version === null ? null : findRoot(host.cwd);
  const root = inGit ?? host.cwd;
  found.push(...(await examineGit(version, inGit)));
  const { config, diagnoses } = await examineConfig(root, flags.config);
  found.push(...diagnoses);
  // Of a broken configuration nobody knows what it means; the defaults would be blamed for nothing.
  if (config) found.push(...(await examineData(root, config, inGit !== null)));
  found.push(...(await examineRepository(root, config ?? defaultConfig)), examineModel(host, config ?? defaultConfig));
  const verdict = found.some(({ state }) => state === 'fault') ? 'fault' : 'fine';
  host.print(
    format === 'json' ? `${safeJson({ version: 1, verdict, checks: found }, 2)}\n` : renderText(found, host.color),
  );
  return verdict === 'fine' ? exitCode.clean : exitCode.findings;
}

function examineNode(): Diagnosis {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= 20) return { area: 'machine', state: 'fine', message: `Node ${node}` };
  return { area: 'machine', state: 'fault', message: `Node ${node} is too old`, mend: 'install Node 20 or newer' };
}

async function examineGit(version: string | null, root: string | null): Promise<Diagnosis[]> {
  if (version === null) {
    return [
      {
        area: 'git',
        state: 'fault',
        message: 'git is not on the PATH: no --base, no diff',
        mend: 'install git 2.25 or newer',
      },
    ];
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < 2 || (major === 2 && minor < 25);
  const itself: Diagnosis = old
    ? { area: 'git', state: 'fault', message: `git ${version} is too old`, mend: 'install git 2.25 or newer' }
    : { area: 'git', state: 'fine', message: `git ${version}` };
  if (root === null)
    return [itself, { area: 'git', state: 'fault', message: 'this is no git repository', mend: 'git init' }];
  const shallow: Diagnosis = (await isShallow(root))
    ? {
        area: 'git',
        state: 'fault',
        message: 'the clone is shallow: --base cannot reach the common ancestor',
        mend: 'git fetch --unshallow',
      }
    : { area: 'git', state: 'fine', message: `repository ${root}` };
  const empty: Diagnosis[] =
    (await resolveCommit(root, 'HEAD')) === null
      ? [{ area: 'git', state: 'hint', message: 'there is no commit yet', mend: 'git add and git commit' }]
      : [];
  return [itself, shallow, ...empty];
}

async function examineConfig(root: string, named?: string): Promise<{ config: Config | null; diagnoses: Diagnosis[] }> {
  const path = named ?? defaultConfigPath;
  const fault = (message: string, mend: string): Diagnosis => ({
    area: 'configuration',
    state: 'fault',
    message,
    mend,
  });
  let text: string | null;
  try {
    text = await readText(root, path, 1024 * 1024);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { config: null, diagnoses: [fault(error.message, 'mend or remove it')] };
  }
  if (text === null && named !== undefined) {
    return { config: null, diagnoses: [fault(`${path} does not exist`, 'goldgate init writes .github/goldgate.yml')] };
  }
  if (text === null) {
    return {
      config: defaultConfig,
      diagnoses: [{ area: 'configuration', state: 'fine', message: `no ${path}: the defaults hold` }],
    };
  }
  const parsed = parseConfig(text);
  if ('config' in parsed) {
    return { config: parsed.config, diagnoses: [{ area: 'configuration', state: 'fine', message: path }] };
  }
  const diagnoses = parsed.problems.map(({ line, message }) => fault(`${path}:${line}: ${message}`, 'mend that line'));
  return { config: null, diagnoses };
}

function examineModel({ env }: Host, { model }: Config): Diagnosis {
  const endpoint = env.OPENAI_BASE_URL || model['base-url'];
  if (env.DSPY_QA_STUB === '1') {
    return {
      area: 'model',
      state: 'fine',
      message: 'DSPY_QA_STUB=1: testcases writes stubs, which never count as coverage',
    };
  }
  if (!endpoint && !env.OPENAI_API_KEY) {
    return {
      area: 'model',
      state: 'fine',
      message: 'no endpoint: goldgate testcases needs --stub, everything else needs none',
    };
  }
  const where = endpoint ? hostOf(endpoint) : 'the default endpoint';
  if (where === null) {
    return {
      area: 'model',
      state: 'fault',
      message: 'the base URL of the model is no URL',
      mend: 'model.base-url: https://…',
    };
  }
  return { area: 'model', state: 'fine', message: `testcases asks ${where}${model.name ? ` for ${model.name}` : ''}` };
}

/** The host alone: a URL may hold a password. */
function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

function renderText(found: readonly Diagnosis[], color: boolean): string {
  const colors = picocolors.createColors(color);
  const marks = { fine: colors.green('✓'), hint: colors.yellow('!'), fault: colors.red('✗') };
  const widest = Math.max(...found.map(({ area }) => area.length));
  const lines = found.map(({ area, state, message, mend }) => {
    const how = mend === undefined ? '' : `\n  ${' '.repeat(widest)}  ${colors.cyan('→')} ${visible(mend)}`;
    return `${marks[state]} ${colors.dim(area.padEnd(widest))}  ${visible(message)}${how}`;
  });
  const of = (wanted: Diagnosis['state']) => found.filter(({ state }) => state === wanted).length;
  const verdict =
    of('fault') > 0 ? colors.red(`${count(of('fault'), 'fault')} to mend`) : colors.green('Nothing is wrong');
  const hints = of('hint') > 0 ? `, ${count(of('hint'), 'hint')}` : '';
  return `${inert(`${lines.join('\n')}\n\n${colors.bold(verdict)}${hints}.`)}\n`;
}
