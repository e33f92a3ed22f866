// Damaged manifests: every rule over them, and `manifest update` on those that parse. JSON.parse is the oracle.

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ListedFile, listedPath, parseManifest } from '../../src/dataset/manifest.ts';
import { type DatasetState, updateManifest } from '../../src/dataset/manifest-update.ts';
import { campaign } from './campaign.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { checkReports } from './report.ts';

const path = 'data/production/manifest.json';
const own = readFileSync(new URL(`../../${path}`, import.meta.url));
const crooked = Buffer.from(
  '{\r\n\t"version": "1.1",\r\n\t"extra": {"kept": [1, 2]},\r\n\t"datasets": [ { "size": "12", "name": "a", "path": "./a_train.jsonl", "sha256": "ff", "x": null } ],\r\n\t"total_examples": 3\r\n}',
);
const states: DatasetState[] = ['ba_train', 'ba_eval', 'a_train'].map((name, index) => ({
  name,
  path: `${name}.jsonl`,
  sha256: `${index}`.repeat(64),
  bytes: 100 + index,
  examples: 10 + index,
}));
const standings: ListedFile[] = [
  { standing: 'file', sha256: '0'.repeat(64), bytes: 100, examples: 10 },
  { standing: 'missing' },
  { standing: 'outside' },
  { standing: 'link' },
  { standing: 'special' },
];
const options = { today: '2026-03-04 10:00:00', curator: 'ada', names: [] };

test('manifests', async () => {
  const random = new Random('manifest');
  const corpus = [own, crooked];
  await campaign(
    6000,
    () => mutate(random, corpus),
    (bytes) => {
      const text = bytes.toString();
      const manifest = parseManifest(text);
      const lines = text.split('\n').length;
      for (const { line } of manifest.problems) expect(line >= 1 && line <= lines).toBe(true);
      const isJson = tryParse(text);
      if (!isJson) expect(manifest.problems).not.toEqual([]);
      else expect(manifest.problems.filter(({ message }) => message.startsWith('is not JSON'))).toEqual([]);

      const places = manifest.entries.map((entry) => listedPath(path, entry)).filter((place) => place !== null);
      const listed = new Map(places.map((place, index) => [place, standings[index % standings.length] as ListedFile]));
      const others = ['data/production/ba_train 2.jsonl', 'data/production/x.bak'];
      const datasets = ['data/production/ba_train.jsonl', 'data/production/ba_eval.jsonl'];
      checkReports({ manifest: { path, manifest, listed, datasets, others, irregular: [], today: '2026-03-05' } });
      if (manifest.problems.length > 0) return;

      const once = updateManifest(text, states, options);
      expect(parseManifest(once.text).problems).toEqual([]);
      expect(updateManifest(once.text, states, options)).toMatchObject({ text: once.text, changes: [] });
      const [before, after] = [JSON.parse(text), JSON.parse(once.text)];
      for (const key of Object.keys(before)) {
        if (!['datasets', 'total_examples', 'updated_at'].includes(key)) expect(after[key]).toEqual(before[key]);
      }
      expect(after.datasets.length).toBeGreaterThanOrEqual(before.datasets.length);
    },
  );
});

function tryParse(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
