// "Works correctly" is true of every result that nobody looked at closely.

import { defineRule, option } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';
import { fold, wordsOf } from '../fold.ts';

const filler = new Set(
  `a all an and any app application are as be been behaves behave case complete completed completes correct correctly
  designed does everything expected feature fine flow functions function good gracefully handled happens has have intended is it
  normal normally of ok okay operates operation page pass passed passes performs process proper properly request respond responds
  result results right run runs screen should smoothly specified step success successful successfully succeed succeeds system
  test that the this to user valid well will work worked working works appropriately accordingly required planned
  adecuadamente adecuado aplicacion bien como comporta comportamiento completa completado con correcta correctamente correcto
  de debe del deberia el ejecuta es esperaba esperado esperada esta exito exitosa exitosamente exitoso flujo funciona
  funcionalidad funcionar la las lo los manera forma normalmente opera operacion paso pagina prevista previsto prueba que
  realiza responde resultado se segun ser sistema todo un una usuario`.split(/\s+/),
);
const noTrouble =
  /\b(?:no|without(?: any)?|sin(?: ningun)?) (?:errors?|issues?|problems?|errores|problemas?|fallos?|trouble)\b/g;

export const rule = defineRule<TestcaseFacts>()({
  id: 'no-vague-expectations',
  subject: 'testcases',
  level: 'warning',
  requirement:
    'No expected result consists of nothing but "works correctly", "as expected", "funciona correctamente" …',
  why: 'A tester cannot see whether it holds, so the case can never fail.',
  bad: '1. Export the report.\n   - Expected Result: the system works correctly as expected.',
  good: '1. Export the report.\n   - Expected Result: a CSV file with 3 rows is downloaded.',
  options: {
    phrases: option.texts([], 'More expected results that say nothing, whole; case and accents do not matter.'),
  },
  *check({ present, files }, { phrases }) {
    if (!present) return;
    const banned = new Set(phrases.map((phrase) => wordsOf(fold(phrase)).join(' ')));
    for (const { path, story, sections } of files) {
      for (const { title, expected } of sections.flatMap(({ cases }) => cases)) {
        for (const { line, text } of expected) {
          const folded = fold(text);
          const words = wordsOf(folded.replace(noTrouble, ''));
          const vague = words.every((word) => filler.has(word)) || banned.has(wordsOf(folded).join(' '));
          if (text === '' || !vague) continue;
          const message = `"${text}" says nothing that can be seen: state what the user gets.`;
          yield { path, line, message, identity: `${story}: ${title}: ${text}` };
        }
      }
    }
  },
});
