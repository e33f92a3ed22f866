// Starts the bundled Action as the runner does: Node 24, dist/ alone in a folder, inputs and files by environment.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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
const preload = (name: string) => pathToFileURL(join(root, 'test/action', name)).href;

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
  ref?: string;
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

/** Runs one step in the work tree at `workspace`, without a network. */
export function runAction(
  workspace: string,
  event: Event,
  inputs: Record<string, string> = {},
  more: Record<string, string> = {},
): ActionRun {
  const step = prepare(workspace, event, inputs, more);
  const settings = { cwd: workspace, env: step.env, encoding: 'utf8', timeout: 120_000 } as const;
  const done = spawnSync(node, step.args('no-network.mjs'), { ...settings, maxBuffer: 64 * 1024 * 1024 });
  if (done.error) throw done.error;
  return step.collect(done.status, done.stdout, done.stderr);
}

/** As `runAction`, while this process serves what the step may reach: loopback alone. `meanwhile` gets the step's process. */
export async function runOnLoopback(
  workspace: string,
  event: Event,
  inputs: Record<string, string> = {},
  more: Record<string, string> = {},
  meanwhile: (step: ChildProcess) => void = () => undefined,
): Promise<ActionRun> {
  const step = prepare(workspace, event, inputs, more);
  const child = spawn(node, step.args('loopback.mjs'), { cwd: workspace, env: step.env, timeout: 120_000 });
  const ended = new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  meanwhile(child);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return step.collect(await ended, stdout, stderr);
}

function prepare(workspace: string, event: Event, inputs: Record<string, string>, more: Record<string, string>) {
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
    GITHUB_REF: event.ref ?? '',
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
  const args = (guard: string) => ['--import', preload(guard), join(folder, 'action', action.runs.main)];
  const collect = (status: number | null, stdout: string, stderr: string) => {
    if (stderr.includes('NETWORK:')) throw new Error(stderr);
    const written = { outputs: readFileSync(outputFile, 'utf8'), summary: readFileSync(summaryFile, 'utf8') };
    return readRun(status, stdout, stderr, written, sarifFile);
  };
  return { env, args, collect };
}

function readRun(
  status: number | null,
  stdout: string,
  stderr: string,
  written: { outputs: string; summary: string },
  sarifFile: string,
): ActionRun {
  const commands = [...commandsIn(stdout), ...commandsIn(stderr)];
  const outputs = parseFileCommands(written.outputs);
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
    summary: written.summary,
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
