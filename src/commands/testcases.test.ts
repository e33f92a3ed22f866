import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scratch } from './scratch.ts';

const folder = 'artifacts/dspy/testcases';
const stories = `- id: S1
  title: Sign in
  acceptance:
    - The dashboard opens
- id: S2
  title: Sign out
`;
const expectations = `cases:
  - story_id: S1
    required_mentions: [locked, retry]
`;
const answer = (unhappy: string) =>
  `# S1\n\n## Happy Path\n\n1. Sign in\n   - Expected Result: The dashboard opens\n\n## Unhappy Path\n\n1. ${unhappy}\n   - Expected Result: an error is shown\n`;

let team: Scratch;
beforeEach(() => {
  team = new Scratch();
  team.write('planning/stories.yaml', stories);
  team.write('data/qa_eval.yaml', expectations);
});
afterEach(() => team[Symbol.dispose]());

describe('stubs', () => {
  test('are written for every story, the same each time, and never count', async () => {
    const first = await team.run('testcases', '--stub');
    expect(first).toEqual({
      ...{ code: 0, err: '' },
      out: `${folder}/S1.md  stub\n${folder}/S2.md  stub\n\n2 stories · negative coverage: 0.00 (0 of 2 mentions) · stub: 2\n`,
    });
    const text = team.read(`${folder}/S1.md`);
    expect(text).toMatch(/^<!-- goldgate:stub /);
    expect((await team.run('testcases', '--stub')).out).toContain('S1.md  unchanged');
    expect(team.read(`${folder}/S1.md`)).toBe(text);
    expect(await team.findings('lint', '--rule', 'negative-coverage', 'required-mentions')).toEqual([
      'error negative-coverage data/qa_eval.yaml:1',
    ]);
  });

  test('replace a stub alone, by force neither', async () => {
    team.write(`${folder}/S1.md`, '# mine\n');
    team.write(`${folder}/S2.md`, '<!-- goldgate:stub -->\nold\n');
    for (const flags of [[], ['--force']]) {
      const { out } = await team.run('testcases', '--stub', ...flags);
      expect(out).toContain('S1.md  kept: a person wrote it');
      expect(team.read(`${folder}/S1.md`)).toBe('# mine\n');
    }
    expect(team.read(`${folder}/S2.md`)).toContain('# S2: Sign out');
  });

  test('of the other stories are written where one has no id, and the end says which was not', async () => {
    team.write('planning/stories.yaml', `${stories}- title: Nameless\n- id: S3\n- title: Another\n`);
    const { code, out, err } = await team.run('testcases', '--stub');
    expect(code).toBe(1);
    expect(err).toBe('planning/stories.yaml:7: A story has no `id`.\nplanning/stories.yaml:9: A story has no `id`.\n');
    expect(out).toContain(`${folder}/S1.md  stub\n${folder}/S2.md  stub\n${folder}/S3.md  stub\n\n3 stories`);
    expect(out).toMatch(/Not written, for want of an id: planning\/stories\.yaml, lines 7, 9\.\n$/);
    expect((await team.run('testcases', '--stub', '--story', 'S2')).code).toBe(0);
  });

  test('by the environment, for chosen stories, below a configured folder', async () => {
    team.env = { DSPY_QA_STUB: '1' };
    team.write('.github/goldgate.yml', 'testcases: qa/cases/\n');
    expect((await team.run('testcases', '--story', 'S2')).out).toBe(
      'qa/cases/S2.md  stub\n\n1 story · negative coverage: nothing is required · stub: 1\n',
    );
  });
});

describe('what cannot be done', () => {
  test.each<[string, (team: Scratch) => void, string[], RegExp]>([
    ['no model', () => undefined, [], /no model to ask.*--stub/],
    ['a story that nobody planned', () => undefined, ['--stub', '--story', 'S01'], /no story.*S01; S1 differs/],
    ['an id that is a path', (t) => t.write('planning/stories.yaml', '- id: ../x'), ['--stub'], /cannot be the name/],
    ['no plan', (t) => ['planning', 'data'].map((path) => t.remove(path)), ['--stub'], /neither planning\/stories/],
    ['a file for a folder', (t) => t.write('artifacts/dspy', 'x'), ['--stub'], /artifacts\/dspy is a file/],
    ['no name of a model', (t) => void Object.assign(t.env, { OPENAI_API_KEY: 'k' }), [], /no model is named/],
  ])('%s', async (_, prepare, flags, message) => {
    prepare(team);
    const { code, err } = await team.run('testcases', ...flags);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('a plan that cannot be read is a finding', async () => {
    team.write('planning/stories.yaml', '- id: S1\n- id: S1\n');
    expect(await team.run('testcases', '--stub')).toMatchObject({
      ...{ code: 1, out: 'planning/stories.yaml:2: Story S1 already stands on line 1.\n' },
    });
  });

  test('without stories it passes when told to', async () => {
    team.remove('planning');
    expect((await team.run('testcases', '--skip-if-missing')).code).toBe(0);
    team.env = { DSPY_QA_SKIP_IF_MISSING: '1' };
    expect((await team.run('testcases')).err).toContain('skipped');
    team.env = {};
    expect((await team.run('testcases', '--stub')).out).toContain('S1.md  stub');
  });
});

describe('by a model', () => {
  let server: Server;
  let replies: string[];
  let prompts: string[];
  beforeEach(async () => {
    [replies, prompts] = [[], []];
    server = createServer((message, reply) => {
      let body = '';
      message.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      message.on('end', () => {
        prompts.push((JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)?.content ?? '');
        const content = replies.shift();
        if (content === undefined) return void reply.writeHead(400).end('{}');
        reply.writeHead(200, { 'content-type': 'application/json' });
        reply.end(JSON.stringify({ choices: [{ message: { content } }] }));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    team.env = {
      OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      OPENAI_API_KEY: 'k',
    };
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const run = (...flags: string[]) => team.run('testcases', '--model', 'm', '--story', 'S1', ...flags);

  test('one good answer is enough', async () => {
    replies = [`\`\`\`markdown\n${answer('Locked account, retry')}\`\`\``];
    const { code, out } = await run();
    expect(out).toBe(`${folder}/S1.md  written\n\n1 story · negative coverage: 1.00 (2 of 2 mentions) · stub: 0\n`);
    expect(code).toBe(0);
    expect(team.read(`${folder}/S1.md`)).toMatch(/^<!-- goldgate:generated .*-->\n\n# S1\n/);
    expect(JSON.parse(prompts[0] ?? '')).toEqual({
      ...{ id: 'S1', title: 'Sign in', description: '' },
      ...{ acceptance_criteria: ['The dashboard opens'], required_mentions: ['locked', 'retry'] },
    });
    expect((await run()).out).toContain('kept: nothing is missing');
  });

  test('a poor answer is asked for again, with what it lacks, and the better one stays', async () => {
    replies = [answer('Locked account'), '## Happy Path'];
    const { code, out, err } = await run();
    expect(prompts[1]).toContain('The unhappy part of S1 does not mention "retry".');
    expect(err).toContain('asking once more');
    expect(out).toContain('missing: The unhappy part of S1 does not mention "retry".');
    expect(out).toContain('negative coverage: 0.50 (1 of 2 mentions)');
    expect(out).toContain('The goal is 0.95.');
    expect(code).toBe(1);
    expect(team.read(`${folder}/S1.md`)).toContain('Locked account');
    replies = [answer('No'), answer('Locked, retry')];
    expect(await run()).toMatchObject({ code: 0 });
  });

  test('a story that falls short fails the run, however many others and whatever the minimum', async () => {
    const mentions = Array.from({ length: 24 }, (_, index) => `case ${index}`);
    const cases = `cases:\n  - {story_id: S1, required_mentions: [locked]}\n  - {story_id: S2, required_mentions: [${mentions}]}\n`;
    team.write('data/qa_eval.yaml', cases);
    replies = [answer('No'), answer('No'), answer(mentions.join(', '))];
    const { code, out } = await team.run('testcases', '--model', 'm');
    expect(out).toContain('negative coverage: 0.96 (24 of 25 mentions)');
    expect(out).not.toContain('The goal');
    expect(code).toBe(1);
    team.write('data/qa_eval.yaml', 'cases: [{story_id: S1, required_mentions: [locked, retry, late, lost]}]\n');
    team.write('.github/goldgate.yml', 'rules: {negative-coverage: {minimum: 0}}\n');
    replies = [answer('Locked account'), answer('Locked account')];
    const quarter = await run();
    expect(quarter.out.match(/ {2}missing: /g)).toHaveLength(3);
    expect(quarter).toMatchObject({ code: 1, out: expect.stringContaining('0.25 (1 of 4 mentions)') });
  });

  test('a second try that fails leaves the first', async () => {
    replies = [answer('Locked account')];
    const { code, err } = await run();
    expect(err).toContain('refuses the request (400)');
    expect(code).toBe(1);
    expect(team.read(`${folder}/S1.md`)).toContain('Locked account');
  });

  test('a first try that fails is a broken set-up, and writes nothing', async () => {
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('refuses the request (400)') });
    expect(() => team.read(`${folder}/S1.md`)).toThrow();
  });

  test('what a person wrote stays, unless forced; a stub is replaced', async () => {
    replies = [answer('Locked, retry'), answer('Locked, retry')];
    team.write(`${folder}/S1.md`, '# mine\n');
    expect((await run()).out).toContain('kept: a person wrote it; --force overwrites it');
    expect(team.read(`${folder}/S1.md`)).toBe('# mine\n');
    await run('--force');
    expect(team.read(`${folder}/S1.md`)).toContain('Locked');
    team.write(`${folder}/S1.md`, '<!-- goldgate:stub -->\n');
    expect((await run()).out).toContain('S1.md  written');
  });

  test('the operator may name a private address, the configuration only with `allow-hosts`', async () => {
    const { OPENAI_BASE_URL: url } = team.env;
    const model = `model:\n  base-url: ${url}\n  name: m\n`;
    team.env = { OPENAI_API_KEY: 'k' };
    team.write('.github/goldgate.yml', model);
    replies = [answer('Locked, retry')];
    const { code, err } = await team.run('testcases', '--story', 'S1');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/private address.*`model\.allow-hosts`/) });
    expect(prompts).toEqual([]);
    team.write('.github/goldgate.yml', `${model}  allow-hosts: [127.0.0.1]\n`);
    expect((await team.run('testcases', '--story', 'S1')).code).toBe(0);
    expect(prompts).toHaveLength(1);
  });

  test('in a pull request the configuration names no endpoint', async () => {
    const { OPENAI_BASE_URL: url } = team.env;
    team.env = { OPENAI_API_KEY: 'k', GITHUB_EVENT_NAME: 'pull_request' };
    team.write('.github/goldgate.yml', `model:\n  base-url: ${url}\n  name: m\n  allow-hosts: [127.0.0.1]\n`);
    const { code, err } = await team.run('testcases', '--story', 'S1');
    expect(err).toContain('no model is named');
    expect(code).toBe(2);
    expect(prompts).toEqual([]);
  });
});
