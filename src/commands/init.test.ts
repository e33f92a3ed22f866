import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { init } from './init.ts';
import { baLines, Scratch } from './scratch.ts';

const action = 'acme/goldgate@0123456789012345678901234567890123456789';
const outcomes = (out: string) =>
  Object.fromEntries(
    [...out.matchAll(/^(\S+) +(written|extended|rewritten|kept|current|left out) /gm)].map(([, a, b]) => [a, b]),
  );
const snapshot = (scratch: Scratch) =>
  (
    readdirSync(scratch.path, { recursive: true, withFileTypes: true }) as {
      name: string;
      parentPath: string;
      isFile(): boolean;
    }[]
  )
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git/') && !entry.parentPath.endsWith('.git'))
    .map((entry) => join(entry.parentPath, entry.name).slice(scratch.path.length + 1))
    .sort()
    .map((path) => [path, scratch.read(path)]);

test('a team with everything: files are extended, a second run changes nothing', async () => {
  using scratch = await Scratch.team();
  scratch.write('package.json', '{\n  "scripts": {\n    "test": "true"\n  }\n}\n');
  scratch.write('Makefile', 'all:\n\ttrue');
  scratch.write('.github/CODEOWNERS', '* @acme/devs\n');
  scratch.write('.github/PULL_REQUEST_TEMPLATE.md', '## What\r\n');
  scratch.commit();
  const { code, out } = await scratch.run('init');
  expect(code).toBe(0);
  expect(outcomes(out)).toEqual({
    '.github/goldgate.yml': 'left out',
    '.github/workflows/goldgate.yml': 'written',
    '.github/workflows/goldgate-nightly.yml': 'written',
    '.github/CODEOWNERS': 'extended',
    '.github/PULL_REQUEST_TEMPLATE.md': 'extended',
    '.gitattributes': 'written',
    '.gitignore': 'written',
    Makefile: 'extended',
    'package.json': 'extended',
  });
  expect(scratch.read('.github/CODEOWNERS')).toMatch(/^\* @acme\/devs\n\n[\s\S]*\/data\/production\/ {2}@acme\/devs\n/);
  expect(scratch.read('Makefile')).toMatch(/^all:\n\ttrue\n\n# goldgate:begin/);
  expect(scratch.read('.github/PULL_REQUEST_TEMPLATE.md')).toMatch(/^## What\r\n\r\n<!-- goldgate:begin/);
  expect(JSON.parse(scratch.read('package.json')).scripts).toHaveProperty('dspy-qa-lint', 'goldgate lint');
  const before = snapshot(scratch);
  expect(Object.values(outcomes((await scratch.run('init')).out)).sort()).toEqual([
    ...Array(8).fill('current'),
    'left out',
  ]);
  expect(snapshot(scratch)).toEqual(before);
  expect((await scratch.run('check')).code).toBe(0);
});

test('another layout gets a configuration that the gate takes, and is told of the manifest', async () => {
  using scratch = new Scratch();
  scratch.write('dspy_baseline/data/production/ba_train.jsonl', baLines(1, 20));
  scratch.write('dspy_baseline/data/production/ba_eval.jsonl', baLines(101, 5));
  scratch.write('tests/fixtures/ba_train.jsonl', baLines(1, 1));
  scratch.commit();
  const { out } = await scratch.run('init', '--owners', '@acme/data', '@ada');
  expect(out).toContain('1. No manifest yet: goldgate manifest update --curator NAME');
  expect(out).toContain('Datasets elsewhere are not gated: tests/fixtures/ (1)');
  expect(parse(scratch.read('.github/goldgate.yml'))).toEqual({
    datasets: ['dspy_baseline/data/production/*.jsonl'],
    manifest: 'dspy_baseline/data/production/manifest.json',
  });
  expect(scratch.read('.github/CODEOWNERS')).toContain('/dspy_baseline/data/production/ @acme/data @ada\n');
  expect((await scratch.run('manifest', 'update', '--curator', 'ada')).code).toBe(0);
  expect((await scratch.run('check')).code).toBe(0);
});

test('a dry run writes nothing', async () => {
  using scratch = await Scratch.team();
  scratch.commit();
  const before = snapshot(scratch);
  expect((await scratch.run('init', '--dry-run')).out).toMatch(/^This is what would be written/);
  expect(snapshot(scratch)).toEqual(before);
});

test('what others wrote stays, unless it is forced; what was edited stays too', async () => {
  using scratch = await Scratch.team();
  scratch.write('.github/workflows/goldgate.yml', 'name: mine\n');
  scratch.commit();
  expect(outcomes((await scratch.run('init')).out)).toMatchObject({ '.github/workflows/goldgate.yml': 'kept' });
  expect(scratch.read('.github/workflows/goldgate.yml')).toBe('name: mine\n');
  const edited = scratch.read('.gitattributes').replace('-text', 'binary');
  scratch.write('.gitattributes', edited);
  expect(outcomes((await scratch.run('init')).out)).toMatchObject({ '.gitattributes': 'kept' });
  expect(scratch.read('.gitattributes')).toBe(edited);
  await scratch.run('init', '--force');
  expect(scratch.read('.github/workflows/goldgate.yml')).toContain('permissions: {}');
  expect(scratch.read('.gitattributes')).not.toContain('binary');
});

test('placeholders give way to what is known later, and never come back', async () => {
  using scratch = await Scratch.team();
  scratch.commit();
  scratch.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  await scratch.run('init');
  expect(scratch.read('.github/CODEOWNERS')).toContain('# /data/production/  @acme/YOUR-CURATORS');
  await init(scratch.host().host, { owners: ['@ada'], action });
  expect(scratch.read('.github/CODEOWNERS')).toContain('\n/data/production/  @ada\n');
  expect(scratch.read('.github/workflows/goldgate.yml')).toContain(`uses: ${action}\n`);
  const before = snapshot(scratch);
  await scratch.run('init', '--force');
  expect(snapshot(scratch)).toEqual(before);
  const { out } = scratch.host();
  expect(await init({ ...scratch.host().host, print: (text) => void out.push(text) }, {})).toBe(0);
  expect(out.join('')).not.toContain('RELEASE-SHA');
});

test('a workflow of another name that runs Goldgate is enough', async () => {
  using scratch = await Scratch.team();
  scratch.write('.github/workflows/ci.yml', `on: pull_request\njobs: {a: {steps: [{uses: ${action}}]}}\n`);
  scratch.commit();
  const { out } = await scratch.run('init');
  expect(out).toContain('.github/workflows/ci.yml runs Goldgate already');
  expect(existsSync(join(scratch.path, '.github/workflows/goldgate.yml'))).toBe(false);
});

test('--tune writes the tuning workflows for the roles that can be tuned, and says what is left to do', async () => {
  using scratch = await Scratch.team();
  scratch.write('data/production/qa_train.jsonl', '{}\n');
  scratch.commit();
  const { code, out } = await scratch.run('init', '--tune', 'openai-key', '--action', action);
  expect(code).toBe(0);
  expect(outcomes(out)).toMatchObject({
    '.github/workflows/tune.yml': 'written',
    '.github/workflows/retune.yml': 'written',
  });
  expect(out).toContain('Put OPENAI_API_KEY into the repository’s secrets');
  const tune = parse(scratch.read('.github/workflows/tune.yml'));
  expect(tune.on.workflow_dispatch.inputs.role.options).toEqual(['ba']);
  expect(tune.jobs.tune.steps.at(-2).uses).toBe(action);
  const again = outcomes((await scratch.run('init', '--tune', 'openai-key')).out);
  expect(again['.github/workflows/tune.yml']).toBe('current');
  const other = outcomes((await scratch.run('init', '--tune', 'ollama')).out);
  expect(other['.github/workflows/retune.yml']).toBe('kept');
  expect((await scratch.run('doctor')).out).not.toMatch(/may write|placeholder/);
  const wrong = await scratch.run('init', '--tune', 'github-models');
  expect([wrong.code, wrong.err]).toEqual([
    2,
    expect.stringContaining('--tune takes openai-workload-identity, openai-key'),
  ]);
});

test.each([
  '',
  'node_modules/\n',
  'artifacts/\n',
  '/artifacts\n',
  'artifacts/*\n',
  'artifacts/dspy/\n',
  '**/dspy/**\n',
])('after %j git hides runs and shows pilots', async (ignored) => {
  using scratch = await Scratch.team();
  scratch.write('.gitignore', ignored);
  scratch.commit();
  await scratch.run('init');
  const runs = 'artifacts/dspy/optimizer';
  const shown = [`${runs}/pilots.jsonl`, `${runs}/pilots/ba/1/program.json`];
  for (const path of [...shown, `${runs}/report.md`, `${runs}/ba/1/run.json`, '.goldgate-cache/x']) {
    scratch.write(path, 'x');
  }
  if (/^\/?artifacts(\/\*?)?\n/.test(ignored)) scratch.write('artifacts/other/x', 'x');
  const untracked = scratch.git('ls-files', '--others', '--exclude-standard').split('\n');
  expect(untracked.filter((path) => /^(artifacts|\.goldgate)/.test(path)).sort()).toEqual(shown);
  const before = scratch.read('.gitignore');
  await scratch.run('init');
  expect(scratch.read('.gitignore')).toBe(before);
});

test('nothing is written through a link', async () => {
  using outside = new Scratch();
  using scratch = await Scratch.team();
  symlinkSync(outside.path, join(scratch.path, '.github'));
  symlinkSync(join(outside.path, 'x'), join(scratch.path, '.gitattributes'));
  mkdirSync(join(scratch.path, 'Makefile'));
  const { code, out } = await scratch.run('init');
  expect(code).toBe(0);
  expect(out).toContain('is a symbolic link: not touched');
  expect(readdirSync(outside.path)).toEqual([]);
});

test('a broken configuration is named, not overwritten', async () => {
  using scratch = await Scratch.team();
  scratch.write('.github/goldgate.yml', 'datasets: [\n');
  const { code, err } = await scratch.run('init');
  expect(code).toBe(2);
  expect(err).toContain('.github/goldgate.yml:');
});

test('wrong flags say what is right', async () => {
  using scratch = new Scratch();
  expect((await scratch.run('init', '--owners', 'ada')).err).toContain('--owners takes @user');
  await expect(init(scratch.host().host, { action: 'x; rm' })).rejects.toThrow('--action takes');
});

test('an empty folder without git is set up for the default layout', async () => {
  using scratch = new Scratch();
  const { code, out } = await scratch.run('init');
  expect(code).toBe(0);
  expect(out).toContain('No dataset found: put {role}_{split}.jsonl');
  expect(out).toContain('`git init` first');
});

const reviewed = '.github/workflows/goldgate-review.yml';

test('double review by workflow: two workflows and a policy, which a second run leaves alone', async () => {
  using scratch = await Scratch.team();
  scratch.commit();
  const flags = ['--app', 'workflow', '--owners', '@ada', '@grace', '--action', action];
  const { out } = await scratch.run('init', ...flags);
  expect(outcomes(out)).toMatchObject({
    '.github/goldgate.yml': 'written',
    '.github/workflows/goldgate.yml': 'written',
    '.github/workflows/goldgate-review-trigger.yml': 'written',
    [reviewed]: 'written',
  });
  expect(parse(scratch.read('.github/goldgate.yml'))).toEqual({
    review: { approvals: 2, curators: { users: ['ada', 'grace'] } },
  });
  expect(parse(scratch.read(reviewed)).on.workflow_run.workflows).toContain('goldgate nightly');
  expect(out).toContain('require the check goldgate/double-review');
  expect(out).not.toContain('cannot read who is in a team');
  const before = snapshot(scratch);
  const again = outcomes((await scratch.run('init', ...flags)).out);
  expect(Object.values(again).filter((outcome) => outcome !== 'kept' && outcome !== 'left out')).toEqual(
    Array(Object.keys(again).length - 1).fill('current'),
  );
  expect(snapshot(scratch)).toEqual(before);
  const { out: other } = await scratch.run('init', '--app', 'server');
  expect(other.match(/goldgate-review(?:-trigger)?\.yml .*remove it: the App posts the same check/g)).toHaveLength(2);
});

test('a configuration keeps what it says, and gets a policy that nothing passes before somebody is named', async () => {
  using scratch = await Scratch.team();
  const own = '# ours\r\nrules:\r\n  no-strays: off # why not';
  scratch.write('.github/goldgate.yml', own);
  scratch.git('init', '--quiet');
  scratch.git('remote', 'add', 'origin', 'https://github.com/acme/data.git');
  scratch.commit();
  const { out } = await scratch.run('init', '--app', 'server');
  const text = scratch.read('.github/goldgate.yml');
  expect(text.startsWith(`${own}\r\n\r\n# Who must approve`)).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(parse(text).review.curators).toEqual({ teams: ['acme/YOUR-CURATORS'] });
  expect(outcomes(out)['.github/goldgate.yml']).toBe('extended');
  expect(out).toContain('Name who approves below `review:`');
  expect(out).toContain('Create the App from app.yml');
  expect(existsSync(join(scratch.path, reviewed))).toBe(false);
  await scratch.run('init', '--app', 'server');
  expect(scratch.read('.github/goldgate.yml')).toBe(text);
  for (const owner of ['@acme/data', '@eve']) await scratch.run('init', '--app', 'server', '--owners', owner);
  const named = scratch.read('.github/goldgate.yml');
  expect(named.startsWith(own)).toBe(true);
  expect(parse(named).review.curators).toEqual({ teams: ['acme/data'] });
});

test('teams that a workflow cannot see are told at once; a review of the team’s own is enough; a gate is written beside it', async () => {
  using scratch = await Scratch.team();
  const { out } = await scratch.run('init', '--app', 'workflow', '--owners', '@acme/data');
  expect(out).toContain('cannot read who is in a team');
  scratch.remove('.github/workflows');
  scratch.write('.github/workflows/mine.yml', `jobs: {a: {steps: [{uses: ${action}, with: {command: review}}]}}\n`);
  const again = outcomes((await scratch.run('init', '--app', 'workflow')).out);
  expect(again[reviewed]).toBe('left out');
  expect(again['.github/workflows/goldgate.yml']).toBe('written');
  expect((await scratch.run('init', '--app', 'cloud')).err).toContain('--app takes workflow or server, not "cloud"');
});
