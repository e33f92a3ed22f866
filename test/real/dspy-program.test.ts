// Our program files load in DSPy, and what DSPy saves loads here, with the same instructions and demos.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseProgram, renderProgram } from '../../src/program/compiled.ts';
import type { Program } from '../../src/program/program.ts';
import { declareRole } from '../../src/program/roles.ts';
import { expandedFields } from '../../src/program/signature.ts';
import { python } from './dspy.ts';

const folder = mkdtempSync(join(tmpdir(), 'goldgate-dspy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const metric = () => ({ name: 'none', score: () => ({ score: 0, weight: 1, reasons: [] }) });
const architect = {
  metric: 'none',
  predictors: {
    outline: {
      instructions: 'Outline the design.\nTwo lines.',
      inputs: { stories: 'The stories' },
      outputs: { outline: '' },
    },
    decide: {
      module: 'ChainOfThought' as const,
      instructions: 'Decide.',
      inputs: { stories: '', outline: '' },
      outputs: { textV2: 'Decision «1»', HTMLPage: '' },
    },
  },
};
const roles = [
  declareRole('ba', undefined, metric),
  declareRole('ba', { module: 'ChainOfThought' }, metric),
  declareRole('qa', undefined, metric),
  declareRole('qa', { module: 'Predict' }, metric),
  declareRole('architect', architect, metric),
];

/** By attribute, the module and its fields; a program that is one bare module has no attribute. */
function shapeOf({ predictors }: Program) {
  return Object.fromEntries(
    predictors.map(({ path, module, signature }) => [
      /^(?:self|predict)$/.test(path) ? '' : path.replace(/\.predict$/, ''),
      [module, signature.inputs.map(({ name }) => name), signature.outputs.map(({ name }) => name)],
    ]),
  );
}

test.each(roles.map((role, index) => ({ role, index, paths: role.program.predictors.map(({ path }) => path).join() })))(
  '$role.name: $paths',
  ({ role, index }) => {
    const predictors = role.program.predictors.map((predictor) => {
      const [first, ...rest] = expandedFields(predictor).map(({ name }) => [name, `Wert «${name}»:\n- "eins"\n`]);
      const demos = [
        { augmented: true, values: Object.fromEntries([first as [string, string], ...rest]) },
        { augmented: false, values: Object.fromEntries([first as [string, string], ...rest.slice(1)]) },
      ];
      const signature = { ...predictor.signature, instructions: `Tuned for ${predictor.path}.\n\n  - ünd\nso` };
      return { ...predictor, signature, demos };
    });
    const program = { ...role.program, predictors };
    const [ours, theirs] = ['ours', 'theirs'].map((name) => join(folder, `${name}-${index}.json`)) as [string, string];
    const text = renderProgram(program, { goldgate: { run: 'x', nested: { list: [1] } } });
    writeFileSync(ours, text);

    const loaded = python('round_trip.py', [ours, theirs, JSON.stringify(shapeOf(program))]);
    const flat = ({ augmented, values }: (typeof predictors)[number]['demos'][number]) =>
      augmented ? { augmented, ...values } : values;
    expect(loaded).toEqual(
      Object.fromEntries(
        predictors.map(({ path, signature, demos }) => [
          path,
          { instructions: signature.instructions, demos: demos.map(flat) },
        ]),
      ),
    );

    const saved = readFileSync(theirs, 'utf8');
    expect(JSON.parse(saved)).toMatchObject({ metadata: { dependency_versions: { dspy: expect.any(String) } } });
    const added = predictors.map((predictor) => ({
      ...predictor,
      demos: [
        ...predictor.demos,
        {
          augmented: true,
          values: Object.fromEntries(expandedFields(predictor).map(({ name }) => [name, `ü ${name}\n- two`])),
        },
      ],
    }));
    const back = parseProgram(saved, role, theirs);
    expect(back).toEqual({ ...program, predictors: added });
    expect(parseProgram(renderProgram(back), role, ours)).toEqual(back);
    expect(parseProgram(text, role, ours)).toEqual(program);
  },
);

test('a program that DSPy made by itself has the layout of ours', () => {
  const [role] = roles;
  if (!role) throw new Error('no role');
  const [ours, theirs] = [join(folder, 'a.json'), join(folder, 'b.json')];
  writeFileSync(ours, renderProgram(role.program));
  python('round_trip.py', [ours, theirs, JSON.stringify(shapeOf(role.program)), 'untouched']);
  const metadata = /"dependency_versions": \{[^}]*\}/;
  expect(readFileSync(theirs, 'utf8').replace(metadata, '')).toBe(readFileSync(ours, 'utf8').replace(metadata, ''));
});
