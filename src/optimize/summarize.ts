// What a dataset is like, in a few sentences of the proposing model's: read in batches, added to until nothing is new.

import type { Example } from '../program/example.ts';
import type { Signature } from '../program/program.ts';
import type { Values } from '../program/values.ts';
import { observeData, observeMoreData, summarizeData } from './proposal-prompts.ts';

/** One answer's one field; `null` when there is none. */
export type Ask = (signature: Signature, inputs: Values, seed: number) => Promise<string | null>;

const furtherBatches = 9;
const completeReplies = 5;

/** At most 11 calls; `null` when the first or the last of them brought no answer. Source: DSPy's create_dataset_summary. */
export async function summarizeDataset(
  trainset: readonly Example[],
  batchSize: number,
  ask: Ask,
): Promise<string | null> {
  const batch = (index: number) => trainset.slice(index * batchSize, (index + 1) * batchSize);
  let observations = await ask(observeData, { examples: renderExamples(batch(0)) }, 0);
  if (observations === null) return null;
  let complete = 0;
  for (let index = 1; index <= furtherBatches && batch(index).length > 0 && complete < completeReplies; index++) {
    const inputs = { examples: renderExamples(batch(index)), prior_observations: observations };
    const more = await ask(observeMoreData, inputs, index);
    if (more === null) continue;
    if (/^\W*complete\b/i.test(more)) complete += 1;
    else observations += `\n${more}`;
  }
  return ask(summarizeData, { observations }, furtherBatches + 1);
}

function renderExamples(examples: readonly Example[]): string {
  return examples.map(({ inputs, labels }) => JSON.stringify({ ...inputs, ...labels })).join('\n');
}
