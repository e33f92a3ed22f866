// What a dataset is like, in a few sentences of the proposing model's: read in batches, added to until nothing is new.

import type { Example } from '../program/example.ts';
import type { Signature } from '../program/program.ts';
import type { Values } from '../program/values.ts';
import { observeData, observeMoreData, summarizeData } from './proposal-prompts.ts';

/** One answer's one field; `null` when there is none. */
export type Ask = (signature: Signature, inputs: Values, seed: number) => Promise<string | null>;

const furtherBatches = 9;
const completeReplies = 5;

/**
 * At most 11 calls; `null` when the first or the last of them brought no answer. Source: DSPy's create_dataset_summary,
 * but that five batches are read at a time: no fewer replies could say that nothing is to be added.
 */
export async function summarizeDataset(
  trainset: readonly Example[],
  batchSize: number,
  ask: Ask,
): Promise<string | null> {
  const batch = (index: number) => trainset.slice(index * batchSize, (index + 1) * batchSize);
  let observations: string | null = await ask(observeData, { examples: renderExamples(batch(0)) }, 0);
  if (observations === null) return null;
  const further = Array.from({ length: furtherBatches }, (_, index) => index + 1).filter(
    (index) => batch(index).length > 0,
  );
  let complete = 0;
  while (further.length > 0 && complete < completeReplies) {
    const prior_observations: string = observations;
    const replies = await Promise.all(
      further
        .splice(0, completeReplies)
        .map((index) => ask(observeMoreData, { examples: renderExamples(batch(index)), prior_observations }, index)),
    );
    const more = replies.filter((reply) => reply !== null);
    const added = more.filter((reply) => !/^\W*complete\b/i.test(reply));
    complete += more.length - added.length;
    observations = [observations, ...added].join('\n');
  }
  return ask(summarizeData, { observations }, furtherBatches + 1);
}

function renderExamples(examples: readonly Example[]): string {
  return examples.map(({ inputs, labels }) => JSON.stringify({ ...inputs, ...labels })).join('\n');
}
