// Whether the eval set is an exam still: what a tuning learns from or searches on must not stand in it.

import { SetupError } from '../core/errors.ts';
import { findSetLeaks, type SetLeak } from '../pilots/set-leaks.ts';
import { visible } from '../report/escape.ts';
import type { RunData } from './tune-run.ts';

const mostTold = 5;

/** Examples alike enough to be near duplicates; they count against a Go. Throws SetupError for the same ones. */
export function checkExam({ train, val, eval: held }: RunData): SetLeak[] {
  const leaks = [
    ...findSetLeaks('trainset', train.examples, held.examples),
    ...(val ? findSetLeaks('valset', val.examples, held.examples) : []),
  ];
  const same = leaks.filter(({ kind }) => kind !== 'near');
  if (same.length === 0) return leaks;
  const lines = same.slice(0, mostTold).map(({ example, key }) => {
    const exam = held.examples.find((one) => one.key === key);
    return `${example.path}:${example.line} stands in ${held.source}:${exam?.line}, too: ${visible(key)}`;
  });
  const more = same.length > mostTold ? [`and ${same.length - mostTold} more`] : [];
  const todo = 'the eval set is no exam when it was learnt from; take these examples out of one of the two';
  throw new SetupError([...lines, ...more, todo].join('\n'));
}
