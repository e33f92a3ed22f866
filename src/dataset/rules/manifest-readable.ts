import { defineRule } from '../../core/rule.ts';
import type { ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-readable',
  subject: 'manifest',
  level: 'error',
  requirement:
    'The manifest is JSON with a list `datasets`, each entry with `name`, `path` and `sha256`, no path twice.',
  why: 'A manifest that cannot be read vouches for nothing.',
  bad: '{"datasets": {"ba_train": "ba_train.jsonl"}}',
  good: '{"datasets": [{"name": "ba_train", "path": "ba_train.jsonl", "sha256": "…"}]}',
  options: {},
  *check({ path, manifest }) {
    for (const { line, message } of manifest?.problems ?? []) yield { path, line, message, identity: message };
  },
});
