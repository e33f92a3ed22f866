// A pull request in a real repository for each kind of damage, judged by the bundle that the runner starts.

import { describe, expect, test } from 'vitest';
import { consistent } from './consistent.ts';
import { held, Repository, train } from './repository.ts';
import { runAction } from './run.ts';

const manifest = 'data/production/manifest.json';
const architect = 'data/production/architect_train.jsonl';
const firstStory = 'data/testcases/S001.md';

interface Damage {
  what: string;
  base?: (repository: Repository) => void;
  change: (repository: Repository) => void;
  /** Every annotation, in order. */
  annotations: string[];
}

const damages: Damage[] = [
  {
    what: 'a held-out example in the training set',
    change: (repository) => {
      repository.append(train, repository.lines(held)[1] as string);
      repository.updateManifest();
    },
    annotations: [`error no-leakage ${train}:25`],
  },
  {
    what: 'a near duplicate',
    change: (repository) => {
      repository.append(
        train,
        (repository.lines(train)[0] as string)
          .replace('hides it from other', 'hides it from all other')
          .replace('Seed-swap', 'Seed swap'),
      );
      repository.updateManifest();
    },
    annotations: [`error no-near-duplicates ${train}:25`],
  },
  {
    what: 'a stale hash',
    change: (repository) => repository.replace(train, '"priority":"High"', '"priority":"Medium"'),
    annotations: [`error manifest-current ${manifest}:9`, `error manifest-current ${manifest}:10`],
  },
  {
    what: 'a dropped unhappy path',
    change: (repository) => repository.replace(firstStory, /## Unhappy Path.*/s, ''),
    annotations: [
      ...Array.from({ length: 4 }, () => `error required-mentions ${firstStory}:1`),
      `error unhappy-path-section ${firstStory}:1`,
      'error negative-coverage data/qa_eval.yaml:1',
    ],
  },
  {
    what: 'broken JSON in line 40,000',
    base: (repository) => {
      const lines = Array.from({ length: 40_000 }, (_, n) => architectRecord(n));
      repository.write(architect, `${lines.join('\n')}\n`);
      repository.updateManifest();
    },
    change: (repository) => {
      repository.replace(architect, /\}\n$/, '\n');
      repository.updateManifest();
    },
    annotations: [`error valid-json ${architect}:40000`],
  },
  {
    what: 'a renamed file',
    change: (repository) => repository.git('mv', held, 'data/production/ba_eval_v2.jsonl'),
    annotations: [`error manifest-complete ${manifest}:1`, `error manifest-files ${manifest}:19`],
  },
  {
    what: 'a deleted eval set',
    change: (repository) => repository.remove(held),
    annotations: [`error held-out-kept ${held}:1`, `error manifest-files ${manifest}:19`],
  },
  {
    what: 'an eval set deleted with its entry in the manifest',
    change: (repository) => {
      repository.remove(held);
      const { datasets, ...rest } = JSON.parse(repository.read(manifest));
      const kept = datasets.filter(({ path }: { path: string }) => !held.endsWith(path));
      const total = kept.reduce((sum: number, { examples }: { examples: number }) => sum + examples, 0);
      repository.write(manifest, `${JSON.stringify({ ...rest, total_examples: total, datasets: kept }, null, 2)}\n`);
    },
    annotations: [`error held-out-kept ${held}:1`],
  },
  {
    what: 'a disarmed configuration',
    change: (repository) => {
      repository.replace('.github/goldgate.yml', 'rules:\n', 'rules:\n  no-leakage: off\n');
      repository.append(train, repository.lines(held)[1] as string);
      repository.updateManifest();
    },
    annotations: ['error config-loosened .github/goldgate.yml:6', `error no-leakage ${train}:25`],
  },
];

/** Words that depend on the number alone, so that no two records are alike; 700 bytes, so that worker threads help. */
function architectRecord(n: number): string {
  const words = Array.from({ length: 92 }, (_, i) =>
    (((n * 7919 + i * 104_729) * 2_654_435_761) % 4_294_967_296).toString(36),
  );
  return JSON.stringify({
    input: { need: words.slice(0, 50).join(' ') },
    output: { design: words.slice(50).join(' ') },
  });
}

describe.each(damages)('$what', ({ base, change, annotations }) => {
  const repository = new Repository(base);
  const run = runAction(repository.path, repository.pullRequest(change));

  test('fails, with annotations on the lines at fault', () => {
    expect(run.annotations).toEqual(annotations);
    expect(run.code).toBe(1);
  });

  test('links the places to the head of the pull request', () => {
    expect(run.summary).toMatch(/<a href="https&#58;\/\/github\.example\/octo\/data\/blob\/[0-9a-f]{40}\//);
  });

  test('says the same in the summary, the outputs, the JSON report and SARIF', () => consistent(run, 'fail'));
});
