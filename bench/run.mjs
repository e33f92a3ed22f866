// `npm run bench`: measures the bundled command line and its peer in the same rounds, and writes the medians and their
// ratios to bench/README.md. `--rounds 5`, `--records 100000`, `--cli dist/cli.js` and `--dry` (writes nothing) change that.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, median } from './measure.mjs';
import { prepare } from './prepare.mjs';
import { exhaustivePairs, scoreReport } from './recall.mjs';
import { renderResults } from './render.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    records: { type: 'string', default: '100000' },
    cli: { type: 'string', default: join(import.meta.dirname, '..', 'dist', 'cli.js') },
    dry: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const records = Number(values.records);
const cli = resolve(values.cli);
const { peer, sound, records: folder, million, repository, near, cache } = prepare(records, cli);

const node = process.execPath;
const check = (...args) => [node, cli, 'check', '--max-findings', '10', ...args];
const rule = (...ids) => check('--rule', ...ids);
const duplicates = ['no-exact-duplicates', 'no-key-duplicates', 'no-near-duplicates', 'no-leakage'];
const manifest = ['manifest-readable', 'manifest-current', 'manifest-complete', 'manifest-files', 'manifest-dates'];
const file = join(repository, 'data/production/ba_train.jsonl');
const forget = () => rmSync(cache, { recursive: true, force: true });
const compare = check('--base', 'HEAD', '--cache-dir', cache);

/** What is measured: a command, where, what comes before it, and which exit code is right. */
const tasks = {
  start: { run: [node, '-e', '0'] },
  hash: { run: [node, join(import.meta.dirname, 'read-and-hash.mjs'), file] },
  peer: { run: [...peer, sound] },
  schema: { run: rule('valid-json', 'valid-utf8', 'record-schema'), cwd: folder, code: 1 },
  pairs: { run: rule('valid-json', 'valid-utf8', 'record-schema', ...duplicates, ...manifest), cwd: folder, code: 1 },
  all: { run: check(), cwd: folder, code: 1 },
  million: { run: check(), cwd: million, code: 1, rounds: Math.min(rounds, 3) },
  whole: { run: check(), cwd: repository, code: 1 },
  cold: { run: compare, cwd: repository, code: 1, before: forget },
  warm: { run: compare, cwd: repository, code: 1 },
  own: { run: [node, cli, 'check'], cwd: join(import.meta.dirname, '..'), code: 0 },
};

const results = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, { run, cwd, code = 0, before, rounds: own = rounds }] of Object.entries(tasks)) {
    if (round >= own) continue;
    before?.();
    const result = await measure(run, { cwd });
    if (result.code !== code) throw new Error(`${name} ended with ${result.code}, not ${code}: ${run.join(' ')}`);
    results[name].push(result);
    const { seconds, mebibytes } = result;
    console.log(`round ${round + 1}  ${name.padEnd(8)}${seconds.toFixed(3)} s  ${mebibytes.toFixed(0)} MiB`);
  }
}
const medianOf = (key) => {
  return Object.fromEntries(Object.entries(results).map(([name, list]) => [name, median(list.map((one) => one[key]))]));
};

const report = await measure([node, cli, 'check', '--format', 'json', '--rule', 'no-near-duplicates'], {
  cwd: near.folder,
  keepOutput: true,
});
const score = scoreReport(report.stdout, exhaustivePairs(near.file, 0.85));

const machine = [
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
  `${Math.round(totalmem() / 2 ** 30)} GiB`,
  `${process.platform} ${release()}`,
  `Node ${process.versions.node}`,
].join(', ');
const text = renderResults({
  rounds,
  records,
  machine,
  seconds: medianOf('seconds'),
  mebibytes: medianOf('mebibytes'),
  score,
});
console.log(text);
if (!values.dry) {
  const readme = join(import.meta.dirname, 'README.md');
  const marked = /(<!-- results -->\n)[\s\S]*(<!-- \/results -->)/;
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(marked, (_, start, end) => `${start}\n${text}\n${end}`),
  );
}
