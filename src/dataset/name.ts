// Role and split come from the file's name, so a folder of datasets needs no list.

import { type DatasetName, type Split, splits } from './facts.ts';

/** `ba_train_gold_v2.jsonl` → role `ba`, split `train` (the first that occurs), variant `gold_v2`. `path` may have folders. */
export function parseDatasetName(path: string): DatasetName {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.jsonl$/i, '');
  const found = new RegExp(`_(${splits.join('|')})(?![a-z0-9])`).exec(stem);
  if (!found || found.index === 0) return { role: stem, split: null, variant: '' };
  return {
    role: stem.slice(0, found.index),
    split: found[1] as Split,
    variant: stem.slice(found.index + found[0].length).replace(/^[_\s.-]+/, ''),
  };
}
