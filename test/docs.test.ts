// What the documents show works: configurations parse, flags exist, links lead somewhere, messages are the real ones.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { guardedFetch } from '../src/adapters/guarded-fetch.ts';
import { failureOf, readAnswer } from '../src/adapters/model-answer.ts';
import { actionInputs } from '../src/commands/action-interface.ts';
import { findRole } from '../src/commands/find-role.ts';
import type { Host } from '../src/commands/host.ts';
import { runLine } from '../src/commands/line.ts';
import { parseConfig } from '../src/config/parse.ts';
import { reasonOf } from '../src/core/errors.ts';
import { tuneModelNames } from '../src/init/tune-models.ts';
import { parseExamples } from '../src/program/parse-examples.ts';
import { ba } from '../src/program/roles/ba.ts';
import { qa } from '../src/program/roles/qa.ts';

const root = join(import.meta.dirname, '..');
const documents = ['README.md', 'CONTRIBUTING.md', 'data/README.md', 'bench/README.md']
  .concat(readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const textOf = (path: string) => documents.find((document) => document.path === path)?.text ?? '';

interface Fence {
  at: string;
  language: string;
  body: string;
}

const fences: Fence[] = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = '', 2: body = '' }) => ({
    ...{ at: `${path}:${text.slice(0, index).split('\n').length}`, language, body },
  })),
);
const inLanguage = (language: string) => fences.filter((fence) => fence.language === language);
const isWorkflow = ({ body }: Fence) => /^jobs:/m.test(body);
const configurations = inLanguage('yaml').filter((fence) => !isWorkflow(fence));

test('there are examples to look at', () => {
  expect(configurations.length).toBeGreaterThan(6);
  expect(commandLines.length).toBeGreaterThan(20);
  expect(links.length).toBeGreaterThan(10);
});

const fitsSchema = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(join(root, 'docs/config.schema.json'), 'utf8')),
);

test.each(configurations)('the configuration at $at parses, and its roles can be tuned', ({ body }) => {
  const parsed = parseConfig(body);
  expect(parsed).toHaveProperty('config');
  expect(fitsSchema(parse(body)), JSON.stringify(fitsSchema.errors)).toBe(true);
  if (!('config' in parsed)) return;
  const roles = Object.entries(parsed.config.roles).filter(
    ([, { schema, ...declared }]) => Object.keys(declared).length > 0,
  );
  for (const [name] of roles) expect(findRole(parsed.config, name).program.predictors.length).toBeGreaterThan(0);
});

test('a configuration with a flaw fits neither parser nor schema', () => {
  for (const flaw of [{ metric: { regexp: 1 } }, { metric: 'exakt' }, { metric: { judge: 0.5 } }, { limit: {} }]) {
    expect(fitsSchema({ roles: { ba: flaw } }), JSON.stringify(flaw)).toBe(false);
  }
  expect(parseConfig('roles: {ba: {limit: {}}}')).toHaveProperty('problems');
});

test.each(inLanguage('yaml').filter(isWorkflow))('the workflow at $at gives inputs that the Action has', ({ body }) => {
  const { jobs } = parse(body) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> };
  const ours = Object.values(jobs).flatMap(({ steps }) =>
    steps.filter(({ uses }) => uses?.startsWith('OWNER/goldgate@')),
  );
  expect(ours).not.toEqual([]);
  for (const step of ours)
    for (const key of Object.keys(step.with ?? {})) expect(Object.keys(actionInputs)).toContain(key);
});

test('the record of the declared role is an example of it', () => {
  const { body } = configurations.find(({ body }) => body.includes('architect:\n    description')) as Fence;
  const { config } = parseConfig(body) as { config: Parameters<typeof findRole>[0] };
  const [record] = inLanguage('json').filter(({ at }) => at.startsWith('docs/tuning.md'));
  const { examples, unusable } = parseExamples(record?.body ?? '', 'docs/tuning.md', findRole(config, 'architect'));
  expect({ examples: examples.length, unusable }).toEqual({ examples: 1, unusable: [] });
});

test.each(inLanguage('json'))('the JSON at $at is JSON', ({ body }) => {
  for (const line of body.trim().split('\n')) JSON.parse(line);
});

test.each(inLanguage('js'))('the script at $at is one, and imports what there is', async ({ body }) => {
  const { status, stderr } = spawnSync(process.execPath, ['--check', '--input-type=module', '-'], {
    input: body,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  for (const [, names = '', from] of body.matchAll(/^import \{ (.*) \} from '(.*)'/gm)) {
    expect(from).toBe('goldgate/runtime');
    const runtime: object = await import('../src/runtime.ts');
    for (const name of names.split(', ')) expect(runtime).toHaveProperty(name);
  }
});

test('the Python program has the fields of the built-in roles', () => {
  const fields = ({ inputs, outputs }: { inputs: object; outputs: object }) =>
    [inputs, outputs].map((side) => Object.keys(side).join(', ')).join(' -> ');
  const [python] = inLanguage('python');
  expect(python?.body).toContain(`self.generate = dspy.Predict(\n            "${fields(ba)}"\n`);
  expect(python?.body).toContain(`dspy.ChainOfThought("${fields(qa)}")`);
});

/** From fences of shell, and from code in a sentence that begins with the command; without comments and pipes. */
const commandLines = [
  ...inLanguage('sh').flatMap(({ at, body }) => body.split('\n').map((line) => ({ at, line }))),
  ...documents.flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:goldgate|node (?:PATH\/)?dist\/cli\.js) [^`]+)`/g)].map(([, line = '']) => ({
      at: path,
      line,
    })),
  ),
].flatMap(({ at, line }) => {
  const [, command] = /(?:^|\| |&& )(?:goldgate|node (?:PATH\/)?dist\/cli\.js)((?: [^|&#]*)?)/.exec(line) ?? [];
  return command?.trim() ? [{ at, words: command.trim().split(/\s+/) }] : [];
});

async function helpOf(path: readonly string[]): Promise<string> {
  let text = '';
  const print = (part: string) => {
    text += part;
  };
  await runLine([...path, '--help'], { print, note: print, signal: new AbortController().signal } as unknown as Host);
  return text;
}

test.each(commandLines)('goldgate $words exists ($at)', async ({ words: [name = '', ...words] }) => {
  const path = [name];
  let help = await helpOf(path);
  expect(help).toContain(`Usage: goldgate ${name}`);
  if (new RegExp(`^  ${words[0]}\\b`, 'm').test(help.split('Commands:')[1] ?? '')) {
    path.push(words.shift() as string);
    help = await helpOf(path);
  }
  const flags = new Map([...help.matchAll(/^ {2}(--[\w-]+)(?: ([<[]\S+))?/gm)].map(([, flag, takes]) => [flag, takes]));
  let operands = 0;
  while (words.length > 0) {
    const [word = '', given] = (words.shift() as string).split('=');
    if (!word.startsWith('-')) operands += 1;
    else {
      expect([...flags.keys()]).toContain(word);
      if (flags.get(word) && given === undefined) expect(words.shift(), word).toBeDefined();
    }
  }
  const [, usage = ''] = /^Usage: goldgate (.*)$/m.exec(help) ?? [];
  const takes = [...usage.replace(/\[(?:options|command)\]/g, '').matchAll(/[<[][\w.…-]+[>\]]/g)].length;
  expect(operands <= takes || /\.\.\.[>\]]/.test(usage), usage).toBe(true);
});

test('the README names every command', async () => {
  const [, commands = ''] = (await helpOf([])).split('Commands:');
  const names = [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
  const table = [...textOf('README.md').matchAll(/^\| `.*?` +\|/gm)].join('\n');
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(table).toMatch(new RegExp(`\`${name}\\b`));
});

test('every part of src that CONTRIBUTING names is there, and it names every part', () => {
  const [, tree = ''] = /```\n(src[\s\S]*?)```/.exec(textOf('CONTRIBUTING.md')) ?? [];
  const named = [...tree.matchAll(/\bsrc\/([\w.]+)/g)].map(([, name]) => name);
  const there = readdirSync(join(root, 'src')).filter((name) => !name.endsWith('.test.ts'));
  expect(named.sort()).toEqual(there.sort());
});

test('what init can write is what the documents say', () => {
  for (const name of tuneModelNames) expect(textOf('docs/tuning.md')).toContain(`\`${name}\``);
});

const links = documents.flatMap(({ path, text }) =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\((?!https?:)([^)\s]*?)(?:#([^)\s]+))?\)/g)].map(
    ([, to = '', anchor]) => ({ path, to, anchor }),
  ),
);

test.each(links)('$path links to $to $anchor', ({ path, to, anchor }) => {
  const target = to === '' ? path : relative(root, resolve(root, dirname(path), to));
  expect(existsSync(join(root, target))).toBe(true);
  if (anchor === undefined) return;
  const headings = [...textOf(target).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  expect(headings).toContain(anchor);
});

const endpoint = {
  baseUrl: 'https://HOST/v1',
  name: 'NAME',
  key: 'x',
  keyFrom: 'OPENAI_API_KEY',
  allowed: false,
} as const;
const refusal = (status: number, code?: string) =>
  failureOf(Object.assign(new Error('said'), { status, code, headers: new Headers() }), endpoint, (text) => text)
    .message;
const answerOf = (answer: unknown) => {
  try {
    return readAnswer(answer, 'HOST', [], 1).text;
  } catch (error) {
    return (error as Error).message;
  }
};

async function refusalOf(args: readonly string[], env: Host['env'] = {}): Promise<string> {
  let said = '';
  const note = (part: string) => {
    said += part;
  };
  const host = {
    cwd: root,
    env,
    print: note,
    note,
    now: () => new Date(),
    color: false,
    signal: new AbortController().signal,
  };
  expect(
    await runLine(['tune', 'ba', '--dry-run', ...args], { ...host, interactive: false, grace: { seconds: 0 } } as Host),
  ).toBe(2);
  return said.replace(/^goldgate: /, '');
}
const rejection = (url: string) => guardedFetch(false)(url).then(String, reasonOf);
const local = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };

test.each([
  await refusalOf(['--model', 'NAME']),
  await refusalOf(['--model', 'NAME'], { OPENAI_API_KEY: 'x' }),
  await refusalOf(['--model', 'NAME', '--candidates', '8'], local),
  await refusalOf(['--model', 'NAME', '--trials', '8'], local),
  (await rejection('https://10.0.0.1/v1')).replace('10.0.0.1', 'HOST'),
  (await rejection('http://93.184.216.34/v1')).replace('93.184.216.34', 'HOST'),
  refusal(401),
  refusal(404),
  refusal(429, 'insufficient_quota'),
  refusal(429),
  refusal(500),
  refusal(302),
  refusal(400),
  failureOf(new SyntaxError('said'), endpoint, String).message,
  failureOf(new Error('said'), endpoint, String).message,
  answerOf({ choices: [{ message: { content: '' } }] }),
  answerOf({ error: 'said' }),
])('docs/tuning.md tells what "%s" means', (message) => {
  const rows = [...textOf('docs/tuning.md').matchAll(/^\| (`.*`) +\|.*\|.*\|$/gm)].map(([, cell = '']) => cell);
  const told = rows.flatMap((cell) => [...cell.matchAll(/`([^`]{12,})`/g)].map(([, begin = '']) => begin));
  const real = message.replace(/^host\b/, 'HOST');
  expect(told.filter((begin) => real.startsWith(begin))).toHaveLength(1);
});
