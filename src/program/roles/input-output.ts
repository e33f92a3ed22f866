// Records of every role but `ba` and `qa`: an input and an output, each an object of fields.

import { member } from '../../dataset/values.ts';
import { coerce } from '../coerce.ts';
import { programInputs, programOutputs } from '../declared-program.ts';
import { type Example, shortKey, UnusableRecord } from '../example.ts';
import type { Field, Program } from '../program.ts';
import type { Value, Values } from '../values.ts';

/** Reads such records for one program. What only its later predictors take has a label where the record gives one. */
export function inputOutputExample(
  program: Program,
): (record: unknown, place: { path: string; line: number }) => Example {
  const takes = programInputs(program);
  const gives = programOutputs(program);
  return (record, place) => {
    const inputs = readFields(takes, member(record, 'input'), 'input', () => true);
    const output = member(record, 'output');
    return {
      ...place,
      key: shortKey(Object.values(inputs).map(String).join(' · ')),
      inputs,
      labels: readFields(gives, output, 'output', ({ final }) => final),
      record,
    };
  };
}

function readFields<F extends Field>(
  fields: readonly F[],
  from: unknown,
  side: string,
  required: (field: F) => boolean,
): Values {
  if (typeof from !== 'object' || from === null || Array.isArray(from))
    throw new UnusableRecord(`${side} is missing or no object`);
  return Object.fromEntries(
    fields.flatMap((field): [string, Value][] => {
      const raw = Object.hasOwn(from, field.name) ? member(from, field.name) : undefined;
      const value = coerce(field, raw);
      if (value !== undefined) return [[field.name, value]];
      if (raw === undefined || raw === null) {
        if (!required(field)) return [];
        throw new UnusableRecord(`${side}.${field.name} is missing`);
      }
      const wanted = typeof field.type === 'string' ? field.type : field.type.literal.join(', ');
      throw new UnusableRecord(`${side}.${field.name} is not what the field takes: ${wanted}`);
    }),
  );
}
