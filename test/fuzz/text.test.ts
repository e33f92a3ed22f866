// Damaged Markdown, YAML, CSV, configurations and baselines through the parsers that the gate uses, and all rules and
// renderers over what comes out.

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { baselineOf } from '../../src/adapters/config-file.ts';
import { defaultConfig } from '../../src/config/config.ts';
import { checkLoosening } from '../../src/config/loosening.ts';
import { keyLocator, parseConfig } from '../../src/config/parse.ts';
import { SetupError } from '../../src/core/errors.ts';
import { parseStories } from '../../src/planning/stories.ts';
import { parseTasks } from '../../src/planning/tasks.ts';
import { parseExpectations } from '../../src/testcases/expectations.ts';
import type { TestcaseFacts } from '../../src/testcases/facts.ts';
import { parseTestcases } from '../../src/testcases/parse.ts';
import { campaign } from './campaign.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { checkReports } from './report.ts';

const data = (path: string) => readFileSync(new URL(`../../data/${path}`, import.meta.url));
const piece = (bytes: Buffer, most = 1500) => bytes.subarray(0, most);
const drawFrom = (name: string, corpus: Buffer[], most?: number) => {
  const random = new Random(name);
  return () => mutate(random, corpus, most);
};
/** A lone carriage return ends a line to some, and not to others. */
const linesOf = (text: string) => text.split(/[\r\n]/).length;

/** Every problem stands on a line of the text. */
function holdLines(problems: readonly { line: number; message: string }[], text: string): void {
  for (const { line, message } of problems) {
    const right = Number.isInteger(line) && line >= 1 && line <= linesOf(text) + 1 && message !== '';
    if (!right) throw new Error(`a problem on line ${line} of ${linesOf(text)}: ${JSON.stringify(message)}`);
  }
}

const stories = parseStories(data('planning/stories.yaml').toString(), 'planning/stories.yaml');
const expectations = parseExpectations(data('qa_eval.yaml').toString(), 'data/qa_eval.yaml');
const testcases: TestcaseFacts = {
  folder: 'testcases',
  present: true,
  files: ['S001', 'S002'].map((id) => parseTestcases(data(`testcases/${id}.md`).toString(), `testcases/${id}.md`)),
  expectations,
};

test('test cases in Markdown', async () => {
  const corpus = ['S001', 'S003', 'S005'].map((id) => data(`testcases/${id}.md`));
  await campaign(5000, drawFrom('markdown', corpus), (bytes) => {
    const text = bytes.toString();
    const file = parseTestcases(text, 'testcases/S001.md');
    holdLines(file.problems, text);
    holdLines(
      file.sections.map(({ line }) => ({ line, message: 'section' })),
      text,
    );
    holdLines(
      file.sections.flatMap(({ cases }) => cases.map(({ line }) => ({ line, message: 'case' }))),
      text,
    );
    const facts = { ...testcases, files: [file] };
    checkReports({ testcases: facts, planning: { stories, tasks: null, testcases: facts } });
  });
});

test('stories', async () => {
  await campaign(
    5000,
    drawFrom('stories', [piece(data('planning/stories.yaml')), Buffer.from('- id: S1\n')]),
    (bytes) => {
      const text = bytes.toString();
      const parsed = parseStories(text, 'planning/stories.yaml');
      holdLines(parsed.problems, text);
      holdLines(
        parsed.stories.map(({ line }) => ({ line, message: 'story' })),
        text,
      );
      checkReports({ testcases, planning: { stories: parsed, tasks: null, testcases } });
    },
  );
});

test('expectations', async () => {
  await campaign(5000, drawFrom('expectations', [piece(data('qa_eval.yaml'))]), (bytes) => {
    const text = bytes.toString();
    const parsed = parseExpectations(text, 'data/qa_eval.yaml');
    holdLines(parsed.problems, text);
    checkReports({ testcases: { ...testcases, expectations: parsed } });
  });
});

test('tasks', async () => {
  await campaign(
    5000,
    drawFrom('tasks', [piece(data('planning/tasks.csv')), Buffer.from('id,story\nT1,"S1"\n')]),
    (bytes) => {
      const text = bytes.toString();
      const tasks = parseTasks(text, 'planning/tasks.csv');
      holdLines(tasks.problems, text);
      checkReports({ planning: { stories, tasks, testcases } });
    },
  );
});

const configs = [
  'datasets: ["data/*.jsonl", "!data/x.jsonl"]\nmanifest: data/manifest.json\nfail-on: warning\n',
  "rules:\n  no-leakage: off\n  no-near-duplicates:\n    threshold: 0.9\n    paths:\n      - match: ['**/*_eval.jsonl']\n        level: notice\n",
  'roles: {architect: {schema: schemas/a.json}}\nlimits: {depth: 32, line-bytes: 4096}\nmodel: {name: x}\n',
].map((text) => Buffer.from(text));

test('configurations', async () => {
  await campaign(5000, drawFrom('config', configs), (bytes) => {
    const text = bytes.toString();
    const parsed = parseConfig(text);
    if ('problems' in parsed) {
      expect(parsed.problems.length).toBeGreaterThan(0);
      return holdLines(parsed.problems, text);
    }
    const loosened = [...checkLoosening(defaultConfig, parsed.config, '.github/goldgate.yml', keyLocator(text))];
    holdLines(loosened, text);
    checkReports({ testcases, change: { loosened, removed: [], dropped: [] } }, parsed.config);
  });
});

test('baselines', async () => {
  const entry = { rule: 'record-schema', identity: 'abc /x', path: 'data/a.jsonl' };
  const corpus = [{ version: 1, findings: [entry, { ...entry, identity: 'def' }] }];
  const draw = drawFrom(
    'baseline',
    corpus.map((file) => Buffer.from(JSON.stringify(file, null, 1))),
  );
  await campaign(4000, draw, (bytes) => {
    const text = bytes.toString();
    try {
      holdLines(
        [...baselineOf(text, 'x').values()].map(({ line }) => ({ line, message: 'entry' })),
        text,
      );
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
    }
  });
});
