// One step of a job that uses Goldgate's Action: the bundle under Node 24, told everything by environment and files, as
// GitHub's runner does it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { node } from './app-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { main: string };
};

export interface StepResult {
  /** 0 and 1 are answers; 130 after a signal, 2 for a broken set-up. */
  code: number;
  outputs: Record<string, string>;
  /** The last lines that it logged, for whoever looks into a failure. */
  log: string;
}

/** `env` is what differs from job to job. `temp` is RUNNER_TEMP. A cancelled step gets SIGINT, and 7.5 s to end. */
export async function runAction(
  workspace: string,
  temp: string,
  event: { name: string; payload: object },
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  cancelled: AbortSignal,
): Promise<StepResult> {
  const files = mkdtempSync(join(temp, 'step-'));
  const file = (name: string, content = '') => {
    writeFileSync(join(files, name), content);
    return join(files, name);
  };
  const output = file('output');
  const whole: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: files,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.payload)),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    RUNNER_TEMP: temp,
    ...env,
  };
  for (const [name, { default: value }] of Object.entries(action.inputs)) {
    whole[`INPUT_${name.toUpperCase()}`] = inputs[name] ?? value;
  }
  const child = spawn(node, [join(root, action.runs.main)], { cwd: workspace, env: whole });
  const insist = () => setTimeout(() => child.kill('SIGKILL'), 7500).unref();
  const cancel = () => child.kill('SIGINT') && insist();
  cancelled.addEventListener('abort', cancel);
  if (cancelled.aborted) cancel();
  const ended = new Promise<number | null>((done, fail) => child.once('close', done).once('error', fail));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = (await ended) ?? 137;
  cancelled.removeEventListener('abort', cancel);
  return { code, outputs: parseOutputs(readFileSync(output, 'utf8')), log: `${out}${err}`.slice(-4000) };
}

/** `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(written: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of written.matchAll(/^([^=\n]+?)<<(.+)\n([\s\S]*?)\n?^\2$/gm)) {
    if (name !== undefined) outputs[name] = value ?? '';
  }
  return outputs;
}
