// Runs a command and says how long it took and how much memory it held at the most.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const pollEvery = 5;

/**
 * @returns {Promise<{ seconds: number, mebibytes: number, code: number, stdout: string }>} wall time from start to
 * exit; the highest resident set of the process itself (VmHWM of /proc, polled: what it gains in its last few
 * milliseconds is not seen; 0 where there is no /proc); exit code and output. Rejects when the command cannot start.
 */
export function measure([command, ...args], { cwd = process.cwd(), keepOutput = false } = {}) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', 'ignore'] });
    const status = `/proc/${child.pid}/status`;
    const output = [];
    let kibibytes = 0;
    const poll = () => {
      kibibytes = Math.max(kibibytes, highWaterMark(status));
    };
    const timer = existsSync('/proc/self/status') ? setInterval(poll, pollEvery) : undefined;
    child.stdout?.on('data', (data) => output.push(data));
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      resolve({ seconds, mebibytes: kibibytes / 1024, code, stdout: Buffer.concat(output).toString('utf8') });
    });
  });
}

function highWaterMark(status) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
