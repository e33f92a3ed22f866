// Starts the bundled Action as the runner does: Node 24, dist/ alone in a folder, inputs and files by environment.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { parse } from 'yaml';
import { commandsIn, type RunnerCommand } from '../../src/report/runner-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { using: string; main: string };
};
const node24 = join(root, 'node_modules/node/bin/node');
export const node = existsSync(node24) ? node24 : process.execPath;
const preload = pathToFileURL(join(root, 'test/action/no-network.mjs')).href;

const folder = mkdtempSync(join(tmpdir(), 'goldgate-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync(join(root, 'dist'), join(folder, 'action/dist'), { recursive: true });
export const bundle = (door: 'cli' | 'action') => join(folder, `action/dist/${door}.js`);
let folders = 0;
export const emptyFolder = (): string => {
  const path = join(folder, `${++folders}`);
  mkdirSync(path);
  return path;
};

export interface Event {
  name: string;
  payload?: object;
  sha?: string;
}

export interface ActionRun {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What the runner makes of the output. */
  commands: RunnerCommand[];
  /** `error no-leakage data/production/ba_train.jsonl:26`, in the order of the output. */
  annotations: string[];
  summary: string;
  outputs: Record<string, string>;
  report: { verdict: string; findings: { rule: string; path: string; line: number }[] } | null;
  sarif: { runs: [{ results: { ruleId: string }[] }] } | null;
}

/** Runs one step in the work tree at `workspace`. */
export function runAction(
  workspace: string,
  event: Event,
  inputs: Record<string, string> = {},
  more: Record<string, string> = {},
): ActionRun {
  const files = emptyFolder();
  const file = (name: string, text = '') => {
    writeFileSync(join(files, name), text);
    return join(files, name);
  };
  const [outputFile, summaryFile] = [file('output'), file('summary')];
  const sarifFile = join(files, 'goldgate.sarif');
  const given: Record<string, string> = { sarif: sarifFile, ...inputs };
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: files,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.payload ?? {})),
    GITHUB_SHA: event.sha ?? '',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'octo/data',
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    RUNNER_TEMP: files,
    ...more,
  };
  for (const [name, { default: value }] of Object.entries(action.inputs)) {
    env[`INPUT_${name.toUpperCase()}`] = given[name] ?? value;
  }
  const { status, stdout, stderr, error } = spawnSync(
    node,
    ['--import', preload, join(folder, 'action', action.runs.main)],
    {
      cwd: workspace,
      env,
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error) throw error;
  if (stderr.includes('NETWORK:')) throw new Error(stderr);
  const commands = [...commandsIn(stdout), ...commandsIn(stderr)];
  const outputs = parseFileCommands(readFileSync(outputFile, 'utf8'));
  const json = (path: string | undefined) => (path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);
  return {
    code: status,
    stdout,
    stderr,
    commands,
    annotations: commands
      .filter(({ name }) => ['error', 'warning', 'notice'].includes(name))
      .map(({ name, properties: { title, file, line } }) =>
        [name, title, file && `${file}:${line}`].filter(Boolean).join(' '),
      ),
    summary: readFileSync(summaryFile, 'utf8'),
    outputs,
    report: json(outputs.report),
    sarif: json(sarifFile),
  };
}

/** `name<<delimiter`, lines, `delimiter`, as the runner reads GITHUB_OUTPUT. */
function parseFileCommands(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(lines.shift() ?? '') ?? [];
    if (name === undefined) continue;
    const value: string[] = [];
    while (lines.length > 0 && lines[0] !== delimiter) value.push(lines.shift() as string);
    outputs[name] = value.join('\n');
  }
  return outputs;
}
