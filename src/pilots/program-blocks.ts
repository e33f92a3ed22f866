// What is different between two programs: the instruction word by word, and the demos.

import type { Block } from '../core/document.ts';
import { diffText } from '../dataset/field-diff.ts';
import type { Demo, Predictor, Program } from '../program/program.ts';
import { cut, valuesText } from './value-text.ts';

const longestDemo = 3_000;

export function programBlocks(before: Program, after: Program): Block[] {
  const several = after.predictors.length > 1;
  return after.predictors.flatMap((predictor) => {
    const old = before.predictors.find(({ path }) => path === predictor.path);
    const blocks = [
      instruction(old?.signature.instructions ?? '', predictor.signature.instructions),
      ...demos(predictor),
    ];
    return several ? [{ kind: 'heading' as const, level: 3 as const, text: predictor.path }, ...blocks] : blocks;
  });
}

function instruction(before: string, after: string): Block {
  if (before === after) return { kind: 'paragraph', text: 'The instruction is unchanged.' };
  return { kind: 'diff', segments: diffText(before, after) };
}

function demos({ demos }: Predictor): Block[] {
  if (demos.length === 0) return [{ kind: 'paragraph', text: 'No demos.' }];
  return demos.map((demo, index) => ({
    kind: 'details',
    summary: `Demo ${index + 1} of ${demos.length}, ${originOf(demo)}`,
    blocks: [{ kind: 'code', text: cut(valuesText(demo.values), longestDemo) }],
  }));
}

const originOf = ({ augmented }: Demo) => (augmented ? 'from a run of the program' : 'an example of the trainset');
