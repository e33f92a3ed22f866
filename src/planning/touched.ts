// Whether test cases speak of an acceptance criterion at all: by the share of its significant words that they use.

import { fold, wordsOf } from '../testcases/fold.ts';

const shortestWord = 4;
const stopWords = new Set(
  `able about above after again against also always another because been before being below between both cannot could
  does doing down during each either else every from further given have having here however into itself just like made
  make makes many more most must need needs neither next once only other otherwise ours over same shall should since
  some such than that their them then there these they this those through under until upon using very want wants well
  were what when where whether which while will with within without would your
  algo algun alguna algunas algunos ante antes aquel aquella aunque bajo cada como con contra cual cuales cualquier
  cuando debe deben deberia desde despues donde dos durante ella ellas ellos entonces entre esas esos esta estan estas
  este estos hace hacer hacia hasta luego mediante mientras mismo mucho muy nada otra otras otro otros para pero poder
  porque puede pueden pues quien segun sera seran siempre sino sobre solo tambien tanto tiene tienen toda todas todo
  todos tras unas unos usted`.split(/\s+/),
);

/** The words that carry the meaning of a text, folded, each once. */
export function significantWords(text: string): string[] {
  const words = wordsOf(fold(text));
  return [...new Set(words.filter((word) => word.length >= shortestWord && !stopWords.has(word)))];
}

/** A lookup of a folded text's words that takes "registered" and "registers", "pedido" and "pedidos" for the same. */
export function wordFinder(folded: string): (word: string) => boolean {
  const byStart = new Map<string, Set<string>>();
  for (const word of wordsOf(folded)) {
    const start = word.slice(0, shortestWord);
    const words = byStart.get(start) ?? new Set();
    byStart.set(start, words.add(word));
  }
  return (word) => {
    const candidates = byStart.get(word.slice(0, shortestWord)) ?? new Set();
    return candidates.has(word) || [...candidates].some((candidate) => sameStem(word, candidate));
  };
}

/** Three quarters of the shorter word, and at least four letters, in common from the start. */
function sameStem(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let common = 0;
  while (common < shorter && a[common] === b[common]) common++;
  return common >= Math.max(shortestWord, Math.ceil(shorter * 0.75));
}
