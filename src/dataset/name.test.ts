import { expect, test } from 'vitest';
import { parseDatasetName } from './name.ts';

test.each([
  ['data/production/ba_train.jsonl', 'ba', 'train', ''],
  ['architect_train_gold_v2.jsonl', 'architect', 'train', 'gold_v2'],
  ['product_owner_eval.jsonl', 'product_owner', 'eval', ''],
  ['qa_val-2.jsonl', 'qa', 'val', '2'],
  ['ba_gold.jsonl', 'ba', 'gold', ''],
  ['ba_train 2.jsonl', 'ba', 'train', '2'],
  ['ba_training.jsonl', 'ba_training', null, ''],
  ['_train.jsonl', '_train', null, ''],
  ['ba.jsonl', 'ba', null, ''],
])('%s → role %s, split %s, variant %s', (path, role, split, variant) => {
  expect(parseDatasetName(path)).toEqual({ role, split, variant });
});
