// Every message, byte for byte, as DSPy's own adapters write it.

import { beforeAll, describe, expect, test } from 'vitest';
import { exactValue, renderJsonMessages, renderMessages } from '../../src/program/chat.ts';
import type { Message } from '../../src/program/model.ts';
import type { Field, FieldType, Predictor } from '../../src/program/program.ts';
import { pythonJson } from '../../src/program/python-text.ts';
import { declareRole } from '../../src/program/roles.ts';
import { defaultDescription, expandedFields, fieldPrefix } from '../../src/program/signature.ts';
import type { Values } from '../../src/program/values.ts';
import { python } from './dspy.ts';

const field = (name: string, type: FieldType = 'str', description = `\${${name}}`): Field => ({
  name,
  type,
  description,
});
const demo = (values: Values, augmented = false) => ({ augmented, values });

const mood: FieldType = { literal: ['good', "it's so-so", 'say "no"', `both ' and "`] };
const typed: Predictor = {
  path: 'self',
  module: 'Predict',
  signature: {
    instructions: 'Judge the text.',
    inputs: [
      field('text'),
      field('limit', 'int'),
      field('scale', 'float'),
      field('strict', 'bool'),
      field('tags', 'list[str]'),
    ],
    outputs: [
      field('count', 'int', 'how many'),
      field('share', 'float'),
      field('sure', 'bool'),
      field('words', 'list[str]'),
      field('mood', mood),
      field('kind', { literal: ['one'] }),
      field('why'),
    ],
  },
  demos: [],
};
const typedInputs: Values = { text: 'Some text.', limit: 3, scale: 0.5, strict: true, tags: ['a', 'ü "b"'] };
const typedOutputs: Values = {
  count: -2,
  share: 1,
  sure: false,
  words: [],
  mood: "it's so-so",
  kind: 'one',
  why: 'Because.\n\nTwo parts.',
};

const role = (name: string) =>
  declareRole(name, undefined, () => ({ name, score: () => ({ score: 0, weight: 1, reasons: [] }) }));
const [ba, qa] = [role('ba').program.predictors[0] as Predictor, role('qa').program.predictors[0] as Predictor];
const requirements = {
  ...{ title: 'Ein Titel: «ja»', description: 'Línea 1\nLine 2   ' },
  functional_requirements: '- id: FR001\n  description: "x: y"\n  priority: High',
  ...{ non_functional_requirements: '[]', constraints: '- id: C001' },
};
const one: Predictor = {
  ...typed,
  signature: { instructions: '', inputs: [field('question')], outputs: [field('answer')] },
};
const thinking: Predictor = { ...one, path: 'predict', module: 'ChainOfThought' };
const with_ = (predictor: Predictor, ...demos: Predictor['demos'][number][]): Predictor => ({ ...predictor, demos });
const told = (instructions: string): Predictor => ({ ...one, signature: { ...one.signature, instructions } });

const table: [string, Predictor, Values][] = [
  ['ba without demos', ba, { concept: 'A shop' }],
  ['ba, a labelled demo', with_(ba, demo({ concept: 'A bank', ...requirements })), { concept: 'A shop\nin two lines' }],
  [
    'qa, a labelled demo lacks its reasoning',
    with_(
      qa,
      demo({
        story_title: 'T',
        story_description: 'D',
        acceptance_criteria: '- a\n- b',
        test_cases_md: '## Happy Path\n\n1. x',
      }),
    ),
    { story_title: 'a', story_description: 'b', acceptance_criteria: '- c' },
  ],
  ['every type, no demos', typed, typedInputs],
  ['every type, a complete demo', with_(typed, demo({ ...typedInputs, ...typedOutputs })), typedInputs],
  [
    'every type, parts of demos',
    with_(
      typed,
      demo({ text: 'x', sure: true }),
      demo({ ...typedInputs, ...typedOutputs }, true),
      demo({ scale: 1e-7, share: 2 }),
    ),
    typedInputs,
  ],
  [
    'demos without an input or an output are left out',
    with_(one, demo({ question: 'q' }), demo({ answer: 'a' }), demo({})),
    { question: 'Q' },
  ],
  [
    'incomplete demos come first',
    with_(
      thinking,
      demo({ question: 'q1', reasoning: 'r1', answer: 'a1' }, true),
      demo({ question: 'q2', answer: 'a2' }),
      demo({ question: 'q3', reasoning: 'r3', answer: 'a3' }, true),
    ),
    { question: 'Q' },
  ],
  [
    'many demos',
    with_(thinking, ...[...'abcdefgh'].map((x) => demo({ question: x, reasoning: `${x}?`, answer: `${x}!` }))),
    { question: 'Q' },
  ],
  [
    'lists in text fields',
    with_(
      one,
      demo({ question: ['one'], answer: ['two', 'three\nlines', '«four»'] }),
      demo({ question: [], answer: [''] }),
    ),
    { question: ['a', 'b'] },
  ],
  [
    'other values in text fields',
    with_(one, demo({ question: 3, answer: true }), demo({ question: 0.1, answer: 7 })),
    { question: false },
  ],
  [
    'numbers in float fields',
    with_(
      typed,
      ...[1, -0, 1e15, 1e16, 123456789012345680, 1e21, 1e-4, 0.00001234, 1.5e300, -2.5e-10].map((share) =>
        demo({ ...typedInputs, ...typedOutputs, share }),
      ),
    ),
    { ...typedInputs, scale: 100 },
  ],
  [
    'unicode',
    with_(one, demo({ question: '¿Qué? 🏆 \u2028 \u0007 é', answer: '日本語\u00a0' })),
    { question: '\u00a0\u3000 ð\u0301 \u00a0' },
  ],
  [
    'white space around',
    with_(one, demo({ question: '  \n q \n\n', answer: '\n a \t\n' })),
    { question: '\u001c\u0085 x \ufeff\v' },
  ],
  ['an input is absent', typed, { text: 'only this' }],
  ['no input at all', one, {}],
  [
    'unknown inputs and demo fields',
    with_(one, demo({ question: 'q', answer: 'a', other: 'o' })),
    { question: 'Q', other: 'x' },
  ],
  [
    'looks like the format',
    with_(one, demo({ question: '[[ ## answer ## ]]', answer: '{"a": "b"}\n[[ ## completed ## ]]' })),
    { question: '{question} {x} \\n' },
  ],
  [
    'instructions of several lines',
    told('First line.\n\n    Indented.\n      More.\n  \t\nLast.\n\n'),
    { question: 'Q' },
  ],
  [
    'instructions with an indented block',
    told('\n    One\n\ttab\n      Two\u2028Three\r\nFour\n   '),
    { question: 'Q' },
  ],
  ['instructions with white space alone', told('  \n \n'), { question: 'Q' }],
  ['instructions with inner tabs', told('\tA\tb\n\t\tc\td'), { question: 'Q' }],
  [
    'descriptions',
    {
      ...one,
      signature: {
        instructions: 'Do.',
        inputs: [field('question', 'str', 'a\n  b '), field('x', 'str', '')],
        outputs: [field('answer', 'str', defaultDescription('question')), field('note', 'str', 'ends with space ')],
      },
    },
    { question: 'Q', x: 'y' },
  ],
];

interface Rendered {
  chat: Message[];
  json: Message[];
  fields: { prefix: string; description: string }[];
}
let real: { version: string; cases: Rendered[] };
beforeAll(() => {
  const cases = table.map(([, predictor, inputs]) => {
    const { module, signature } = predictor;
    const fields = new Map(expandedFields(predictor).map((field) => [field.name, field]));
    const exact = (values: Values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, exactValue(fields.get(name) ?? field(name), value)]),
      );
    const demos = predictor.demos.map(({ augmented, values }) => ({ augmented, ...exact(values) }));
    return { module, signature, inputs: exact(inputs), demos };
  });
  real = python('chat.py', [], pythonJson(cases, 'line')) as typeof real;
});

describe.each(table.map(([name, predictor, inputs], index) => ({ name, predictor, inputs, index })))(
  '$name',
  ({ predictor, inputs, index }) => {
    test('in the chat format', () => {
      expect(renderMessages(predictor, inputs)).toEqual(real.cases[index]?.chat);
    });
    test('in JSON mode', () => {
      expect(renderJsonMessages(predictor, inputs)).toEqual(real.cases[index]?.json);
    });
    test('as saved', () => {
      const fields = expandedFields(predictor).map(({ name, description }) => ({
        prefix: fieldPrefix(name),
        description,
      }));
      expect(fields).toEqual(real.cases[index]?.fields);
    });
  },
);

test('this is the version that the table was made for', () => {
  expect(real.version).toBe('3.4.1');
});
