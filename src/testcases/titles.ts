// How people, and models, title the parts of a test-case file: in English and Spanish, numbered, decorated, explained.

import type { SectionKind } from './facts.ts';
import { fold, wordsOf } from './fold.ts';

const part = '(?:(?:test|use) )?(?:path|flow|case|scenario|test|testing|outcome)s?';
const parte = '(?:camino|flujo|ruta|caso|escenario|prueba)s?(?: de (?:prueba|uso))?';
const unhappy = new RegExp(
  `\\b(?:(?:un ?|non |not )happy(?: ?${part})?|(?:sad|negative|failure|error|exception) ${part}|` +
    `${parte} (?:infeliz|infelices|no feliz|no felices|tristes?|negativ[oa]s?|alternativ[oa]s? de error|` +
    'de (?:error|errores|fallo|fallos|falla|fallas|excepcion|excepciones)))\\b',
);
const happy = new RegExp(
  `\\b(?:happy ?${part}|(?:positive|success|successful) ${part}|` +
    `${parte} (?:feliz|felices|positiv[oa]s?|exitos[oa]s?|de exito))\\b|^happy$`,
);

const eitherWord = /\b(?:happy|positive|feliz|felices|positiv[oa]s?)\b/;

/** Which section a title names; `null` for none, or for both at once. */
export function sectionKind(title: string): SectionKind | null {
  const words = wordsOf(fold(title)).join(' ');
  const rest = words.replace(unhappy, '');
  if (rest === words) return happy.test(words) ? 'happy' : null;
  return eitherWord.test(rest) ? null : 'unhappy';
}

const noun = '(?:(?:test|use) ?)?(?:case|scenario)|(?:caso|escenario)(?: de (?:prueba|uso))?|prueba|test';
const numbered = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:${noun})\\s*(?:[#n°º.:-]+\\s*)?[\\p{L}]{0,4}-?\\d+|[\\p{L}]{1,5}[-_ ]?\\d+(?:[-_.][\\p{L}\\d]+)*\\s*[:.)–—-]|` +
    '\\d+(?:\\.\\d+)*\\s*[:.)–—-]|\\d+(?:\\.\\d+)+\\s)',
  'iu',
);

/** Whether a heading numbers a case: "1. …", "Case 1: …", "Caso 2", "TC-03: …". */
export function numbersCase(title: string): boolean {
  return numbered.test(title);
}
