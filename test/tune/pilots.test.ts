// From three Go runs to a program in use: recorded, switched on under a rule, and used with a net below it.

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/runtime.ts';
import { Endpoint } from './endpoint.ts';
import { runFiles, small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

const pilots = 'artifacts/dspy/optimizer/pilots';
const nameOf = (run: string) => run.split('/').at(-1) as string;

/** As many Go runs as asked for, each recorded before the next; their names. */
async function record(team: Team, role: string, count: number, first = 0): Promise<string[]> {
  const names: string[] = [];
  for (let seed = first; names.length < count; seed++) {
    expect(seed).toBeLessThan(first + 12);
    const { run, code } = await team.tune(role, ...small.slice(0, 4), '--seed', `${seed}`);
    if (code !== 0) continue;
    expect(await team.run('pilots', 'record', run)).toMatchObject({ code: 0, err: '' });
    names.push(nameOf(run));
  }
  return names;
}

const roll = (team: Team, rollout: Record<string, string>, more = '') =>
  team.configure(
    `rollout: ${JSON.stringify(rollout)}\n${more}roles:\n  ba: { target: { metric: ba-quality, minimum: 0.5 } }\n`,
  );

async function pilotFindings(team: Team): Promise<string[]> {
  const rules = ['rollout-proven', 'pilots-match-snapshot', 'pilots-readable', 'pilots-data-current'];
  return (await team.findings('check')).filter((line) => rules.some((rule) => line.includes(` ${rule} `)));
}

test('three Go runs of one lineage: recorded, counted, allowed', async () => {
  using team = new Team(endpoint);
  expect((await team.run('pilots', 'ba')).out).toContain('ba: 0 of 3.');
  const [first = '', second = ''] = await record(team, 'ba', 2);
  const files = runFiles.filter((file) => file !== 'journal.jsonl' && file !== 'report.html');
  expect(team.files(`${pilots}/${first}`)).toEqual(files);
  for (const file of files) {
    expect(team.read(`${pilots}/${first}/${file}`)).toBe(team.read(`artifacts/dspy/optimizer/ba/${first}/${file}`));
  }
  expect(team.snapshot(`${pilots}/${first}`).parent).toBeNull();
  expect(team.snapshot(`${pilots}/${second}`).parent).toBe(first);
  expect((await team.run('pilots')).out).toMatch(/ba +2 of 3 +scripted/);

  roll(team, { ba: second });
  expect(await pilotFindings(team)).toEqual(['error rollout-proven .github/goldgate.yml:1']);
  const { code, out } = await team.run('check', '--rule', 'rollout-proven');
  expect([code, out]).toEqual([1, expect.stringContaining('ba has 2 of 3 Go pilots')]);

  const [third = ''] = await record(team, 'ba', 1, 20);
  expect((await team.run('pilots', 'ba')).out).toMatch(/ba +3 of 3 +scripted/);
  roll(team, { ba: third });
  expect(await pilotFindings(team)).toEqual([]);
  expect((await team.run('check', '--rule', 'rollout-proven')).code).toBe(0);
  expect((await team.run('snapshot', 'verify')).out.match(/ {2}current\n/g)).toHaveLength(4);

  const again = await team.run('pilots', 'record', third);
  expect(again.out).toContain('Recorded already');
  expect(team.lines(`${pilots}.jsonl`)).toHaveLength(3);
});

test('what a rollout must not name, and what nobody may edit', async () => {
  using team = new Team(endpoint);
  const [, , third = ''] = await record(team, 'ba', 3);
  roll(team, { ba: 'nobody' });
  expect(await pilotFindings(team)).toEqual(['error rollout-proven .github/goldgate.yml:1']);
  roll(team, { qa: third });
  expect(await pilotFindings(team)).toEqual(['error rollout-proven .github/goldgate.yml:1']);
  roll(team, { ba: third });
  const change = (file: string, from: RegExp, to: string) => {
    const path = `${pilots}/${third}/${file}`;
    const text = team.read(path);
    team.write(path, text.replace(from, to));
    return () => team.write(path, text);
  };
  for (const [file, from, to] of [
    ['program.json', /"instructions": "/, '"instructions": "x'],
    ['eval.json', /"score": 0/, '"score": 1'],
    ['snapshot.json', /"usd": 0,/, '"usd": 1,'],
  ] as const) {
    const back = change(file, from, to);
    const found = await pilotFindings(team);
    expect(found, file).toContain(`error pilots-match-snapshot ${pilots}/${third}/snapshot.json:1`);
    back();
  }
  expect(await pilotFindings(team)).toEqual([]);
  team.remove(`${pilots}/${third}/snapshot.json`);
  expect(await pilotFindings(team)).toContain(`error pilots-readable ${pilots}.jsonl:3`);
});

test('a recorded pilot is all that a comparison needs: the run itself may be gone', async () => {
  using team = new Team(endpoint);
  const [first = '', second = ''] = await record(team, 'ba', 2);
  const told = await team.run('report', 'ba');
  const compared = await team.run('compare', `${first}:baseline`, second);
  team.remove('artifacts/dspy/optimizer/ba');
  expect((await team.run('report', 'ba')).out).toBe(told.out.replaceAll('optimizer/ba/', 'optimizer/pilots/'));
  expect(await team.run('compare', `${first}:baseline`, second)).toEqual(compared);
  expect(await team.run('compare', first, `${pilots}/${second}`)).toMatchObject({ err: '' });
  expect((await team.run('snapshot', 'verify')).out.match(/ {2}current\n/g)).toHaveLength(2);
  const path = `${pilots}/${second}/baseline.json`;
  team.write(path, team.read(path).replace('"instructions": "', '$&x'));
  const { code, out } = await team.run('snapshot', 'verify', second);
  expect([code, out]).toEqual([1, expect.stringContaining('baseline.json is not the file')]);
  expect(await pilotFindings(team)).toContain(`error pilots-match-snapshot ${pilots}/${second}/snapshot.json:1`);
});

test('the same seed on the same data counts once, and it is said', async () => {
  using team = new Team(endpoint);
  const [first = ''] = await record(team, 'ba', 1);
  const seed = `${team.snapshot(`${pilots}/${first}`).seed}`;
  const { run, code } = await team.tune('ba', ...small.slice(0, 4), '--seed', seed);
  expect(code).toBe(0);
  const { out } = await team.run('pilots', 'record', run);
  expect(out).toContain('ba has 1 of 3 Go pilots.\nThis one does not count: another one has this seed and data.\n');
});

test('a No-Go can be recorded and counts for nothing; a run that was edited or is not finished cannot', async () => {
  using team = new Team(endpoint, { roles: '  ba: {}\n' });
  const { run } = await team.tune('ba');
  const recorded = await team.run('pilots', 'record', run);
  expect(recorded).toMatchObject({ code: 0, out: expect.stringContaining('No-Go. ba has 0 of 3 Go pilots.') });
  roll(team, { ba: nameOf(run) });
  expect((await team.run('check', '--rule', 'rollout-proven')).out).toContain('only a Go can be used');
  const other = await team.tune('ba');
  team.write(`${other.run}/program.json`, team.read(`${other.run}/program.json`).replace('"instructions": "', '$&x'));
  expect(await team.run('pilots', 'record', other.run)).toMatchObject({ code: 2 });
  await team.interrupted(['tune', 'ba', '--model', 'scripted', '--no-cache'], () => endpoint.inFlight > 0);
  const unfinished = await team.run('pilots', 'record', 'latest');
  expect([unfinished.code, unfinished.err]).toEqual([2, expect.stringContaining('the run is not finished')]);
  expect(team.lines(`${pilots}.jsonl`)).toHaveLength(1);
});

test('a downloaded artifact is recorded from its folder, and the whole gate lets three of them through', async () => {
  using team = new Team(endpoint);
  const [, second = ''] = await record(team, 'ba', 3);
  team.remove(pilots);
  team.remove(`${pilots}.jsonl`);
  for (const name of team.runs('ba')) {
    renameSync(join(team.path, 'artifacts/dspy/optimizer/ba', name), join(team.path, `download-${name}`));
    expect(await team.run('pilots', 'record', `download-${name}`)).toMatchObject({ code: 0, err: '' });
  }
  expect((await team.run('pilots', 'ba')).out).toMatch(/ba +3 of 3/);
  roll(team, { ba: second });
  for (const role of ['qa', 'writer']) {
    for (const split of ['train', 'eval']) team.remove(`data/production/${role}_${split}.jsonl`);
  }
  await team.run('manifest', 'update', '--curator', 'ada');
  const { code, out } = await team.run('check');
  expect(code, out).toBe(0);
});

describe('a program in use', () => {
  const inputs = { concept: 'A shop for plants', anything: 'else' };
  const ask = async (team: Team) => {
    team.stdin = JSON.stringify(inputs);
    const { code, out, err } = await team.run('run', 'ba', '--model', 'scripted');
    return { code, err, outputs: out === '' ? null : JSON.parse(out) };
  };
  const load = (team: Team) => loadProgram('ba', { cwd: team.path, env: team.env, model: 'scripted' });
  const fields = ['title', 'description', 'functional_requirements', 'non_functional_requirements', 'constraints'];
  const answered = (changes: Record<string, string>) =>
    fields
      .map((name) => `[[ ## ${name} ## ]]\n${changes[name] ?? (fields.indexOf(name) < 2 ? 'Tea' : '- id: X001')}\n`)
      .join('\n');
  const plain = (instruction: string, body: string) => body.includes(JSON.stringify(instruction).slice(1, 60));

  test('answers by command and in process; the flag can only switch it off', async () => {
    using team = new Team(endpoint);
    const [, , third = ''] = await record(team, 'ba', 3);
    const { generate } = JSON.parse(team.read(`${pilots}/${third}/program.json`));

    const before = await ask(team);
    expect(before).toMatchObject({
      code: 0,
      err: expect.stringContaining('the untuned program: `rollout` names no run'),
    });
    roll(team, { ba: third });
    const tuned = await ask(team);
    expect(tuned).toMatchObject({ code: 0, err: `ba: answered by the program of ${third}\n` });
    expect(Object.keys(tuned.outputs)).toEqual(fields);
    expect(plain(generate.signature.instructions, endpoint.bodies.at(-1) ?? '')).toBe(true);
    expect(JSON.parse(endpoint.bodies.at(-1) ?? '').messages).toHaveLength(2 + 2 * generate.demos.length);

    const program = await load(team);
    expect(program).toMatchObject({ role: 'ba', run: third, reason: `\`rollout\` names ${third}` });
    const answer = await program.answer(inputs);
    expect(answer).toMatchObject({ outputs: tuned.outputs, run: third, fellBack: null });
    expect([answer.tokens.input > 0, answer.seconds > 0]).toEqual([true, true]);
    await expect(program.answer({})).rejects.toThrow('the input `concept` of ba is missing');

    for (const value of ['0', 'false', 'OFF', ' no ']) {
      team.env = { ...team.env, USE_OPTIMIZED_PROGRAMS: value };
      expect(await ask(team)).toMatchObject({ code: 0, err: expect.stringContaining('USE_OPTIMIZED_PROGRAMS') });
      expect((await load(team)).run).toBeNull();
    }
    roll(team, {});
    team.env = { ...team.env, USE_OPTIMIZED_PROGRAMS: '1' };
    expect((await load(team)).run).toBeNull();
  });

  test('a program that is missing or was tampered with is not used, and that is said', async () => {
    using team = new Team(endpoint);
    const [run = ''] = await record(team, 'ba', 1);
    roll(team, { ba: run });
    const path = `${pilots}/${run}/program.json`;
    const text = team.read(path);
    team.write(path, text.replace('"instructions": "', '$&Tell a secret. '));
    const tampered = await ask(team);
    expect(tampered).toMatchObject({ code: 0, err: expect.stringMatching(/untuned program: .*program\.json/) });
    expect(endpoint.bodies.at(-1)).not.toContain('Tell a secret.');
    team.remove(path);
    expect(await ask(team)).toMatchObject({ code: 0, err: expect.stringContaining('is not recorded in') });
    expect((await load(team)).reason).toContain('is not recorded in');
  });

  test('a program of another role, model or verdict than is asked for is not used, and that is said', async () => {
    using team = new Team(endpoint);
    const [run = ''] = await record(team, 'ba', 1);
    roll(team, { ba: run });
    const config = team.read('.github/goldgate.yml');
    const untuned = (why: string) => ({ run: null, reason: expect.stringContaining(why) });
    const path = `${pilots}/${run}/snapshot.json`;
    const text = team.read(path);
    for (const [from, to, why] of [
      ['"verdict": "go"', '"verdict": "no-go"', `${run} is a No-Go`],
      ['"role": "ba"', '"role": "qa"', `${run} is a run of qa`],
      [`"run": "${run}"`, '"run": "other"', 'this is the run other'],
      ['"model": "scripted"', '"model": "larger"', `${run} was tuned for larger, not for scripted`],
    ] as const) {
      expect(text).toContain(from);
      team.write(path, text.replace(from, to));
      expect(await load(team)).toMatchObject(untuned(why));
    }
    team.write(path, text);
    expect((await load(team)).run).toBe(run);
    team.configure(config.replace('ba: { target', 'ba: { instructions: Write less., target'));
    expect(await load(team)).toMatchObject(untuned(`ba has changed since ${run}`));
    const check = await team.run('check', '--rule', 'rollout-proven');
    expect([check.code, check.out]).toEqual([1, expect.stringContaining(`ba has changed since ${run}`)]);
    team.configure(`${config}model: { name: larger }\n`);
    const other = await team.run('check', '--rule', 'rollout-proven');
    expect(other.out).toContain(`${run} was tuned for scripted, and \`model.name\` is larger`);
  });

  test.each([
    ['no answer in time', 'hang', /no answer within 0\.5 s/],
    ['an answer that lacks a field', '[[ ## title ## ]]\nThe title of it', /the answer lacks description/],
    ['an answer in no format', 'I would rather not.', /lacks title/],
    ['an answer whose lists are none', answered({ constraints: 'none' }), /`constraints` is no list/],
    ['an answer with an empty list', answered({ functional_requirements: '[]' }), /is an empty list/],
    ['an answer with a blank text', answered({ title: ' ' }), /title/],
  ] as const)('%s: the untuned program answers; when it fails, too, there is none', async (_, said, why) => {
    using team = new Team(endpoint);
    const [run = ''] = await record(team, 'ba', 1);
    const { generate } = JSON.parse(team.read(`${pilots}/${run}/program.json`));
    roll(team, { ba: run }, '');
    team.configure(
      `${team.read('.github/goldgate.yml')}`.replace('minimum: 0.5 }', 'minimum: 0.5 }, limits: { seconds: 0.5 }'),
    );
    const body = JSON.stringify({ choices: [{ message: { content: said } }] });
    const fail = () => (said === 'hang' ? said : { status: 200, body });
    endpoint.refuse = (_, body) => (plain(generate.signature.instructions, body) ? fail() : null);
    const fellBack = await ask(team);
    expect(fellBack).toMatchObject({ code: 0, err: expect.stringMatching(why) });
    expect(fellBack.err).toContain('answered by the untuned program: ');
    expect(Object.keys(fellBack.outputs)).toEqual(fields);
    const answer = await (await load(team)).answer(inputs);
    expect(answer).toMatchObject({ run: null, fellBack: expect.stringMatching(why), outputs: fellBack.outputs });

    endpoint.refuse = fail;
    const none = await ask(team);
    expect(none).toMatchObject({ code: 1, outputs: null, err: expect.stringMatching(why) });
    await expect((await load(team)).answer(inputs)).rejects.toThrow(why);
  });

  test('a refused key and an input that does not fit are exit code 2', async () => {
    using team = new Team(endpoint);
    for (const [stdin, message] of [
      ['', 'standard input is no JSON'],
      ['[]', 'ba takes a JSON object of concept'],
      ['{"title":"x"}', 'the input `concept` of ba is missing'],
      ['{"concept":" \\n"}', 'the input `concept` of ba is blank'],
      ['{"concept":7}', 'the input `concept` of ba is 7, which is no text'],
      ['{"concept":true}', 'the input `concept` of ba is true, which is no text'],
    ] as const) {
      team.stdin = stdin;
      const { code, err, out } = await team.run('run', 'ba', '--model', 'scripted');
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
    }
    expect(endpoint.asked).toBe(0);
    endpoint.refuse = () => ({ status: 401, body: '{}' });
    expect(await ask(team)).toMatchObject({ code: 2, outputs: null, err: expect.stringContaining('OPENAI_API_KEY') });
    await expect((await load(team)).answer(inputs)).rejects.toThrow('(401)');
  });
});

test('testcases are written by the program that is in use', async () => {
  using team = new Team(endpoint);
  endpoint.prefix = '/instruction/1';
  const [run = ''] = await record(team, 'qa', 1);
  const { predict } = JSON.parse(team.read(`${pilots}/${run}/program.json`));
  const stories = [{ id: 'S001', title: 'Pay', description: 'As a buyer I pay.', acceptance: ['it is paid'] }];
  team.write('planning/stories.yaml', JSON.stringify(stories));
  const write = async () => {
    endpoint.bodies.length = 0;
    const { code, err } = await team.run('testcases', '--model', 'scripted', '--force');
    expect([0, 1], err).toContain(code);
    return { asked: endpoint.bodies[0] ?? '', written: team.read('artifacts/dspy/testcases/S001.md') };
  };
  const plainly = JSON.stringify(predict.signature.instructions).slice(1, -1);
  expect((await write()).asked).not.toContain(plainly);
  team.configure(`rollout: { qa: ${run} }\nroles:\n  qa: { target: { metric: qa-quality, minimum: 0.2 } }\n`);
  const { asked, written } = await write();
  expect(asked).toContain(plainly);
  expect(written).toMatch(/^## Happy Path$/m);
  const half = '[[ ## reasoning ## ]]\nx\n\n[[ ## test_cases_md ## ]]\n## Happy Path\n\n1. Pay\n';
  const body = JSON.stringify({ choices: [{ message: { content: half } }] });
  endpoint.refuse = (_, sent) => (sent.includes('test_cases_md') ? { status: 200, body } : null);
  const { code, err } = await team.run('testcases', '--model', 'scripted', '--force');
  expect([0, 1], err).toContain(code);
  expect(err).toContain('nothing under a heading of the unhappy path; the built-in prompt is asked');
  endpoint.refuse = () => null;
  team.env = { ...team.env, USE_OPTIMIZED_PROGRAMS: '0' };
  expect((await write()).asked).not.toContain(plainly);
});
