// Faults and pairs as drafts of findings: the rules choose, this translates.

import type { Draft, Place } from '../core/finding.ts';
import type { DatasetFacts, FaultKind, Pair } from './facts.ts';

/** One draft a fault of these kinds. */
export function* draftFaults({ files }: DatasetFacts, ...kinds: FaultKind[]): Iterable<Draft> {
  for (const { path, faults } of files) {
    for (const { kind, content, ...fault } of faults) {
      if (kinds.includes(kind))
        yield { path, ...fault, identity: `${content} ${fault.pointer ?? ''} ${fault.message}` };
    }
  }
}

/** One draft a pair that passes; `words` says in what way the later record is like the earlier one. */
export function* draftPairs(
  { pairs }: DatasetFacts,
  wanted: (pair: Pair) => boolean,
  words: (pair: Pair, earlier: string) => string,
): Iterable<Draft> {
  for (const pair of pairs) {
    if (!wanted(pair)) continue;
    const { later, earlier, content } = pair;
    const where = later.path === earlier.path ? `line ${earlier.line}` : placeText(earlier);
    yield { ...later, related: [earlier], message: words(pair, where), identity: content };
  }
}

const placeText = ({ path, line }: Place) => `${path}:${line}`;
