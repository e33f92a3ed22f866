import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type JudgeFlags, judge } from './judge.ts';
import { baLines, baRecord, held, jsonl, manifest, Scratch, train } from './scratch.ts';

const config = '.github/goldgate.yml';
const baseline = '.github/goldgate-baseline.json';
const bad = '{"concept": "bad"}\n';
let team: Scratch;
beforeEach(async () => {
  team = await Scratch.team();
});
afterEach(() => team[Symbol.dispose]());

/** What is found since the commit `main`, as `rule path:line`. */
async function since(flags: JudgeFlags = {}): Promise<string[]> {
  const { report } = await judge(team.host().host, { base: 'main', ...flags });
  return report.findings.map(({ rule, path, line }) => `${rule} ${path}:${line}`);
}

/** The base is what stands now; what follows is a pull request. */
function branch(): void {
  team.commit('base');
  team.git('checkout', '--quiet', '-b', 'change');
}

describe('--base shows what the change brings', () => {
  test('and not what was there, in files that it touches too', async () => {
    team.write(train, baLines(1, 20) + bad);
    team.write(held, baLines(101, 5) + bad);
    await team.run('manifest', 'update');
    branch();
    expect(await since()).toEqual([]);
    team.write(train, bad + baLines(1, 20) + baLines(21, 1) + jsonl([{ concept: 2 }]));
    await team.run('manifest', 'update');
    team.commit();
    expect(new Set(await since({ rule: ['record-schema'] }))).toEqual(new Set([`record-schema ${train}:23`]));
    expect(await since({ rule: ['manifest-current'] })).toEqual([]);
  });

  test('from the common ancestor: what came to the base meanwhile is not the change’s', async () => {
    branch();
    team.write('README.md', 'x');
    team.commit();
    team.git('checkout', '--quiet', 'main');
    team.write(train, baLines(1, 19));
    team.commit('main moves on');
    team.git('checkout', '--quiet', 'change');
    expect(await since()).toEqual([]);
  });

  test('with what is not committed, and not even added', async () => {
    branch();
    team.write('data/production/qa_train.jsonl', '{}\n');
    expect(await since()).toContain('record-schema data/production/qa_train.jsonl:1');
    expect(await since()).toContain(`manifest-complete ${manifest}:1`);
  });

  test('after a renaming: the lines are old, the name in the manifest is stale', async () => {
    team.write(train, baLines(1, 20) + bad);
    await team.run('manifest', 'update');
    branch();
    team.git('mv', train, 'data/production/ba_train_v2.jsonl');
    team.commit();
    const found = await since();
    expect(found).toContain(`manifest-complete ${manifest}:1`);
    expect(found).toContainEqual(expect.stringMatching(/^manifest-files /));
    expect(found.filter((finding) => finding.startsWith('record-schema'))).toEqual([]);
  });

  test('a renaming to the other split makes each line new', async () => {
    branch();
    renameSync(join(team.path, held), join(team.path, 'data/production/ba_train_2.jsonl'));
    team.write('data/production/ba_gold.jsonl', baLines(101, 5));
    await team.run('manifest', 'update');
    const leaks = (await since({ rule: ['no-leakage'] })).filter((finding) => finding.includes('ba_train_2'));
    expect(leaks).toHaveLength(5);
  });

  test('a deleted eval set is found, whether the manifest still lists it or not', async () => {
    branch();
    team.remove(held);
    expect(await since()).toContainEqual(expect.stringMatching(/^manifest-files /));
    const written = JSON.parse(team.read(manifest)) as { datasets: { path: string }[]; total_examples: number };
    written.datasets = written.datasets.filter(({ path }) => path === 'ba_train.jsonl');
    written.total_examples = 20;
    team.write(manifest, JSON.stringify(written, null, 2));
    expect(await since()).toEqual([`held-out-kept ${held}:1`]);
  });

  test('a leak is found on either side that the change touches', async () => {
    branch();
    team.write(held, baLines(101, 4) + baLines(7, 1));
    expect(await since({ rule: ['no-leakage'] })).toEqual([`no-leakage ${train}:7`]);
    team.write(held, baLines(101, 5));
    team.write(train, baLines(1, 19) + baLines(103, 1));
    expect(await since({ rule: ['no-leakage'] })).toEqual([`no-leakage ${train}:20`]);
  });

  test('completeness counts against the change although another file is worse', async () => {
    const blank = (number: number) => {
      const record = baRecord(number);
      record.requirements.constraints = [];
      return record;
    };
    team.write(train, jsonl(Array.from({ length: 20 }, (_, index) => (index < 3 ? blank(index) : baRecord(index)))));
    await team.run('manifest', 'update');
    branch();
    team.write(held, jsonl([blank(101), blank(102), ...[103, 104, 105].map(baRecord)]));
    expect(await since({ rule: ['completeness'] })).toEqual([`completeness ${train}:1`]);
  });

  test('in a clone that is too shallow everything is judged, and a note says how to mend it', async () => {
    team.write(train, baLines(1, 20) + bad);
    const old = team.commit('base');
    team.write('README.md', 'x');
    team.commit();
    const clone = new Scratch();
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${team.path}`, clone.path], { stdio: 'pipe' });
    const { report } = await judge(clone.host().host, { base: old });
    expect(report.verdict).toBe('fail');
    expect(report.notes.join()).toContain('fetch-depth: 0');
    clone[Symbol.dispose]();
  });

  test.each([
    ['nowhere', /nowhere is no commit that this clone shares history with/],
    ['--help', /--help is no commit/],
    ['', / is no commit/],
    ['HEAD:data', /HEAD:data is no commit/],
  ])('a base that is none (%j) is a broken flag', async (base, expected) => {
    branch();
    await expect(since({ base })).rejects.toThrow(expected);
  });

  test('without git on the machine it says so', async () => {
    const path = process.env.PATH;
    process.env.PATH = mkdtempSync(join(tmpdir(), 'goldgate-no-git-'));
    try {
      const { code, err } = await team.run('check', '--base', 'main');
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('git') });
      expect((await team.run('check')).code).toBe(0);
    } finally {
      rmSync(process.env.PATH, { recursive: true });
      process.env.PATH = path;
    }
  });

  test('in a repository without a commit it says so', async () => {
    team.git('init', '--quiet');
    await expect(since()).rejects.toThrow(/needs a git repository with a commit/);
  });
});

describe('a pull request does not judge itself', () => {
  const trusted = () => since({ trustBase: true });
  /** The pull request brings a bad record, and disarms the gate in some way. */
  const disarm = async (change: () => void) => {
    branch();
    team.write(train, baLines(1, 20) + bad);
    await team.run('manifest', 'update');
    change();
    return trusted();
  };
  const stillFound = expect.arrayContaining([`record-schema ${train}:21`]);

  test.each([
    ['a rule off', 'rules: {record-schema: off}', 1],
    ['a rule off by its object', 'rules:\n  record-schema: {level: off}', 2],
    ['a level lowered', 'rules:\n  no-leakage: error\n  record-schema: warning', 3],
    ['an exception for a path', "rules:\n  record-schema:\n    paths: [{match: ['**'], level: off}]", 3],
    ['a path excluded', "datasets: ['data/production/*.jsonl', '!**/ba_train.jsonl']", 1],
    ['another folder of datasets', "datasets: ['data/other/*.jsonl']", 1],
    ['another manifest', 'manifest: other.json', 1],
    ['another folder of test cases', 'testcases: other', 1],
    ['another file of tasks', 'tasks: other.csv', 1],
    ['another baseline', 'baseline: other.json', 1],
    ['a schema of its own', 'roles: {ba: {schema: any.json}}', 1],
    ['a limit raised', 'limits: {depth: 500}', 1],
    ['a configuration that is broken', 'rules: {record-schema: {level: of}}', 1],
    ['a configuration that is no YAML', 'rules: [', 2],
  ])('%s changes nothing and is a finding on its line', async (_, text, line) => {
    for (const before of ['# the base has a configuration\n', null]) {
      if (before !== null) team.write(config, before);
      const found = await disarm(() => {
        team.write(config, `${text}\n`);
        team.write('any.json', '{}');
        team.write('data/other/ba_train.jsonl', baLines(1, 20));
        team.write('other/README.md', 'x');
        team.write('other.csv', '');
      });
      expect(found).toEqual(stillFound);
      if (before !== null) expect(found).toContain(`config-loosened ${config}:${line}`);
      team[Symbol.dispose]();
      team = await Scratch.team();
    }
  });

  test('a configuration that is removed', async () => {
    team.write(config, 'fail-on: notice\nrules: {no-strays: error}\n');
    const found = await disarm(() => team.remove(config));
    expect(found).toEqual(stillFound);
    expect(found.filter((finding) => finding.startsWith('config-loosened'))).toHaveLength(2);
  });

  test('a baseline that is added, or grows', async () => {
    for (const before of [null, `{"version": 1, "findings": []}\n`]) {
      if (before !== null) team.write(baseline, before);
      branch();
      team.write(train, baLines(1, 20) + bad);
      await team.run('manifest', 'update');
      expect((await team.run('check', '--write-baseline')).code).toBe(0);
      const found = await trusted();
      expect(found).toEqual(stillFound);
      expect(found.filter((finding) => finding.startsWith(`config-loosened ${baseline}`)).length).toBeGreaterThan(0);
      team[Symbol.dispose]();
      team = await Scratch.team();
    }
  });

  test('the schema file of a role, loosened in the head', async () => {
    team.write(config, 'roles: {ba: {schema: schemas/ba.json}}\n');
    team.write('schemas/ba.json', '{"required": ["concept", "requirements"]}');
    const found = await disarm(() => team.write('schemas/ba.json', '{}'));
    expect(found).toEqual(stillFound);
  });

  test('the schema file of a role, removed in the head', async () => {
    team.write(config, 'roles: {ba: {schema: schemas/ba.json}}\n');
    team.write('schemas/ba.json', '{"required": ["concept", "requirements"]}');
    const found = await disarm(() => team.remove('schemas/ba.json'));
    expect(found).toEqual(stillFound);
  });

  test('a dataset swapped for a link, or for a pointer to what nobody reviews', async () => {
    branch();
    renameSync(join(team.path, held), join(team.path, 'data/eval.txt'));
    symlinkSync('../eval.txt', join(team.path, held));
    expect(await trusted()).toContain(`regular-file ${held}:1`);
    team.remove(held);
    team.write(held, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    expect(await trusted()).toContain(`regular-file ${held}:1`);
  });

  test('a configuration, baseline, manifest or folder of test cases swapped for a link', async () => {
    team.write(config, 'fail-on: error\n');
    team.write('artifacts/dspy/testcases/S001.md', '# S001\n');
    team.commit();
    for (const path of [config, baseline, manifest, 'artifacts/dspy/testcases']) {
      team.git('checkout', '--quiet', '-B', 'change', 'main');
      rmSync(join(team.path, path), { recursive: true, force: true });
      symlinkSync(tmpdir(), join(team.path, path));
      await expect(trusted()).rejects.toThrow(/is a symbolic link/);
      rmSync(join(team.path, path));
      team.git('checkout', '--quiet', '--force', 'main');
    }
  });

  test('a held-out set moved out of sight', async () => {
    for (const away of ['data/ba_eval.jsonl', 'data/production/old/ba_eval.jsonl', 'data/production/ba_eval.JSONL']) {
      branch();
      team.git('checkout', '--quiet', '-B', 'change', 'main');
      team.write(away, team.read(held));
      team.remove(held);
      expect(await trusted()).toContain(`held-out-kept ${held}:1`);
      team[Symbol.dispose]();
      team = await Scratch.team();
    }
  });

  test('a data folder swapped for a link', async () => {
    const found = disarm(() => {
      renameSync(join(team.path, 'data/production'), join(team.path, 'data/hidden'));
      execFileSync('ln', ['-s', 'hidden', join(team.path, 'data/production')]);
    });
    await expect(found.then((findings) => findings.length > 0)).resolves.toBe(true);
  });

  test('the first configuration says where things stand, when nothing stood at the default places', async () => {
    team.remove('data');
    team.write('README.md', 'x');
    branch();
    team.write('sets/ba_train.jsonl', baLines(1, 20) + bad);
    team.write('sets/ba_eval.jsonl', baLines(101, 5));
    team.write(config, "datasets: ['sets/*.jsonl']\nmanifest: sets/manifest.json\n");
    await team.run('manifest', 'update', '--curator', 'ada');
    expect(new Set(await trusted())).toEqual(
      new Set(['completeness sets/ba_train.jsonl:1', 'record-schema sets/ba_train.jsonl:21']),
    );
  });

  test('stricter is welcome, and judges from the next pull request on', async () => {
    team.write(config, 'rules: {no-strays: warning}\n');
    branch();
    team.write(config, 'fail-on: notice\nrules: {no-strays: error}\n');
    expect(await trusted()).toEqual([]);
  });

  test('what the base asks today judges, however old the starting point; what it did not loosen is not its fault', async () => {
    team.write(config, 'rules: {record-schema: off}\n');
    branch();
    team.write(train, baLines(1, 20) + bad);
    await team.run('manifest', 'update');
    team.commit();
    team.git('checkout', '--quiet', 'main');
    team.write(config, 'fail-on: error\n');
    team.commit('the base asks more now');
    team.git('checkout', '--quiet', 'change');
    expect(await trusted()).toEqual(stillFound);
    expect((await trusted()).filter((finding) => finding.startsWith('config-loosened'))).toEqual([]);
  });

  test('required mentions that are taken away, unless their story leaves the plan', async () => {
    const expectations = 'data/qa_eval.yaml';
    const story = (id: string, mentions: string) => `  - {story_id: ${id}, required_mentions: [${mentions}]}\n`;
    team.write('planning/stories.yaml', '- {id: S1, description: x}\n- {id: S2, description: y}\n');
    team.write(expectations, `cases:\n${story('S1', 'invalid, retry')}${story('S2', 'timeout')}`);
    branch();
    team.write(expectations, `cases:\n${story('S2', 'timeout')}${story('S1', 'Inválid')}`);
    expect(await trusted()).toContain(`expectations-kept ${expectations}:3`);
    team.remove(expectations);
    expect((await trusted()).filter((finding) => finding.startsWith('expectations-kept'))).toHaveLength(2);
    team.write(expectations, `cases:\n${story('S1', 'invalid, retry')}`);
    team.write('planning/stories.yaml', '- {id: S1, description: x}\n');
    expect((await trusted()).filter((finding) => finding.startsWith('expectations-kept'))).toEqual([]);
  });

  test('a base whose own configuration is broken can be mended; meanwhile the defaults judge', async () => {
    team.write(config, 'rulez: {}\n');
    const found = await disarm(() => team.write(config, 'rules: {record-schema: off}\n'));
    expect(found).toEqual(stillFound);
    team.write(train, baLines(1, 20));
    await team.run('manifest', 'update');
    team.write(config, 'fail-on: error\n');
    expect(await trusted()).toEqual([]);
  });

  test('another spelling of a path hides nothing', async () => {
    team.write(
      config,
      'roles: {ba: {schema: ./schemas/ba.json}}\nexpectations: ./data//qa.yaml\nmanifest: ./data/production/manifest.json\n',
    );
    team.write('schemas/ba.json', '{"required": ["concept", "requirements"]}');
    team.write('data/qa.yaml', 'cases: [{story_id: S1, required_mentions: [retry]}]\n');
    branch();
    team.write(train, baLines(1, 20) + bad);
    await team.run('manifest', 'update');
    team.write(manifest, team.read(manifest).replace('"curator": "ada"', '"curator": ""'));
    team.write('schemas/ba.json', '{}');
    team.write('data/qa.yaml', 'cases: []\n');
    expect(await trusted()).toEqual(stillFound);
    expect(await trusted()).toContain('expectations-kept data/qa.yaml:1');
    expect((await since({ trustBase: true, config: `./${config}` })).length).toBe((await trusted()).length);
  });

  test('an eval set that is emptied in place', async () => {
    branch();
    team.write(held, '');
    await team.run('manifest', 'update');
    expect(await trusted()).toContain(`held-out-kept ${held}:1`);
  });

  test('a story that leaves with all that was expected of it', async () => {
    team.write('planning/stories.yaml', '- {id: S1, description: x}\n');
    team.write('data/qa_eval.yaml', 'cases: [{story_id: S1, required_mentions: [retry]}]\n');
    branch();
    team.write('planning/stories.yaml', '[]\n');
    team.write('data/qa_eval.yaml', 'cases: []\n');
    expect(await trusted()).toContain('stories-kept planning/stories.yaml:1');
  });

  test('a shortage that shows in the whole role, whichever of its files shrank', async () => {
    team.write(train, baLines(1, 10));
    team.write('data/production/ba_train_b.jsonl', baLines(11, 12));
    await team.run('manifest', 'update', '--curator', 'ada');
    branch();
    team.write('data/production/ba_train_b.jsonl', baLines(11, 1));
    await team.run('manifest', 'update');
    expect(await trusted()).toEqual([`minimum-examples ${train}:1`]);
  });

  test('a named configuration that the base has is the base’s', async () => {
    team.write('gate.yml', 'fail-on: error\n');
    const found = await disarm(() => team.write('gate.yml', 'rules: {record-schema: off}\n'));
    expect(found).toEqual(stillFound);
    expect(await since({ config: 'gate.yml' })).toEqual(stillFound);
  });

  test('a clone too shallow to reach the base: the defaults judge, with the head’s places', async () => {
    await disarm(() => team.write(config, 'rules: {record-schema: off}\n'));
    team.commit();
    const clone = mkdtempSync(join(tmpdir(), 'goldgate-shallow-'));
    try {
      const source = `file://${team.path}`;
      execFileSync('git', ['clone', '--quiet', '--depth', '1', '--branch', 'change', source, clone]);
      const host = { ...team.host().host, cwd: clone };
      const { report } = await judge(host, { base: 'main', trustBase: true });
      expect(report.findings.map(({ rule, path, line }) => `${rule} ${path}:${line}`)).toEqual(stillFound);
      expect(report.notes.join(' ')).toMatch(/shallow.*fetch-depth: 0.*the rules are the defaults/);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('a model asked elsewhere', async () => {
    team.write(config, 'model: {base-url: "https://one.example/v1"}\n');
    branch();
    team.write(config, '\nmodel: {base-url: "https://two.example/v1"}\n');
    expect(await trusted()).toEqual([`config-loosened ${config}:2`]);
  });

  test('a base whose baseline is broken says so, with its place', async () => {
    team.write(baseline, '{');
    branch();
    await expect(trusted()).rejects.toThrow(/goldgate-baseline\.json at the base is broken/);
  });
});
