// What a search chooses from: instructions and sets of demos for every predictor, and the program that a choice makes.

import type { Demo, Program } from '../program/program.ts';
import type { Choice, Space } from './scoreboard.ts';

export interface Candidates {
  /** By predictor; the original first. */
  instructions: readonly (readonly string[])[];
  /** By predictor; the program's own demos first, and nothing else when the search is zero-shot. */
  demos: readonly (readonly (readonly Demo[])[])[];
}

/** Two parameters a predictor: its instruction, then its demos. */
export function searchSpace({ instructions, demos }: Candidates): Space {
  return instructions.flatMap((list, predictor) => [list.length, demos[predictor]?.length ?? 1]);
}

export function programOf(program: Program, { instructions, demos }: Candidates, choice: Choice): Program {
  const predictors = program.predictors.map((predictor, index) => ({
    ...predictor,
    signature: {
      ...predictor.signature,
      instructions: instructions[index]?.[choice[2 * index] ?? 0] ?? predictor.signature.instructions,
    },
    demos: demos[index]?.[choice[2 * index + 1] ?? 0] ?? predictor.demos,
  }));
  return { ...program, predictors };
}

/** A choice under the names that `trials.jsonl` uses. */
export function namedChoice(program: Program, choice: Choice): Record<string, number> {
  return Object.fromEntries(
    program.predictors.flatMap(({ path }, index) => [
      [`${path}.instruction`, choice[2 * index] ?? 0],
      [`${path}.demos`, choice[2 * index + 1] ?? 0],
    ]),
  );
}

/** The first choice that makes the same program, so that a candidate that came out twice is not paid for twice. */
export function firstTwin({ instructions, demos }: Candidates): (choice: Choice) => Choice {
  const firsts = instructions.flatMap((list, predictor) =>
    [list, demos[predictor] ?? [[]]].map((items) => {
      const texts = items.map((item) => JSON.stringify(item));
      return texts.map((text) => texts.indexOf(text));
    }),
  );
  return (choice) => choice.map((value, parameter) => firsts[parameter]?.[value] ?? value);
}
