// Who lives in the playground, and the repository `acme/golden` they work on: Goldgate's own data under double review.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RepositoryPermission } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import type { World } from '../fakehub/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const evalFile = 'data/production/ba_eval.jsonl';
export const manifestFile = 'data/production/manifest.json';
export const policyFile = '.github/goldgate.yml';

export interface Person {
  login: string;
  name: string;
  kind: 'User' | 'Bot';
  role: string;
  says: string;
  permission: RepositoryPermission;
}

export const people: readonly Person[] = [
  person('ana', 'author', 'writes the golden data', 'write'),
  person('bob', 'curator', 'curates the golden data', 'write'),
  person('carol', 'curator', 'curates it, too', 'write'),
  person('dana', 'maintainer', 'keeps the repository', 'maintain'),
  person('mallory', 'stranger', 'may only read', 'read'),
  { ...person('robo[bot]', 'bot', 'is a program', 'write'), name: 'Robo', kind: 'Bot' },
];

function person(login: string, role: string, says: string, permission: RepositoryPermission): Person {
  return { login, name: `${login[0]?.toUpperCase()}${login.slice(1)}`, kind: 'User', role, says, permission };
}

const policy = `# What is checked, and who must approve what; read at the base of each pull request.
testcases: data/testcases
stories: data/planning/stories.yaml
tasks: data/planning/tasks.csv
# Two curators approve every change of the golden data: not its author, nobody who committed to it.
review:
  curators:
    teams: [acme/curators]
  approvals: 2
`;

/** The repository, with its people, and no pull request yet. */
export function settle(world: World): Repository {
  for (const { login, kind } of people) world.addUser(login, { type: kind });
  world.addTeam('acme/curators', ['bob', 'carol']);
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const files = Object.fromEntries(
    [...filesBelow('data'), ...['tune', 'nightly'].map((name) => `.github/workflows/${name}.yml`)].map((path) => [
      path,
      read(path),
    ]),
  );
  const repository = world.createRepository({
    owner: 'acme',
    name: 'golden',
    files: {
      ...files,
      [policyFile]: policy,
      'README.md': '# Golden data of acme\n\nThe examples by which our prompts are tuned and judged.\n',
    },
  });
  for (const { login, permission } of people) repository.setPermission(login, permission);
  return repository;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length));
}
