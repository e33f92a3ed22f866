// npm's @ax-llm/ax on the scripted model: its `optimize`, which is a bootstrap of demos and then GEPA on the instruction.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { genericScore } from '../scripted-model/generic-task.ts';
import type { Data, Row } from './compare-goldgate.ts';

/** As much of Ax as is used here. */
interface Ax {
  ai(options: object): unknown;
  ax(signature: string): { setInstruction(text: string): void };
  optimize(
    program: unknown,
    train: object[],
    metric: (scored: { prediction: Fields; example: Fields }) => number,
    options: object,
  ): Promise<{ optimizedProgram?: { componentMap?: Record<string, string>; demos?: { traces: Fields[] }[] } }>;
}

interface Fields {
  caseText: string;
  wordList: string;
}

export const axVersion = '24.0.21';

/** Installs Ax into .real/ax (ignored by git) when it is not there. */
export async function loadAx(): Promise<Ax> {
  const folder = resolve(import.meta.dirname, '../../.real/ax');
  const entry = join(folder, 'node_modules/@ax-llm/ax/index.js');
  if (!existsSync(entry)) {
    mkdirSync(folder, { recursive: true });
    const dependencies = { '@ax-llm/ax': axVersion };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
    execFileSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  return import(pathToFileURL(entry).href);
}

/** `calls` bounds what Ax counts, the metric's calls. A run that Ax loses gives `error`. */
export async function runAx(
  { ai, ax, optimize }: Ax,
  base: string,
  data: Data,
  calls: number,
): Promise<Row & { error?: string }> {
  const [, surface = '', seed = ''] = new URL(base).pathname.split('/');
  await fetch(`${base}/reset`);
  const config = { model: 'scripted', stream: false };
  const model = ai({ name: 'openai', apiKey: 'none', apiURL: `${base}/v1`, config });
  // Ax refuses fields of the names `input` and `output`.
  const program = ax('caseText:string -> wordList:string');
  program.setInstruction('Do the task.');
  const records = (part: Data['train']) => part.map(({ input, output }) => ({ caseText: input, wordList: output }));
  const row = { surface, seed: Number(seed), calls: 0, truth: 0 };
  try {
    const { optimizedProgram } = await optimize(
      program,
      records(data.train),
      ({ prediction, example }) => genericScore(example.wordList, prediction.wordList ?? ''),
      {
        ...{ studentAI: model, teacherAI: model, seed: row.seed, verbose: false, optimizerLogger: () => {} },
        ...{ validationExamples: records(data.val), maxMetricCalls: calls, numTrials: 100, minibatchSize: 10 },
        // Every example that scores at all may become a demo, as with the others.
        ...{ earlyStoppingTrials: 100, bootstrap: { maxDemos: 4, qualityThreshold: 0.01, verboseMode: false } },
      },
    );
    const state = {
      demos: (optimizedProgram?.demos ?? []).flatMap(({ traces }) =>
        traces.map(({ caseText }) => ({ input: caseText })),
      ),
      signature: {
        instructions: optimizedProgram?.componentMap?.['root::instruction'] ?? 'Do the task.',
        fields: [{ prefix: 'Input:' }],
      },
    };
    const body = JSON.stringify(state);
    const answer = (await (await fetch(`${base}/truth`, { method: 'POST', body })).json()) as { truth: number };
    const stats = (await (await fetch(`${base}/stats`)).json()) as { task: number };
    return { ...row, calls: stats.task, truth: answer.truth };
  } catch (error) {
    return { ...row, error: String(error) };
  }
}
