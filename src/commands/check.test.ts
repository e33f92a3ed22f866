import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baLines, baRecord, held, jsonl, manifest, Scratch, train } from './scratch.ts';

let team: Scratch;
beforeEach(async () => {
  team = await Scratch.team();
});
afterEach(() => team[Symbol.dispose]());

describe('the verdict', () => {
  test('is a pass for the default layout, with no configuration and no git', async () => {
    const { code, out, err } = await team.run('check');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/✓ pass .* in 2 files, 25 records/);
    expect(out).toContain('Completeness    100 %');
  });

  test('is the same from a folder below, and for paths named from there', async () => {
    team.commit();
    team.write(train, `${baLines(1, 19)}{"concept": 1}\n`);
    const schema = ['--rule', 'valid-json', '--rule', 'record-schema', '--format', 'json'];
    const fromRoot = await team.run('check', train, ...schema);
    expect(fromRoot.code).toBe(1);
    expect(await team.runIn('data', 'check', 'production/ba_train.jsonl', ...schema)).toEqual(fromRoot);
    expect(await team.runIn('data/production', 'check', './ba_train.jsonl', ...schema)).toEqual(fromRoot);
    expect(await team.run('check', join(team.path, train), ...schema)).toEqual(fromRoot);
  });

  test('each problem of a line is a finding of its own, with pointer, in natural order', async () => {
    const record = baRecord(1);
    const items = Array.from({ length: 12 }, (_, index) => ({ id: `C${index}`, description: 'x', priority: 'Urgent' }));
    record.requirements.constraints = items.slice(0, 12);
    team.write(train, jsonl([record]) + baLines(2, 19));
    const { out } = await team.run('check', '--rule', 'record-schema', '--format', 'json');
    const pointers = (JSON.parse(out) as { findings: { line: number; pointer: string }[] }).findings;
    expect(new Set(pointers.map(({ line }) => line))).toEqual(new Set([1]));
    const priorities = pointers.map(({ pointer }) => pointer).filter((pointer) => pointer.endsWith('/priority'));
    expect(priorities).toEqual(items.map((_, index) => `/requirements/constraints/${index}/priority`));
  });

  test('--fail-on says from which level it fails', async () => {
    team.write(held, baLines(101, 1));
    await team.run('manifest', 'update');
    expect((await team.run('check')).code).toBe(0);
    expect((await team.run('check', '--fail-on', 'warning')).code).toBe(1);
    team.write('.github/goldgate.yml', 'fail-on: warning\n');
    expect((await team.run('check')).code).toBe(1);
    expect((await team.run('check', '--fail-on', 'error')).code).toBe(0);
  });

  test('a rule that is off, or lowered for a path, says nothing there', async () => {
    team.write(train, `${baLines(1, 20)}{}\n`);
    team.write(held, `${baLines(101, 5)}{}\n`);
    const only = ['check', '--rule', 'record-schema', '--rule', 'valid-json'];
    team.write('.github/goldgate.yml', 'rules: {record-schema: off}\n');
    expect(await team.findings(...only)).toEqual([]);
    team.write(
      '.github/goldgate.yml',
      "rules: {record-schema: {paths: [{match: ['**/*_eval.jsonl'], level: notice}]}}\n",
    );
    const found = await team.findings(...only);
    expect(new Set(found)).toEqual(new Set([`error record-schema ${train}:21`, `notice record-schema ${held}:6`]));
  });

  test('paths with spaces, Unicode and a leading dash are files like others', async () => {
    const names = ['data/production/élan dev_train.jsonl', '-data/x_eval.jsonl', 'data/[a]*{b}!/x_train.jsonl'];
    for (const name of names) team.write(name, '{"input": {"a": 1}}\n');
    const rule = ['--rule', 'record-schema', '--format', 'json', '--'];
    for (const name of names) {
      const folder = name.slice(0, name.lastIndexOf('/'));
      for (const path of [name, folder]) {
        const { code, out, err } = await team.run('check', ...rule, path);
        expect({ path, code, err }).toEqual({ path, code: 1, err: '' });
        expect(out).toContain(JSON.stringify(name));
      }
    }
  });

  test('links, pointers of Git LFS and names that a program could trip over are findings', async () => {
    symlinkSync(join(team.path, train), join(team.path, 'data/production/qa_train.jsonl'));
    symlinkSync('/etc/passwd', join(team.path, 'data/production/qa_eval.jsonl'));
    team.write('data/production/qa_gold.jsonl', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    const values = Array.from({ length: 12 }, (_, index) => ({
      input: { a: `${index}` },
      output: { b: 'x' },
      metadata: { domain: 'constructor', tier: '__proto__' },
    }));
    team.write('data/production/toString_train.jsonl', jsonl(values));
    team.write('data/production/toString_train_2.jsonl', jsonl(values.slice(0, 1)).replace('"0"', '"a"'));
    const { out, code } = await team.run('check');
    expect(code).toBe(1);
    for (const [name, what] of Object.entries({ train: 'link', eval: 'link', gold: 'Git LFS pointer' })) {
      expect(out).toMatch(new RegExp(`qa_${name}.jsonl:1 +error +regular-file .*${what}`));
    }
    expect(out).toContain('domain "constructor" has 13 of 13 examples');
    expect(out).toContain('tier "__proto__" has 13 of 13 examples');
    expect(out).not.toContain('root:');
  });

  test('a FIFO beside the datasets, or in the manifest, is not waited for', async () => {
    execFileSync('mkfifo', [join(team.path, 'data/production/qa_eval.jsonl')]);
    team.write(manifest, team.read(manifest).replace('ba_eval.jsonl', 'qa_eval.jsonl'));
    const found = await team.findings('check');
    expect(found.filter((finding) => finding.includes('manifest-files'))).toHaveLength(1);
    expect(found.filter((finding) => finding.includes('manifest-complete'))).toHaveLength(1);
  });
});

describe('the report', () => {
  test('goes whole to --output, relative or absolute, and into folders that are made', async () => {
    const reports = [];
    for (const path of ['out/a.json', join(team.path, 'out/b.json')]) {
      const { code, out, err } = await team.run('check', '--format', 'json', '--output', path);
      expect({ code, out }).toEqual({ code: 0, out: '' });
      expect(err).toContain(`the report is in ${path}`);
      reports.push(team.read(`out/${path.slice(-6)}`));
    }
    expect(reports[0]).toBe(reports[1]);
    expect(readdirSync(join(team.path, 'out'))).toEqual(['a.json', 'b.json']);
  });

  test('to a place that cannot be written is a broken flag, and leaves nothing behind', async () => {
    mkdirSync(join(team.path, 'folder'));
    for (const path of [`${train}/report.json`, 'folder']) {
      const { code, err } = await team.run('check', '--output', path);
      expect({ path, code }).toEqual({ path, code: 2 });
      expect(err).toMatch(/^goldgate: .* cannot be written: /);
    }
    expect(readdirSync(team.path)).toEqual(['data', 'folder']);
  });

  test('--max-findings cuts what is shown, never what is counted', async () => {
    team.write(train, baLines(1, 20) + '{}\n'.repeat(3));
    const whole = JSON.parse((await team.run('check', '--format', 'json')).out);
    for (const most of [0, 1, 1000]) {
      const { code, out } = await team.run('check', '--format', 'json', '--max-findings', String(most));
      expect(code).toBe(1);
      const { findings, ...rest } = JSON.parse(out);
      expect(rest).toEqual({ ...whole, findings: undefined });
      expect(findings).toEqual(whole.findings.slice(0, most));
    }
  });
});

describe('the baseline', () => {
  const bad = '{"concept": "old"}\n';

  test('hides what was written down, shows what is new, and tells what is stale', async () => {
    team.write(train, baLines(1, 20) + bad);
    await team.run('manifest', 'update');
    expect((await team.run('check')).code).toBe(1);
    const written = await team.run('check', '--write-baseline');
    expect(written.out).toMatch(/^[1-9]\d* findings are in \.github\/goldgate-baseline\.json now/);
    const clean = await team.run('check');
    expect(clean.code).toBe(0);
    expect(clean.out).toContain('old findings are in the baseline');

    team.write(train, `${baLines(1, 10)}${bad}${baLines(11, 10)}{"concept": "new"}\n`);
    await team.run('manifest', 'update');
    const errors = (await team.findings('check')).filter((finding) => finding.startsWith('error'));
    expect(new Set(errors)).toEqual(new Set([`error record-schema ${train}:22`]));

    team.write(train, baLines(1, 20));
    await team.run('manifest', 'update');
    const stale = await team.findings('check');
    expect(stale.length).toBeGreaterThan(0);
    expect(
      stale.every((finding) => finding.startsWith('warning baseline-current .github/goldgate-baseline.json:')),
    ).toBe(true);
    expect(new Set(stale).size).toBe(stale.length);
    expect(await team.findings('check', train)).toEqual([]);
    expect(await team.findings('lint', '--skip-if-missing').catch(() => [])).toEqual([]);
    await team.run('check', '--write-baseline');
    expect(await team.findings('check')).toEqual([]);
  });

  test('is of the whole, never of a part, and stays in the repository', async () => {
    team.commit();
    for (const part of [[train], ['--rule', 'valid-json'], ['--base', 'HEAD']]) {
      expect((await team.run('check', '--write-baseline', ...part)).code).toBe(2);
    }
    team.write('.github/goldgate.yml', 'baseline: ../outside.json\n');
    const { code, err } = await team.run('check', '--write-baseline');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('`baseline`: ../outside.json leads out of the repository'),
    });
  });

  test.each(['', '[]', '{"version": 2}', '{"version": 1, "findings": [null]}', '['.repeat(100_000)])(
    'that is broken (%#) is a broken set-up with a way out',
    async (text) => {
      team.write('.github/goldgate-baseline.json', text);
      const { code, err } = await team.run('check');
      expect(code).toBe(2);
      expect(err).toContain('.github/goldgate-baseline.json is broken');
      expect(err).toContain('--write-baseline');
    },
  );
});

describe('a broken set-up is exit 2, and says what to do', () => {
  test.each([
    ['no dataset', (): void => team.remove('data'), ['check'], /no dataset found .* `goldgate init`/],
    [
      'no dataset left by an exclusion',
      () => configure("datasets: ['data/production/*.jsonl', '!**/*.jsonl']"),
      ['check'],
      /no dataset/,
    ],
    [
      'a glob that matches nothing',
      () => configure("datasets: ['data/production/*.jsonl', 'gone/*.jsonl']"),
      ['check'],
      /`datasets`: gone\/\*\.jsonl matches no file/,
    ],
    [
      'a glob that leads outside',
      () => configure("datasets: ['../*.jsonl']"),
      ['check'],
      /leads out of the repository/,
    ],
    [
      'test cases that are gone',
      () => configure('testcases: qa/cases'),
      ['check'],
      /`testcases`: qa\/cases does not exist/,
    ],
    [
      'expectations that are gone',
      () => configure('expectations: qa.yaml'),
      ['check'],
      /`expectations`: qa\.yaml does not exist/,
    ],
    ['an unknown key', () => configure('fail-on: error\nrulez: {}'), ['check'], /goldgate\.yml:2: unknown key `rulez`/],
    ['YAML that does not close', () => configure('a: [1'), ['check'], /goldgate\.yml:\d+: /],
    [
      'a key twice',
      () => configure('fail-on: error\nfail-on: notice'),
      ['check'],
      /goldgate\.yml:2: `fail-on` stands twice/,
    ],
    [
      'YAML a thousand levels deep',
      () => configure('['.repeat(100_000)),
      ['check'],
      /goldgate\.yml:1: is nested too deeply/,
    ],
    ['a schema that is gone', () => configure('roles: {ba: {schema: ba.json}}'), ['check'], /ba\.json does not exist/],
    [
      'a schema outside',
      () => configure('roles: {ba: {schema: ../ba.json}}'),
      ['check'],
      /leads out of the repository/,
    ],
    ['a configuration that is gone', () => undefined, ['check', '--config', 'x.yml'], /x\.yml does not exist/],
    ['a path that does not exist', () => undefined, ['check', 'data/x.jsonl'], /data\/x\.jsonl does not exist/],
    [
      'a path with nothing to check',
      () => team.write('README.md', '# x'),
      ['check', 'README.md'],
      /README\.md .*no dataset/,
    ],
    [
      'one such path of two',
      () => team.write('README.md', '# x'),
      ['check', train, 'README.md'],
      /README\.md .*no dataset/,
    ],
    ['a folder outside', () => undefined, ['check', '/usr'], /\/usr/],
    ['an unknown rule', () => undefined, ['check', '--rule', 'x'], /no rule x; `goldgate explain`/],
    ['an unknown format', () => undefined, ['check', '--format', 'constructor'], /--format is text, json/],
    ['an unknown level', () => undefined, ['check', '--fail-on', 'off'], /fail-on is error, warning, notice/],
    ['a base without git', () => undefined, ['check', '--base', 'main'], /--base needs a git repository/],
    ['no test cases', () => undefined, ['lint'], /no test cases at artifacts\/dspy\/testcases; `goldgate testcases`/],
    [
      'no test cases of two stories of three',
      () => team.write('artifacts/dspy/testcases/S1.md', '# S1'),
      ['lint', '--story', 'S9', 'S1', 'S8'],
      /S9 has no test cases: artifacts\/dspy\/testcases\/S9\.md does not exist; S8 has .*`goldgate testcases --story S9 S8`/,
    ],
    ['no test cases of a story', () => undefined, ['lint', '--story', 'S9'], /S9 has no test cases/],
  ] as [string, () => void, string[], RegExp][])('%s', async (_, break_, args, expected) => {
    break_();
    const { code, out, err } = await team.run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(expected);
    expect(err).not.toContain('\n    at ');
  });

  const configure = (text: string) => team.write('.github/goldgate.yml', `${text}\n`);
});

describe('lint', () => {
  test('passes without the folder when the caller may do without, also when it is configured', async () => {
    for (const config of ['', 'testcases: qa/cases\n']) {
      team.write('.github/goldgate.yml', config);
      expect((await team.run('lint', '--skip-if-missing')).code).toBe(0);
      team.env = { DSPY_QA_SKIP_IF_MISSING: '1' };
      const { code, err } = await team.run('lint');
      expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('skipped') });
      team.env = {};
      expect((await team.run('lint')).code).toBe(2);
    }
  });

  test('needs no dataset, and looks at a folder or a file that is named', async () => {
    team.remove('data');
    team.write('artifacts/dspy/testcases/S001.md', '# S001\n');
    expect((await team.run('lint')).code).toBe(1);
    expect((await team.run('lint', 'artifacts/dspy/testcases/S001.md')).code).toBe(1);
    expect((await team.run('lint', '--story', 'S001')).code).toBe(1);
    team.write('qa/S002.md', '# S002\n');
    const found = await team.findings('lint', 'qa');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((finding) => finding.includes('qa/S002.md'))).toBe(true);
  });
});

test('nightly keeps a record of the day, inside the repository', async () => {
  const { code, err } = await team.run('nightly');
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringContaining('artifacts/goldgate/nightly/2026-03-04.json'),
  });
  const record = JSON.parse(team.read('artifacts/goldgate/nightly/2026-03-04.json'));
  expect(record).toMatchObject({ version: 1, verdict: 'pass', files: 2, records: 25, rules: {} });
  team.write('.github/goldgate.yml', 'record: ../outside\n');
  expect((await team.run('nightly')).code).toBe(2);
  team.write('.github/goldgate.yml', 'record: linked\n');
  symlinkSync('/tmp', join(team.path, 'linked'));
  expect((await team.run('nightly')).code).toBe(2);
});

test('nothing is written through a linked folder', async () => {
  using team = await Scratch.team();
  const outside = mkdtempSync(join(tmpdir(), 'goldgate-outside-'));
  symlinkSync(outside, join(team.path, 'artifacts'));
  team.write('.github/goldgate.yml', 'baseline: artifacts/b/base.json\ntestcases: tests\n');
  team.write('tests/README.md', 'x');
  for (const args of [['nightly'], ['check', '--write-baseline']]) {
    const { code, err } = await team.run(...args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is a symbolic link') });
  }
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});
