// src → build (tsc) → dist (ncc): one self-contained file an entry. Dynamic imports stay inside the file, still lazy,
// but for large packages that few runs need: each is a file beside the doors, so that no start has to read it.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';

/** The doors, and what they start beside themselves. */
const entries = { cli: 'cli', action: 'action', app: 'app', runtime: 'runtime', 'scan-worker': 'adapters/scan-worker' };
/** Package → its file in `dist`, and what is used of it. */
const apart = {
  openai: { file: 'openai', used: 'default' },
  'ajv/dist/2020.js': { file: 'ajv', used: 'Ajv2020' },
  re2js: { file: 're2js', used: 'RE2JS' },
};
/** Commands that ask a model: each door keeps them in files of their own, `<door>.<n>.js`, read when they are called. */
const later =
  /\/(?:tune|evaluate|run|reproduce|report|snapshot|pilots|testcases|pilots-today|action-tune|action-report|action-review|review-explain)\.js$/;
const run = (file, ...args) =>
  execFileSync(process.execPath, [`node_modules/${file}`, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });

rmSync('build', { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--declaration');
for (const path of globSync('build/**/*.js')) {
  const text = readFileSync(path, 'utf8');
  const bundled = text.replace(/\bimport\((['"])(.+?)\1/g, (_, quote, name) =>
    name in apart
      ? `import(/* webpackIgnore: true */ './${apart[name].file}.js'`
      : `import(/* ${later.test(name) ? 'webpackChunkName: "later"' : 'webpackMode: "eager"'} */ ${quote}${name}${quote}`,
  );
  if (bundled !== text) writeFileSync(path, bundled);
}
for (const [name, { file, used }] of Object.entries(apart)) {
  writeFileSync(`build/${file}.js`, `export { ${used} } from '${name}';\n`);
  entries[file] = file;
}
const out = mkdtempSync(join(tmpdir(), 'goldgate-build-'));
for (const stale of globSync('dist/*')) rmSync(stale);
for (const [name, source] of Object.entries(entries)) {
  run('@vercel/ncc/dist/ncc/cli.js', 'build', `build/${source}.js`, '-o', join(out, name), '--minify', '--quiet');
  const door = readFileSync(join(out, name, 'index.js'), 'utf8');
  writeFileSync(`dist/${name}.js`, door.replace(/""\+(\w+)\+"\.index\.js"/, `"${name}."+$1+".js"`));
  for (const part of globSync(join(out, name, '*.index.js')))
    cpSync(part, `dist/${name}.${parse(parse(part).name).name}.js`);
}
chmodSync('dist/cli.js', 0o755);
cpSync('build/runtime.d.ts', 'dist/runtime.d.ts');
writeFileSync('dist/package.json', '{\n  "type": "module"\n}\n');
rmSync(out, { recursive: true });
