// One bundle, three versions of Node, the same bytes.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodes, run, Sandbox } from './bundle.ts';

const sandbox = new Sandbox();
afterAll(() => sandbox[Symbol.dispose]());
const clean = sandbox.team('clean');
const damaged = sandbox.team('damaged');
const train = join(damaged, 'data/production/ba_train.jsonl');
appendFileSync(train, '{"concept": 1e999, "a": "\\ud800", "a": 12345678901234567890}\n');
appendFileSync(train, Buffer.from('{"concept": "\xff"}\n{"concept": "x",}\r\n[[[\n{"__proto__": {}}', 'latin1'));
appendFileSync(join(damaged, 'data/testcases/S001.md'), '\n\n1. A case: ::error::x ##[error]y <script>\n');
sandbox.write('broken/.github/goldgate.yml', 'rulez: {}\nfail-on: [\n');
const broken = join(sandbox.path, 'broken');

test.each([
  ['--version', clean, 0, ['--version']],
  ['the clean check', clean, 0, ['check']],
  ['the damaged check', damaged, 1, ['check']],
  ...['json', 'markdown', 'sarif', 'github'].map(
    (format) => [format, damaged, 1, ['check', '--format', format]] as const,
  ),
  ['the check since a base', damaged, 1, ['check', '--base', 'HEAD']],
  ['lint', damaged, 1, ['lint']],
  ['manifest verify', damaged, 1, ['manifest', 'verify']],
  ['stats', damaged, 0, ['stats']],
  ['diff', damaged, 0, ['diff', '--base', 'HEAD']],
  ['the list of rules', clean, 0, ['explain']],
  ['one rule', clean, 0, ['explain', 'no-leakage']],
  ['a broken configuration', broken, 2, ['check']],
  ['an unknown flag', clean, 2, ['check', '--nonsense']],
  ['an unknown command', clean, 2, ['nonsense']],
  ['--help', clean, 0, ['--help']],
] as [string, string, number, string[]][])('%s', (_, cwd, code, args) => {
  const [oldest, ...others] = Object.entries(nodes()).map(([major, node]) => ({
    major,
    outcome: run(node, [sandbox.cli, ...args], cwd),
  }));
  expect(oldest?.outcome).toMatchObject({ code });
  expect((oldest?.outcome.out ?? '') + (oldest?.outcome.err ?? '')).not.toBe('');
  for (const { major, outcome } of others) expect({ major, ...outcome }).toEqual({ major, ...oldest?.outcome });
});

test('each is the Node that it is called', () => {
  for (const [major, node] of Object.entries(nodes())) {
    expect(run(node, ['--version'], sandbox.path).out).toMatch(new RegExp(`^v${major}\\.`));
  }
});
