import { defineRule } from '../../core/rule.ts';
import type { ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-curator',
  subject: 'manifest',
  level: 'error',
  requirement: 'Each entry of the manifest names its curator.',
  why: 'Somebody must be able to say why an example is in the set.',
  bad: '{"name": "ba_train", "curator": ""}',
  good: '{"name": "ba_train", "curator": "team.ba"}',
  options: {},
  *check({ path, manifest }) {
    for (const { name, curator } of manifest?.entries ?? []) {
      if (typeof curator.value === 'string' && curator.value.trim() !== '') continue;
      const message = `${String(name.value)}: no curator is named; \`goldgate manifest update --curator NAME ${String(name.value)}\` sets one`;
      yield { path, line: curator.line, message, identity: `curator ${String(name.value)}` };
    }
  },
});
