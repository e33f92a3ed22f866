// Git is a program of its own: started without a shell, without configured surprises and without the network.

import { spawn } from 'node:child_process';
import { SetupError } from '../core/errors.ts';

/** Inside a hook git points these at another index or work tree than the one that was asked for. */
const inherited = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|NAMESPACE|EXTERNAL_DIFF|DIFF_OPTS|TRACE.*)$/;

function environment(): Record<string, string | undefined> {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name))),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/** Standard input, output and error are pipes. */
export function start(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  return spawn('git', ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args], {
    cwd,
    env: { ...environment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

const noGit = () => new SetupError('git is not installed, or not on the PATH; install git 2.25 or newer');

/** Rejects only when git cannot be started. */
export function run(cwd: string, args: readonly string[], more: { env?: Record<string, string>; input?: string } = {}) {
  return new Promise<Outcome>((done, fail) => {
    const child = start(cwd, args, more.env);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => fail(error.code === 'ENOENT' ? noGit() : error));
    child.on('close', (code) =>
      done({ code: code ?? 128, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString().trim() }),
    );
    // A git that ended before it read everything breaks the pipe; its exit code says why.
    child.stdin.on('error', () => undefined).end(more.input ?? '');
  });
}

/** Standard output of a git command that must succeed. Throws SetupError with git's own reason. */
export async function git(
  cwd: string,
  args: readonly string[],
  more: { env?: Record<string, string>; input?: string } = {},
) {
  const { code, stdout, stderr } = await run(cwd, args, more);
  if (code !== 0) throw failure(args, stderr);
  return stdout;
}

/** What to say of a git command that failed. */
export function failure(args: readonly string[], stderr: string): SetupError {
  const missing =
    /not our ref|missing (blob|tree)|unable to read|could not fetch|lazy fetch|promisor|transport '.*' not allowed/i;
  const advice = missing.test(stderr)
    ? '; this is a partial clone: fetch it whole with `git fetch --refetch --no-filter`'
    : '';
  return new SetupError(`git ${args[0]} failed: ${stderr || 'no reason given'}${advice}`);
}

/** The parts of what git prints with `-z`. */
export const fields = (text: string) => text.split('\0').filter((field) => field !== '');
