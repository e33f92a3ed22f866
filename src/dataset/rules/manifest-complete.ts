import { defineRule } from '../../core/rule.ts';
import { listedPath, type ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-complete',
  subject: 'manifest',
  level: 'error',
  requirement: 'There is a manifest, and it lists each dataset file.',
  why: 'A dataset that is not listed can change without anybody noticing.',
  bad: 'data/production holds ba_train.jsonl and ba_eval.jsonl; the manifest lists ba_train.jsonl alone.',
  good: 'Run `goldgate manifest update` after adding a dataset.',
  options: {},
  *check({ path, manifest, datasets }) {
    if (manifest === null) {
      if (datasets.length > 0) {
        const message = 'there is no manifest; `goldgate manifest update --curator NAME` writes one';
        yield {
          path,
          line: 1,
          message,
          identity: 'absent',
          related: datasets.map((dataset) => ({ path: dataset, line: 1 })),
        };
      }
      return;
    }
    const listed = new Set(manifest.entries.map((entry) => listedPath(path, entry)));
    for (const dataset of datasets) {
      if (listed.has(dataset)) continue;
      const message = `${dataset} is not in the manifest; \`goldgate manifest update\` adds it`;
      yield { path, line: 1, related: [{ path: dataset, line: 1 }], message, identity: `unlisted ${dataset}` };
    }
  },
});
