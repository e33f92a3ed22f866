// A model that is a program on this machine, such as `codex exec`: the prompt on its stdin, the answer on its stdout. No
// shell reads the command, and the keys of endpoints are not in its environment.

import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { type Call, type Message, type Model, ModelError } from '../program/model.ts';
import { estimateTokens, mask } from './model-answer.ts';

const largestAnswer = 16 * 1024 * 1024;
const largestTail = 4096;

/** Secrets of others, which a program that is asked for an answer has no use for; its own (`CODEX_API_KEY` …) stay. */
const withheld =
  /^(?:OPENAI_API_KEY|OPENAI_ADMIN_KEY|AZURE_OPENAI_API_KEY|GITHUB_TOKEN|GH_TOKEN|NODE_AUTH_TOKEN|NPM_TOKEN|ACTIONS_\w*TOKEN\w*|INPUT_\w+)$/i;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `command`: the program and its arguments. Each call starts it anew, in `folder`; a time-out or an abort ends it with all
 * that it started. A reply's `usd` is 0 and its tokens are estimated.
 */
export function openCommandModel(
  command: readonly string[],
  name: string | undefined,
  env: Environment,
  folder = process.cwd(),
): Model {
  const passed = Object.fromEntries(Object.entries(env).filter(([key]) => !withheld.test(key)));
  const secrets = Object.entries(env).flatMap(([key, value]) =>
    /KEY|TOKEN|SECRET|PASSWORD/i.test(key) && value && value.length >= 16 ? [value] : [],
  );
  const clean = (text: string) => secrets.reduce(mask, text);
  return {
    name: name ?? basename(command[0] ?? ''),
    async complete(call, signal) {
      signal.throwIfAborted();
      const started = performance.now();
      const text = clean(await run(command, call, { env: passed, folder, signal, clean }));
      const seconds = (performance.now() - started) / 1000;
      return { text, ...estimateTokens(call.messages, text), usd: 0, seconds, cached: false };
    },
  };
}

interface Run {
  env: Environment;
  folder: string;
  signal: AbortSignal;
  clean: (text: string) => string;
}

function run(command: readonly string[], call: Call, { env, folder, signal, clean }: Run): Promise<string> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env, detached: process.platform !== 'win32', windowsHide: true });
    let failure: Error | null = null;
    const end = (why: Error | null) => {
      failure ??= why;
      killAll(child.pid);
    };
    const timer = setTimeout(() => end(timeOut(program, call)), call.timeoutSeconds * 1000);
    const onAbort = () => end(signal.reason as Error);
    signal.addEventListener('abort', onAbort);
    const answer: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestAnswer) answer.push(chunk);
      else end(new ModelError('reply', `${program} answers with more than 16 MiB`));
    });
    let tail = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-largestTail);
    });
    // A program may answer without reading the prompt to its end; how it exits says whether that is well.
    child.stdin.on('error', () => undefined).end(renderPrompt(call));
    child.on('error', (error) => {
      failure ??= new ModelError('request', `${program} cannot be started: ${error.message}; check \`model.command\``);
    });
    // What it has left running would hold its output open.
    child.on('exit', () => end(null));
    child.on('close', (code, signalName) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      const text = Buffer.concat(answer).toString('utf8').trim();
      if (failure) return reject(failure);
      if (code !== 0) return reject(failed(program, code === null ? `by ${signalName}` : `with ${code}`, clean(tail)));
      if (text === '') return reject(new ModelError('reply', `${program} gives an empty answer${said(clean(tail))}`));
      resolve(text);
    });
  });
}

const timeOut = (program: string, { timeoutSeconds }: Call) =>
  new ModelError('time-out', `${program} has not answered within ${timeoutSeconds} s, and was ended`);
const failed = (program: string, how: string, tail: string) =>
  new ModelError('server', `${program} ends ${how}${said(tail) || '; it says nothing on stderr'}`);
/** The end of what was cleaned; further up, a cut may have left a part of a key that no longer looks like one. */
function said(tail: string): string {
  const words = tail
    .slice(-largestTail / 2)
    .trim()
    .replace(/\s+/g, ' ');
  return words && `: ${words.slice(-300)}`;
}

function killAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes((error as { code?: string }).code ?? '')) throw error;
  }
}

/** Plain text: the contents one after the other, who speaks named where there is more than one turn. */
function renderPrompt({ messages, json }: Call): string {
  const turns = messages.filter(({ role }) => role !== 'system').length;
  const label = ({ role }: Message) =>
    turns > 1 && role !== 'system' ? `${role === 'user' ? 'User' : 'Assistant'}:\n` : '';
  const parts = messages.map((message) => label(message) + message.content);
  return `${[...parts, ...(json ? ['Answer with one JSON object and nothing else.'] : [])].join('\n\n')}\n`;
}
