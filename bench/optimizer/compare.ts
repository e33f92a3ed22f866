// Goldgate against DSPy's MIPROv2 and GEPA on the scripted model at equal task-model calls: writes bench/optimizer.md.
// node bench/optimizer/compare.ts [--seeds 40] [--candidates 8] [--trials 16] [--surfaces both,flat]
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { genericExamples } from '../scripted-model/generic-task.ts';
import { startScriptedModel } from '../scripted-model/server.ts';
import { surfaceNames } from '../scripted-model/surface.ts';
import { axVersion, loadAx, runAx } from './compare-ax.ts';
import { type Row, runGoldgate } from './compare-goldgate.ts';
import { type Results, renderTable } from './compare-table.ts';
import { measureTimes, type Times } from './compare-time.ts';

const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: '40' },
    candidates: { type: 'string', default: '8' },
    trials: { type: 'string', default: '16' },
    surfaces: { type: 'string', default: surfaceNames.join() },
    output: { type: 'string', default: resolve(import.meta.dirname, '../optimizer.md') },
  },
});
const [seeds, candidates, trials] = [flags.seeds, flags.candidates, flags.trials].map(Number) as [
  number,
  number,
  number,
];
const surfaces = flags.surfaces.split(',');
const python = findPython();
const ax = await loadAx();
const folder = mkdtempSync(join(tmpdir(), 'goldgate-compare-'));
const records = genericExamples(80, 0);
const data = { train: records.slice(0, 20), val: records.slice(20) };
const results: Results = {};
const started = performance.now();
const server = await startScriptedModel();
const host = new URL(server.url).origin;
try {
  for (const [name, examples] of Object.entries(data))
    writeFileSync(join(folder, `${name}.jsonl`), examples.map((example) => `${JSON.stringify(example)}\n`).join(''));
  for (const surface of surfaces) {
    const size = ['--candidates', candidates, '--trials', trials];
    const mipro = await runPython('DSPy MIPROv2', surface, 'mipro.py', size);
    await runPython('GEPA', surface, 'reflective.py', ['--calls', Math.round(mipro)]);
    const same = await runOurs('best, same trials', surface, 'best', trials);
    await runOurs('Goldgate tpe', surface, 'tpe', trials);
    // What it has seen it does not ask again: at equal calls there are trials left.
    const fixed = data.val.length + data.train.length;
    const trialsFor = (calls: number) => Math.max(1, Math.floor(((calls - fixed) * trials) / (same - fixed)));
    await runOurs('Goldgate best', surface, 'best', trialsFor(mipro));
    await runOurs('best, half the calls', surface, 'best', trialsFor(mipro / 2));
    await runOurs('best, a quarter', surface, 'best', trialsFor(mipro / 4));
    for (let seed = 1; seed <= seeds; seed++)
      record('Ax', await runAx(ax, `${host}/${surface}/${seed}`, data, Math.round(mipro)));
    console.log(`${surface}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
} finally {
  rmSync(folder, { recursive: true });
  await server.close();
}
const times = await measureTimes(data, { seed: 1, candidates, trials });
writeFileSync(flags.output, renderPage(times));

/** Mean calls of the runs. */
async function runOurs(name: string, surface: string, sampler: 'best' | 'tpe', count: number): Promise<number> {
  for (let seed = 1; seed <= seeds; seed++)
    record(name, await runGoldgate(`${host}/${surface}/${seed}`, data, { sampler, seed, candidates, trials: count }));
  return meanCalls(name, surface);
}

/** Mean calls of the runs. */
async function runPython(name: string, surface: string, script: string, options: (string | number)[]): Promise<number> {
  const files = Object.keys(data).flatMap((part) => [`--${part}`, join(folder, `${part}.jsonl`)]);
  const path = resolve(import.meta.dirname, '../dspy', script);
  const child = spawn(
    python,
    [path, '--host', host, '--surface', surface, '--seeds', `1-${seeds}`, ...files, ...options.map(String)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  const [output, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const rows: (Row & { error?: string })[] = output
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  if (rows.length !== seeds) throw new Error(`${script} gave ${rows.length} of ${seeds} runs:\n${log.slice(-2000)}`);
  for (const row of rows) record(name, row);
  return meanCalls(name, surface);
}

function meanCalls(name: string, surface: string): number {
  const calls = results[name]?.[surface]?.calls ?? [];
  return calls.reduce((sum, count) => sum + count, 0) / calls.length;
}

function record(name: string, row: Row & { error?: string }): void {
  results[name] ??= {};
  results[name][row.surface] ??= { truths: [], calls: [], lost: 0 };
  const cell = results[name][row.surface] as Results[string][string];
  if (row.error !== undefined) {
    console.error(`${name}, ${row.surface}, seed ${row.seed}: ${row.error}`);
    cell.lost += 1;
    return;
  }
  cell.truths.push(row.truth);
  cell.calls.push(row.calls);
}

function findPython(): string {
  const installed = resolve(import.meta.dirname, '../../.real/python/bin/python');
  const found = process.env.GOLDGATE_PYTHON ?? (existsSync(installed) ? installed : null);
  if (!found) throw new Error('Python with DSPy is missing: run `npm run test:real` once, or set GOLDGATE_PYTHON.');
  return found;
}

function versions(): string {
  const script =
    'from importlib.metadata import version as v; print("DSPy", v("dspy"), "Optuna", v("optuna"), "gepa", v("gepa"))';
  return execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
}

function renderPage({ calls, own, wall, ideal }: Times): string {
  const command = ['node bench/optimizer/compare.ts', `--seeds ${seeds} --candidates ${candidates} --trials ${trials}`];
  return `# The optimizer, measured

On [the scripted model](scripted-model/surface.ts), whose true score of every instruction and set of demos is known.
Same server, data (20 train, 60 validation), signature, metric and proposals for all; ${candidates} candidates, ${trials} trials,
minibatches of 35; ${seeds} seeds, each a surface of its own. The true score is the expected one of the program that an optimizer
returns, 0–1, a mean over the seeds. \`±\` is half of its 95 % interval; after a comma, the difference to DSPy, seed by seed, with its
own. Calls are the task model's, bootstraps included. Made by \`${command.join(' ')}\` in ${Math.round((performance.now() - started) / 60000)} minutes with ${versions()}.

## At equal calls

${renderTable(results, surfaces, ['DSPy MIPROv2', 'Goldgate best'])}

## At equal trials

What Goldgate has asked once about an example it remembers, so that the same trials take fewer calls.

${renderTable(results, surfaces, ['DSPy MIPROv2', 'best, same trials', 'Goldgate tpe'])}

## With fewer calls

${renderTable(results, surfaces, ['DSPy MIPROv2', 'best, half the calls', 'best, a quarter'])}

## Others

GEPA is DSPy's (PyPI's \`gepa\`): it rewrites the instruction and makes no demos, so what demos are worth is out of its reach. Ax is
npm's \`@ax-llm/ax\` ${axVersion}, \`optimize\`: it bootstraps one set of demos (by \`Math.random\`, so no two runs are alike) and runs its own
GEPA on the instruction. Both ask the proposer as often as they like, which no column counts.

${renderTable(results, surfaces, ['DSPy MIPROv2', 'GEPA', 'Ax'])}

## Time

A run of ${calls} calls on \`both\`. The optimizer's own time is ${own.toFixed(2)} s, ${((100 * own) / (calls * 0.2)).toFixed(2)} % of what the calls take at 200 ms each. With eight of
them at once the run takes ${wall.toFixed(1)} s, ${(wall / ideal).toFixed(2)} × calls × latency / 8.
`;
}
