// A team that tunes: data for three roles, an endpoint on loopback, and a command line of its own.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { genericOutput } from '../../bench/scripted-model/generic-task.ts';
import type { Host } from '../../src/commands/host.ts';
import { runLine } from '../../src/commands/line.ts';
import { baRecord, jsonl, type Run, Scratch } from '../../src/commands/scratch.ts';
import type { Trial } from '../../src/optimize/trial.ts';
import type { Snapshot } from '../../src/pilots/run-files.ts';
import type { Endpoint } from './endpoint.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const node = join(root, 'node_modules/node/bin/node');
export const cli = join(root, 'src/cli.ts');
export const canary = 'sk-canary/0123+456789=abcdef';
/** A search that is soon over. */
export const small = ['--candidates', '4', '--trials', '5', '--seed', '0'];
export const runFiles = [
  ...['baseline.json', 'eval.json', 'journal.jsonl', 'program.json', 'report.html', 'report.md', 'run.json'],
  ...['snapshot.json', 'trials.jsonl'],
];

/** A declared role of two predictors, whose answers the scripted model grades. */
export const writer = `  writer:
    description: A writer plans a text, then writes it.
    predictors:
      outline:
        instructions: Plan the text about the topic.
        inputs: { topic: what the text is about }
        outputs: { plan: its outline }
      write:
        module: ChainOfThought
        instructions: Write the text to the plan.
        inputs: { topic: what the text is about, plan: its outline }
        outputs: { text: the text }
    metric: similarity
`;

/** Targets that the scripted model can reach, so that there is a Go. */
export const reachable = `  ba: { target: { metric: ba-quality, minimum: 0.5 } }
  qa: { target: { metric: qa-quality, minimum: 0.2 } }
`;

const repeat = <T>(from: number, count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(from + index));

export function qaRecord(number: number) {
  const story = `Story ${number}: somebody does thing ${number}`;
  const mentions = ['invalid', 'timeout', `limit ${number}`];
  return {
    story_id: `S${String(number).padStart(3, '0')}`,
    story_title: story,
    story_description: `As a user of part ${number} I want thing ${number} so that it is done.`,
    acceptance_criteria: [`thing ${number} is done`, `it says so in ${number} words`],
    happy_path: [`open part ${number}`, `thing ${number} is shown`],
    unhappy_paths: mentions.map((title) => ({ title, steps: [`bring about ${title}`], expected: `it says ${title}` })),
    required_mentions: mentions,
  };
}

function writerRecord(number: number) {
  const topic = `topic ${number} of many`;
  return { input: { topic }, output: { text: genericOutput(topic).join(' ') } };
}

export class Team extends Scratch {
  readonly endpoint: Endpoint;

  /** `config` is YAML; `roles` stand under `roles:` there. */
  constructor(endpoint: Endpoint, { config = '', roles = reachable + writer, evals = 10 } = {}) {
    super();
    this.endpoint = endpoint;
    this.env = {
      OPENAI_BASE_URL: endpoint.url,
      OPENAI_API_KEY: canary,
      XDG_CACHE_HOME: join(this.path, '.cache'),
    };
    const records = { ba: baRecord, qa: qaRecord, writer: writerRecord };
    for (const [role, record] of Object.entries(records)) {
      this.write(`data/production/${role}_train.jsonl`, jsonl(repeat(1, 8, record)));
      this.write(`data/production/${role}_eval.jsonl`, jsonl(repeat(101, evals, record)));
    }
    this.configure(`${config}roles:\n${roles}`);
  }

  configure(config: string): void {
    this.write('.github/goldgate.yml', config);
  }

  async tune(role: string, ...flags: string[]): Promise<Run & { run: string }> {
    const before = new Set(this.runs(role));
    const ran = await this.run('tune', role, '--model', 'scripted', ...(flags.length > 0 ? flags : small));
    const run = this.runs(role).find((name) => !before.has(name)) ?? '';
    return { ...ran, run: run && `artifacts/dspy/optimizer/${role}/${run}` };
  }

  runs(role: string): string[] {
    const folder = join(this.path, 'artifacts/dspy/optimizer', role);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  files(folder: string): string[] {
    return readdirSync(join(this.path, folder)).sort();
  }

  snapshot(run: string): Snapshot {
    return JSON.parse(this.read(`${run}/snapshot.json`));
  }

  trials(run: string): Trial[] {
    return this.lines(`${run}/trials.jsonl`) as Trial[];
  }

  lines(path: string): unknown[] {
    return this.read(path)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }

  /** What must be the same again: all but how long it took. */
  essence(run: string): string {
    const trials = this.trials(run).map((trial) => JSON.stringify({ ...trial, seconds: 0 }));
    return [this.read(`${run}/program.json`), ...trials].join('\n');
  }

  /** A command that is interrupted as soon as `when` says so, asked at each line on standard error. */
  async interrupted(args: readonly string[], when: () => boolean): Promise<Run> {
    const abort = new AbortController();
    const { host, out, err } = this.host();
    const watch = setInterval(() => when() && abort.abort(), 1);
    const noting: Host = { ...host, signal: abort.signal };
    try {
      const code = await runLine(args, noting);
      return { code, out: out.join(''), err: err.join('') };
    } finally {
      clearInterval(watch);
    }
  }

  /** The command line as a process. */
  spawn(args: readonly string[], { shell = '' } = {}) {
    const line = shell ? ['bash', ['-c', `${shell}; exec "$@"`, 'bash', node, cli, ...args]] : [node, [cli, ...args]];
    const env = { PATH: process.env.PATH, HOME: this.path, NO_COLOR: '1', ...this.env };
    const child = spawn(line[0] as string, line[1] as string[], {
      cwd: this.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      said.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said.err += chunk;
    });
    const ended = new Promise<Run>((resolve) =>
      child.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGKILL' ? -9 : -1), ...said })),
    );
    return { child, ended, said };
  }

  /** Every file below the folder, with its bytes. */
  everything(folder = '.'): Map<string, string> {
    const files = readdirSync(join(this.path, folder), { recursive: true, withFileTypes: true });
    return new Map(
      files
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
    );
  }
}

/** How many calls of a run were asked again after an answer stood in its journal. */
export function repeatedCalls(team: Team, run: string): { answered: number } {
  const known = new Set<string>();
  let answered = 0;
  for (const line of team.lines(`${run}/journal.jsonl`) as { call: string; reply?: unknown; reserved?: number }[]) {
    if (line.reply) known.add(line.call);
    else if (line.reserved !== undefined && known.has(line.call)) answered++;
  }
  return { answered };
}

/** What stands there is whole: JSON, lines of JSON, no temporary file. */
export function expectWhole(team: Team, folder: string): void {
  for (const [path, text] of team.everything(folder)) {
    expect(path).not.toMatch(/\.tmp$/);
    if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.toThrow();
    if (!path.endsWith('.jsonl')) continue;
    expect(text).toMatch(/\n$|^$/);
    for (const line of text.split('\n').slice(0, -1)) expect(() => JSON.parse(line), path).not.toThrow();
  }
}
