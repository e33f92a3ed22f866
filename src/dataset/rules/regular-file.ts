import { defineRule } from '../../core/rule.ts';
import type { ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'regular-file',
  subject: 'manifest',
  level: 'error',
  requirement: 'A dataset is a regular file in the repository: no link, no submodule, no Git LFS pointer.',
  why: 'What stands behind a link or a pointer is not what was reviewed.',
  bad: 'data/production/ba_eval.jsonl → ../../shared/ba_eval.jsonl',
  good: 'The file itself, committed.',
  options: {},
  *check({ irregular }) {
    for (const { path, what } of irregular) {
      const message = `${path} ${what}; commit the file itself`;
      yield { path, line: 1, message, identity: `irregular ${path}` };
    }
  },
});
