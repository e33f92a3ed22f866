// Installs the outside parts into .real/ (ignored by git) and runs test/real with them. Fails when one cannot be had.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { installSmallModel } from '../bench/small-model/install.mjs';

const packages = {
  node20: 'npm:node@20.20.2',
  node22: 'npm:node@22.22.2',
  '@sourcemeta/jsonschema': '16.11.0',
  'playwright-core': '1.65.1',
  '@octokit/openapi': '23.0.2',
  emulate: '0.12.2',
};
const run = (command, ...args) => execFileSync(command, args, { stdio: 'inherit' });

mkdirSync('.real', { recursive: true });
writeFileSync(
  '.real/package.json',
  JSON.stringify({ private: true, dependencies: packages, allowScripts: { node20: true, node22: true, node: true } }),
);
run('npm', 'install', '--prefix', '.real', '--no-audit', '--no-fund', '--no-package-lock');

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
if (!browsers.some((path) => existsSync(path))) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  run(...sudo, 'apt-get', 'update', '-q');
  run(...sudo, 'apt-get', 'install', '-qy', '--no-install-recommends', 'chromium');
}
const chromium = browsers.find((path) => existsSync(path));
if (!chromium) throw new Error('Chromium could not be installed');

const python = resolve('.real/python/bin/python');
const requirements = 'test/real/python/requirements.txt';
const installed = '.real/python/installed.txt';
const wanted = readFileSync(requirements, 'utf8');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  try {
    run('python3', '-m', 'venv', '--clear', '.real/python');
  } catch (error) {
    throw new Error('DSPy needs python3, 3.10 or newer, with its venv module (Debian: python3-venv)', { cause: error });
  }
  run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements);
  writeFileSync(installed, wanted);
}

process.env.GOLDGATE_PYTHON = python;
await installSmallModel();

execFileSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.real.config.ts'], {
  stdio: 'inherit',
  env: { ...process.env, GOLDGATE_CHROMIUM: chromium },
});
