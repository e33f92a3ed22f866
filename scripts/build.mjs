// src → build (tsc) → dist (ncc): one self-contained file an entry. Dynamic imports stay inside the file, still lazy.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The doors, and what they start beside themselves. */
const entries = { cli: 'cli', action: 'action', 'scan-worker': 'adapters/scan-worker' };
const run = (file, ...args) =>
  execFileSync(process.execPath, [`node_modules/${file}`, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });

rmSync('build', { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
for (const path of globSync('src/**/*.generated.js')) cpSync(path, path.replace(/^src/, 'build'));
for (const path of globSync('build/**/*.js')) {
  const text = readFileSync(path, 'utf8');
  const eager = text.replace(/\bimport\((?=['"])/g, 'import(/* webpackMode: "eager" */ ');
  if (eager !== text) writeFileSync(path, eager);
}
const out = mkdtempSync(join(tmpdir(), 'goldgate-build-'));
for (const [name, source] of Object.entries(entries)) {
  run('@vercel/ncc/dist/ncc/cli.js', 'build', `build/${source}.js`, '-o', join(out, name), '--minify', '--quiet');
  cpSync(join(out, name, 'index.js'), `dist/${name}.js`);
}
writeFileSync('dist/package.json', '{\n  "type": "module"\n}\n');
rmSync(out, { recursive: true });
