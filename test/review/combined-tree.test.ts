// Two approved changes of datasets, each fine alone, meet in a merge group: its commit holds both, and the dataset checks
// judge what it holds, on a real repository through the Action's own comparison.

import { expect, test } from 'vitest';
import { held, Repository, train } from '../action/repository.ts';
import { runAction } from '../action/run.ts';

type Change = (repository: Repository) => void;

/** What the Action says of each branch alone, of the group of the first, and of the group of both on its own base. */
function judged(one: Change, other: Change, prepare?: Change) {
  const repository = new Repository(prepare);
  const base = repository.git('rev-parse', 'HEAD');
  const at = (commit: string) => void repository.git('checkout', '--quiet', '--detach', commit);
  const [first = '', second = ''] = [one, other].map((change) => {
    at(base);
    change(repository);
    return repository.commit('change');
  });
  const group = (before: string, head: string) => {
    at(before);
    repository.git('merge', '--quiet', '--no-ff', '--message', 'group', head);
    return repository.git('rev-parse', 'HEAD');
  };
  const said = (before: string, sha: string) => {
    at(sha);
    const payload = { merge_group: { base_sha: before, head_sha: sha } };
    const { code, annotations } = runAction(repository.path, { name: 'merge_group', sha, payload });
    return [`exit ${code}`, ...annotations].join(', ');
  };
  const groupOfFirst = group(base, first);
  const groupOfBoth = group(groupOfFirst, second);
  return {
    alone: [said(base, first), said(base, group(base, second))],
    first: said(base, groupOfFirst),
    both: said(groupOfFirst, groupOfBoth),
  };
}

const need = (id: string, description: string) => ({ id, description, priority: 'High' });
/** An example that is like no other, of the kind that stands first in both datasets. */
const anew = (repository: Repository): string => {
  const { metadata } = JSON.parse(repository.lines(train)[0] as string) as { metadata: object };
  const requirements = {
    title: 'Lighthouse key ledger',
    description: 'Keepers of a coastal trust borrow lamp-room keys; nobody knows who holds which one after a storm.',
    functional_requirements: [
      need('FR001', 'Sign a key out against a badge number and the tide table of that night'),
      need('FR002', 'Warn the harbour office when a tower has had no key at hand for an hour'),
    ],
    non_functional_requirements: [need('NFR001', 'Works without a connection for three days on the skerries')],
    constraints: [need('C001', 'Runs on the trust’s rugged tablets, which nobody updates in winter')],
  };
  return JSON.stringify({ concept: 'Ledger of borrowed lighthouse keys', requirements, metadata });
};

const insteadOfFirst =
  (path: string): Change =>
  (repository) => {
    repository.write(path, `${[anew(repository), ...repository.lines(path).slice(1)].join('\n')}\n`);
    repository.updateManifest();
    // Both of one second, or else the manifests would not merge.
    repository.replace('data/production/manifest.json', /("updated_at": "[\d-]+ )[\d:]+/, '$100:00:00');
  };

test('58: an example that one adds to the training data and the other to the held-out data is found in the group', () => {
  const { alone, first, both } = judged(insteadOfFirst(train), insteadOfFirst(held));
  expect([...alone, first]).toEqual(['exit 0', 'exit 0', 'exit 0']);
  expect(both).toBe(`exit 1, error no-leakage ${train}:1`);
});

test('58: an example that both add to one dataset is found in the group', () => {
  const add =
    (place: (lines: string[], line: string) => string[]): Change =>
    (repository) =>
      repository.write(train, `${place(repository.lines(train), anew(repository)).join('\n')}\n`);
  const { alone, first, both } = judged(
    add((lines, line) => [line, ...lines]),
    add((lines, line) => [...lines, line]),
    (repository) => repository.replace('.github/goldgate.yml', 'rules:\n', 'rules:\n  manifest-current: off\n'),
  );
  expect([...alone, first]).toEqual(['exit 0', 'exit 0', 'exit 0']);
  expect(both).toBe(`exit 1, error no-exact-duplicates ${train}:26`);
});
