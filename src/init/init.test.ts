import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultConfig } from '../config/config.ts';
import { parseConfig } from '../config/parse.ts';
import { renderConfig } from './config-text.ts';
import { renderIgnored } from './ignored.ts';
import { detectLayout } from './layout.ts';
import { guardedPatterns, likelyOwners, ownersOf, renderOwners } from './owners.ts';
import { addScripts, renderMakeRecipes, targetsOf } from './recipes.ts';
import { hasReviewPolicy, renderReviewPolicy } from './review-policy.ts';
import { renderReviewWorkflow, renderTriggerWorkflow } from './review-workflows.ts';
import { hashMarks, htmlMarks, readSection, writeSection } from './section.ts';
import { tuneModel, tuneModelNames } from './tune-models.ts';
import { renderRetuneWorkflow, renderTuneWorkflow } from './tune-workflows.ts';
import { checkWorkflow } from './workflow-faults.ts';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from './workflows.ts';

const pinned = 'acme/goldgate@0123456789012345678901234567890123456789';

test('the default layout needs no configuration, whatever else is there', () => {
  const { layout, others, datasets, manifest } = detectLayout([
    'data/production/ba_train.jsonl',
    'data/production/ba_eval.jsonl',
    'data/production/notes.jsonl',
    'dspy_baseline/data/production/ba_train.jsonl',
    'tests/fixtures/ba_train.jsonl',
  ]);
  expect(layout).toMatchObject({ datasets: defaultConfig.datasets, manifest: defaultConfig.manifest });
  expect(renderConfig(layout)).toBeNull();
  expect(datasets).toHaveLength(2);
  expect(others.map(({ folder }) => folder)).toEqual(['dspy_baseline/data/production', 'tests/fixtures']);
  expect(manifest).toBe(false);
});

test('another layout is ten lines that the parser takes', () => {
  const { layout, manifest } = detectLayout([
    'tests/data/production/ba_train.jsonl',
    'dspy_baseline/data/production/ba_train.jsonl',
    'dspy_baseline/data/production/manifest.json',
    'dspy_baseline/data/qa_eval.yaml',
    'other/qa_eval.yaml',
    'dspy_baseline/artifacts/testcases/S001.md',
    'docs/stories.yml',
    'web/manifest.json',
  ]);
  const text = renderConfig(layout) as string;
  expect(text.split('\n').length).toBeLessThanOrEqual(11);
  expect(parseConfig(text)).toMatchObject({ config: layout });
  expect(layout).toEqual({
    datasets: ['dspy_baseline/data/production/*.jsonl'],
    manifest: 'dspy_baseline/data/production/manifest.json',
    expectations: 'dspy_baseline/data/qa_eval.yaml',
    testcases: 'dspy_baseline/artifacts/testcases',
    stories: 'docs/stories.yml',
    tasks: defaultConfig.tasks,
  });
  expect(manifest).toBe(true);
});

test.each(['', 'my data', 'a: b #c', '*x', '{a}[b]', '- y', 'é"\\'])(
  'a folder named %j survives YAML and globs',
  (name) => {
    const folder = name === '' ? '' : `${name}/`;
    const { layout } = detectLayout([`${folder}ba_train.jsonl`]);
    expect(parseConfig(renderConfig(layout) as string)).toMatchObject({ config: layout });
    expect(layout.manifest).toBe(`${folder}manifest.json`);
  },
);

test('nothing found means the defaults', () => {
  expect(renderConfig(detectLayout(['README.md', 'x.jsonl']).layout)).toBeNull();
});

test.each([hashMarks, htmlMarks])('a section is added once, replaced in place, and keeps the line ends', (marks) => {
  const once = writeSection('a\r\nb', 'one\ntwo', marks);
  expect(once).toBe(['a', 'b', '', marks.begin, 'one', 'two', marks.end, ''].join('\r\n'));
  expect(readSection(once, marks)).toBe('one\ntwo');
  expect(writeSection(once, 'one\ntwo', marks)).toBe(once);
  expect(writeSection(`${once}after\r\n`, 'new', marks)).toBe(
    ['a', 'b', '', marks.begin, 'new', marks.end, 'after', ''].join('\r\n'),
  );
  expect(writeSection('', 'x', marks)).toBe(`${marks.begin}\nx\n${marks.end}\n`);
  expect(readSection(`${marks.end}\n${marks.begin}\n`, marks)).toBeNull();
});

test('our workflows pass our own rules', () => {
  expect(checkWorkflow(renderGateWorkflow(pinned))).toEqual({
    runs: true,
    gates: true,
    scheduled: false,
    reviews: false,
    faults: [],
  });
  const nightly = renderNightlyWorkflow(pinned, 'a b: #c');
  expect(checkWorkflow(nightly)).toEqual({ runs: true, gates: false, scheduled: true, reviews: false, faults: [] });
  expect(parse(nightly).jobs.nightly.steps[2].with.path).toBe('a b: #c');
  expect(parse(renderGateWorkflow(pinned)).permissions).toEqual({});
  const [fault] = checkWorkflow(renderGateWorkflow(actionPlaceholder)).faults;
  expect(fault?.message).toBe('OWNER/goldgate@RELEASE-SHA is a placeholder');
});

const good = renderGateWorkflow(pinned);
test.each([
  ['pull_request_target', good.replace('pull_request:', 'pull_request_target:'), /write rights/],
  ['a filter', good.replace('pull_request:', 'pull_request:\n    paths: [data/**]'), /filter \(paths\)/],
  ['no merge group', good.replace('  merge_group:\n', ''), /merge queue/],
  [
    'no permissions',
    good.replace(/permissions: \{\}\n/, '').replace(/ +permissions:\n +contents: read\n/, ''),
    /default rights/,
  ],
  ['write', good.replace('contents: read', 'contents: write'), /may write/],
  ['write-all', good.replace('permissions:\n      contents: read', 'permissions: write-all'), /may write/],
  ['an if', good.replace('runs-on', 'if: github.actor != 1\n    runs-on'), /skipped job passes/],
  [
    'no checkout',
    good.replace(/ +- uses: actions\/checkout[\s\S]*?credentials: false\n/, ''),
    /nothing is checked out/,
  ],
  ['shallow', good.replace(/fetch-depth: 0.*\n/, 'fetch-depth: 1\n'), /shallow/],
  ['credentials', good.replace(/ +persist-credentials: false\n/, ''), /leaves a token/],
  ['never red', `${good}        continue-on-error: true\n`, /never be red/],
  ['a tag', good.replace(/@0123\d+/, '@v1'), /acme\/goldgate@v1 is not pinned/],
  ['a run', `${good}      - run: echo "\${{ github.event.pull_request.title }}"\n`, /pull request chooses/],
])('%s is found', (_, text, message) => {
  const { runs, faults } = checkWorkflow(text);
  expect(runs).toBe(true);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.message).toMatch(message);
});

test('a tuning may have an identity, a report may write its issue, and neither may do what the other may', () => {
  const setup = { action: pinned, roles: ['ba'], optimizer: 'runs', model: 'openai-workload-identity' } as const;
  const [tune, retune] = [renderTuneWorkflow(setup), renderRetuneWorkflow(setup)];
  for (const text of [tune, retune]) {
    expect(checkWorkflow(text)).toEqual({ runs: true, gates: false, scheduled: false, reviews: false, faults: [] });
  }
  for (const text of [
    tune.replace('id-token: write', 'issues: write'),
    tune.replace('contents: read', 'contents: write'),
    retune.replace('issues: write', 'id-token: write'),
    tune.replace('command: tune', 'command: check'),
  ]) {
    expect(checkWorkflow(text).faults).toMatchObject([{ state: 'fault', message: expect.stringMatching(/may write/) }]);
  }
});

const review = renderReviewWorkflow(pinned, { after: ['tune', 'goldgate nightly'], branch: 'main' });

test('the double review may write what it must, and needs no checkout', () => {
  expect(checkWorkflow(review)).toEqual({ runs: true, gates: false, scheduled: false, reviews: true, faults: [] });
  expect(checkWorkflow(renderTriggerWorkflow()).runs).toBe(false);
  expect(parse(review).on.workflow_run.workflows).toEqual(['goldgate-review-trigger', 'tune', 'goldgate nightly']);
  expect(checkWorkflow(renderReviewWorkflow('./', { after: [], branch: 'release/1.x' }), true).faults).toEqual([]);
});

test.each([
  ['contents', 'contents: read', 'contents: write', /may write/],
  ['reviews', 'pull-requests: read', 'pull-requests: write', /may write/],
  ['another command', 'command: review', 'command: check', /may write/],
  ['a trigger', '  issue_comment:', '  pull_request:', /a pull request chooses the workflow/],
])('of a double review, %s is found', (_, from, to, message) => {
  const { faults } = checkWorkflow(review.replace(from, to));
  expect(faults.map((fault) => fault.message)).toContainEqual(expect.stringMatching(message));
});

test('a double review that checks a commit out is found', () => {
  const own = renderReviewWorkflow('./', { after: [], branch: 'release/1.x' }).replace(
    'persist-credentials: false',
    'ref: main\n          persist-credentials: false',
  );
  expect(checkWorkflow(own, true).faults).toMatchObject([{ message: expect.stringMatching(/somebody’s choice/) }]);
});

test('the proposed policy names accounts, or a team that nobody else can make', () => {
  expect(parse(renderReviewPolicy(['@acme/data', '@ada', 'eve@example.com'], 'acme'))).toEqual({
    review: { approvals: 2, curators: { teams: ['acme/data'], users: ['ada'] } },
  });
  for (const owners of [[], ['eve@example.com']]) {
    expect(parse(renderReviewPolicy(owners, 'acme')).review.curators).toEqual({ teams: ['acme/YOUR-CURATORS'] });
  }
  expect(hasReviewPolicy(renderReviewPolicy([], null))).toBe(true);
  for (const text of ['', '# review:', 'rules: {review: 1}', '- review', '{', 'a: &a [*a]']) {
    expect(hasReviewPolicy(text), text).toBe(false);
  }
});

test('each model of a tuning brings what it needs and says what is left to do', () => {
  for (const name of tuneModelNames) {
    const { identity, steps, env, todo, name: model } = tuneModel(name);
    const text = renderTuneWorkflow({ action: pinned, roles: ['ba'], optimizer: 'runs', model: name });
    const { tune } = parse(text).jobs;
    expect(tune.permissions['id-token']).toBe(identity ? 'write' : undefined);
    expect(tune.steps).toHaveLength(steps === '' ? 4 : 6);
    expect(tune.steps.at(-2).with.model).toBe(model);
    expect(Object.keys(tune.steps.at(-2).env ?? {})).toHaveLength(env.length);
    expect(todo).toMatch(/\.$/);
    for (const image of text.match(/IMAGE: .*/g) ?? []) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  }
});

test('runs are ignored, and the way to the pilots is opened only where somebody closed it', () => {
  expect(renderIgnored('runs', 'node_modules/\n!keep\n')).toBe(
    '# Tuning runs stay local; recorded pilots and their ledger are committed.\n/runs/*\n!/runs/pilots/\n!/runs/pilots.jsonl\n/.goldgate-cache/',
  );
  expect(renderIgnored('a/b', '/a/\n').split('\n').slice(1, 5)).toEqual(['!/a/', '/a/*', '!/a/b/', '/a/b/*']);
});

test('what is no workflow of ours is left alone', () => {
  for (const text of ['', '{', '- a', 'jobs: 3', 'jobs: {a: {steps: [{run: make}]}}', 'a: &a [*a]']) {
    expect(checkWorkflow(text).runs).toBe(false);
  }
  expect(checkWorkflow('on: push\njobs: {a: {steps: [{uses: ./}]}}', true)).toMatchObject({ runs: true, gates: false });
  expect(checkWorkflow('on: [pull_request]\njobs: {a: {steps: [{run: npx goldgate check}]}}')).toMatchObject({
    gates: true,
  });
});

test('owners: the last line that matches counts', () => {
  const text = '# all\n* @all\n/docs/ @docs\n*.jsonl @data # the data\n/data/a\\ b/ @space\n/data/none\n';
  expect(ownersOf(text, 'src/a.ts')).toEqual(['@all']);
  expect(ownersOf(text, 'docs/x/y.md')).toEqual(['@docs']);
  expect(ownersOf(text, 'data/production/ba_train.jsonl')).toEqual(['@data']);
  expect(ownersOf(text, 'data/a b/x.yaml')).toEqual(['@space']);
  expect(ownersOf(text, 'data/none')).toEqual([]);
  expect(ownersOf('', 'a')).toEqual([]);
  expect(likelyOwners(text, detectLayout([]).layout)).toEqual(['@data']);
});

test('the lines for the owners cover what they should, and comments cover nothing', () => {
  const { layout } = detectLayout(['my data/ba_train.jsonl']);
  const text = renderOwners(layout, ['@a', 'b@c.de'], { account: null, keepers: ['@ops'] });
  expect(ownersOf(text, 'my data/ba_train.jsonl')).toEqual(['@a', 'b@c.de']);
  expect(ownersOf(text, '.github/workflows/goldgate.yml')).toEqual(['@ops']);
  expect(guardedPatterns(layout)).toEqual(['/my\\ data/', '/data/qa_eval.yaml', '/.github/']);
  expect(ownersOf(renderOwners(layout, [], { account: 'acme' }), 'my data/ba_train.jsonl')).toEqual([]);
});

test('scripts keep the formatting of package.json', () => {
  const text = '{\r\n    "name": "x",\r\n    "files": ["a"]\r\n}\r\n';
  const with4 = addScripts(text, false) as string;
  expect(with4).toBe(
    '{\r\n    "name": "x",\r\n    "files": ["a"],\r\n    "scripts": {\r\n        "dspy-qa": "goldgate testcases",\r\n        "dspy-qa-lint": "goldgate lint"\r\n    }\r\n}\r\n',
  );
  expect(addScripts(with4, false)).toBe(with4);
  const own = '{"scripts":{"dspy-qa":"mine","dspy-qa-lint":"mine"}}';
  expect(addScripts(own, false)).toBe(own);
  expect(JSON.parse(addScripts(own, true) as string).scripts['dspy-qa']).toBe('goldgate testcases');
  expect(addScripts('{\n\t"scripts": {},\n\t"a": 1\n}\n', false)).toBe(
    '{\n\t"scripts": {\n\t\t"dspy-qa": "goldgate testcases",\n\t\t"dspy-qa-lint": "goldgate lint"\n\t},\n\t"a": 1\n}\n',
  );
  expect(JSON.parse(addScripts('{}', false) as string)).toEqual({
    scripts: { 'dspy-qa': 'goldgate testcases', 'dspy-qa-lint': 'goldgate lint' },
  });
  for (const broken of ['{', '[]', '{"scripts": 3}', '']) expect(addScripts(broken, false)).toBeNull();
});

test('targets that a Makefile has are left to it', () => {
  const makefile = 'A := 1\n.PHONY: dspy-qa\nall dspy-qa: x\n\techo a: b\n';
  expect(targetsOf(makefile)).toEqual(new Set(['all', 'dspy-qa']));
  expect(renderMakeRecipes(targetsOf(makefile))).not.toContain('dspy-qa:');
  expect(renderMakeRecipes(new Set())).toContain('dspy-qa-lint:\n\t$(GOLDGATE) lint');
  expect(renderMakeRecipes(new Set(['dspy-qa', 'dspy-qa-lint']))).toBeNull();
});
