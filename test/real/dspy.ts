// Runs a Python script of this folder with the interpreter that has DSPy.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What the script prints, as JSON. */
export function python(script: string, args: string[], input = ''): unknown {
  const interpreter = process.env.GOLDGATE_PYTHON;
  if (!interpreter) throw new Error('GOLDGATE_PYTHON names no Python that has DSPy; `npm run test:real` installs one');
  const out = execFileSync(interpreter, [join(import.meta.dirname, 'python', script), ...args], {
    ...{ input, encoding: 'utf8', timeout: 240_000, maxBuffer: 64 * 1024 * 1024 },
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
  });
  return JSON.parse(out);
}
