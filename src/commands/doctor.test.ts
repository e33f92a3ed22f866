import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderReviewPolicy } from '../init/review-policy.ts';
import { init } from './init.ts';
import { baLines, Scratch, train } from './scratch.ts';

const action = 'acme/goldgate@0123456789012345678901234567890123456789';

/** A team after `init`, with nothing to mend. */
async function healthy(): Promise<Scratch> {
  const scratch = await Scratch.team();
  scratch.write('data/qa_eval.yaml', 'cases: []\n');
  scratch.write('planning/stories.yaml', '[]\n');
  scratch.write('artifacts/dspy/testcases/.keep', '');
  scratch.git('init', '--quiet');
  await init(scratch.host().host, { owners: ['@ada'], action });
  scratch.commit();
  return scratch;
}

async function ailments(scratch: Scratch, ...flags: string[]) {
  const { code, out } = await scratch.run('doctor', '--format', 'json', ...flags);
  const { checks, verdict } = JSON.parse(out) as {
    verdict: string;
    checks: { state: string; message: string; mend?: string }[];
  };
  expect(verdict).toBe(code === 0 ? 'fine' : 'fault');
  return checks.filter(({ state }) => state !== 'fine').map(({ state, message }) => `${state}: ${message}`);
}

test('what init has set up is fine', async () => {
  using scratch = await healthy();
  expect(await ailments(scratch)).toEqual([]);
  const { code, out } = await scratch.run('doctor');
  expect(code).toBe(0);
  expect(out).toMatch(/\n\nNothing is wrong\.\n$/);
});

const first = (scratch: Scratch, text: string) => scratch.write(train, `${text}${scratch.read(train)}`);
test.each<[string, (scratch: Scratch) => void, RegExp[]]>([
  [
    'a broken configuration',
    (s) => s.write('.github/goldgate.yml', 'datasets: 3\nx: 1\n'),
    [/yml:1: `datasets`/, /yml:2: unknown key `x`/],
  ],
  [
    'an empty glob',
    (s) => s.write('.github/goldgate.yml', 'datasets: [data/production/*.jsonl, more/*.jsonl]\n'),
    [/^fault: more\/\*\.jsonl matches no file/],
  ],
  [
    'a path that is not there',
    (s) => s.write('.github/goldgate.yml', 'stories: a.yaml\n'),
    [/^fault: stories: a\.yaml does not exist/],
  ],
  [
    'a schema that is not there',
    (s) => s.write('.github/goldgate.yml', 'roles: {ba: {schema: a.json}}\n'),
    [/roles\.ba\.schema: a\.json does not exist/],
  ],
  [
    'a schema that is no JSON',
    (s) => [s.write('.github/goldgate.yml', 'roles: {ba: {schema: a.json}}\n'), s.write('a.json', '{')],
    [/a\.json is no JSON/],
  ],
  [
    'no manifest',
    (s) => s.remove('data/production/manifest.json'),
    [/^fault: data\/production\/manifest\.json does not exist/],
  ],
  ['no test cases', (s) => s.remove('artifacts/dspy/testcases'), [/^hint: no artifacts\/dspy\/testcases/]],
  [
    'forgotten datasets',
    (s) => s.write('data/synthetic/ba_train.jsonl', baLines(1, 1)),
    [/^hint: 1 dataset in data\/synthetic\/ is not gated/],
  ],
  [
    'a dataset that is a link',
    (s) => symlinkSync('ba_eval.jsonl', join(s.path, 'data/production/qa_eval.jsonl')),
    [/qa_eval\.jsonl is a symbolic link/],
  ],
  [
    'an LFS pointer',
    (s) => first(s, 'version https://git-lfs.github.com/spec/v1\n'),
    [/ba_train\.jsonl is a Git LFS pointer/],
  ],
  [
    'line ends',
    (s) => s.write('.gitattributes', '*.jsonl text=auto\nmanifest.json -text\n'),
    [/^fault: .*git converts line ends/],
  ],
  ['CRLF', (s) => s.write('.gitattributes', '* text eol=crlf\n'), [/^fault: .*git converts line ends/]],
  ['no attributes', (s) => s.git('rm', '--quiet', '.gitattributes'), [/^hint: .*a clone on Windows/]],
  [
    'no attributes and autocrlf',
    (s) => [s.git('rm', '--quiet', '.gitattributes'), s.git('config', 'core.autocrlf', 'true')],
    [/^fault: .*core\.autocrlf is true here/],
  ],
  ['LFS', (s) => s.write('.gitattributes', '*.jsonl filter=lfs -text\nmanifest.json -text\n'), [/kept in Git LFS/]],
  [
    'ignored data',
    (s) => [s.write('.gitignore', '*_val.jsonl\n'), s.write('data/production/ba_val.jsonl', baLines(300, 1))],
    [/ba_val\.jsonl is ignored by git/],
  ],
  [
    'no workflow',
    (s) => s.remove('.github/workflows'),
    [/no workflow runs Goldgate on pull requests/, /on a schedule/],
  ],
  [
    'a shallow checkout',
    (s) =>
      s.write(
        '.github/workflows/goldgate.yml',
        s.read('.github/workflows/goldgate.yml').replace('fetch-depth: 0', 'fetch-depth: 1'),
      ),
    [/the checkout is shallow/],
  ],
  [
    'nobody owns the data',
    (s) => s.write('.github/CODEOWNERS', '/src/ @ada\n'),
    [/^fault: \.github\/CODEOWNERS names no owner for data\/production\/manifest\.json/],
  ],
  ['no owners', (s) => s.remove('.github/CODEOWNERS'), [/^fault: no CODEOWNERS/]],
  [
    'a placeholder approves',
    (s) => s.write('.github/goldgate.yml', renderReviewPolicy([], 'acme')),
    [/^fault: `review:` names acme\/YOUR-CURATORS, a placeholder/],
  ],
])('%s', async (_, harm, expected) => {
  using scratch = await healthy();
  harm(scratch);
  const found = await ailments(scratch);
  expect(found).toHaveLength(expected.length);
  for (const [n, pattern] of expected.entries()) expect(found[n]).toMatch(pattern);
});

test('a double review without a policy, or with one that its token cannot follow', async () => {
  using scratch = await healthy();
  await init(scratch.host().host, { app: 'workflow', owners: ['@ada', '@grace'], action });
  expect(await ailments(scratch)).toEqual([]);
  const policy = scratch.read('.github/goldgate.yml');
  scratch.write(
    '.github/goldgate.yml',
    policy.replace('users:', 'teams:').replace('"ada"', '"acme/data"').replace(', "grace"', ''),
  );
  expect(await ailments(scratch)).toEqual([
    expect.stringMatching(/^fault: `review:` names acme\/data, and a workflow’s token/),
  ]);
  scratch.write('.github/goldgate.yml', '# none\n');
  expect(await ailments(scratch)).toEqual([expect.stringMatching(/^fault: .*yml has no `review:`/)]);
});

test('a shallow clone, and no git at all', async () => {
  using scratch = await healthy();
  scratch.commit('another');
  using clone = new Scratch();
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${scratch.path}`, '.'], { cwd: clone.path });
  expect(await ailments(clone)).toContain('fault: the clone is shallow: --base cannot reach the common ancestor');
  using none = new Scratch();
  expect(await ailments(none)).toContain('fault: this is no git repository');
});

test('the model, without its secrets', async () => {
  using scratch = await healthy();
  scratch.env = { OPENAI_BASE_URL: 'https://user:secret@models.example/v1', OPENAI_API_KEY: 'canary' };
  const { out } = await scratch.run('doctor');
  expect(out).toContain('testcases asks models.example');
  expect(out).not.toMatch(/secret|canary/);
  scratch.env = { OPENAI_BASE_URL: 'nonsense' };
  expect(await ailments(scratch)).toEqual(['fault: the base URL of the model is no URL']);
  scratch.env = { DSPY_QA_STUB: '1' };
  expect((await scratch.run('doctor')).out).toContain('writes stubs');
});

test('a configuration that was named and is not there', async () => {
  using scratch = await healthy();
  expect(await ailments(scratch, '--config', 'no.yml')).toContain('fault: no.yml does not exist');
  expect((await scratch.run('doctor', '--format', 'xml')).code).toBe(2);
});
