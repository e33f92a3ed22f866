// What the proposing model is asked, as signatures of our own chat format.

import type { Field, Signature } from '../program/program.ts';

const text = (name: string, description: string): Field => ({ name, type: 'str', description });

const examples = text('examples', 'Some of the examples of the dataset.');
const programCode = text('program_code', 'The declaration of the program: its modules, what each takes and gives.');
const programExample = text('program_example', 'The program at work on examples.');
const programDescription = text('program_description', 'What the program is for, and how it goes about it.');
const module = text('module', 'The module in question.');

export const observeData: Signature = {
  instructions:
    'Here are some examples of a dataset. Write down what holds for most or all of them: the topics, the form and ' +
    'length of inputs and outputs, the syntax, the kind of task. Be concrete enough that somebody who cannot see the ' +
    'dataset could do the task.',
  inputs: [examples],
  outputs: [text('observations', 'What holds for most or all of the examples.')],
};

export const observeMoreData: Signature = {
  instructions:
    'Here are more examples of a dataset, and what was observed on earlier ones. Add what the earlier observations ' +
    'lack or correct them. When nothing is to be added, answer with the one word COMPLETE.',
  inputs: [examples, text('prior_observations', 'What was observed so far.')],
  outputs: [text('observations', 'What is to be added, or COMPLETE.')],
};

export const summarizeData: Signature = {
  instructions: 'Sum up these observations on a dataset in two or three sentences that keep only what matters most.',
  inputs: [text('observations', 'What was observed on the dataset.')],
  outputs: [text('summary', 'Two or three sentences on what matters most.')],
};

export const describeProgram: Signature = {
  instructions:
    'Here is the declaration of a program that solves a task with calls to language models. Describe what kind of task ' +
    'it is made for and how it seems to work.',
  inputs: [programCode, programExample],
  outputs: [programDescription],
};

export const describeModule: Signature = {
  instructions:
    'Here is the declaration of a program that solves a task with calls to language models. Describe what one of its ' +
    'modules is for.',
  inputs: [programCode, programExample, programDescription, module],
  outputs: [text('module_description', 'The part that the module has in the program.')],
};

/** Its inputs beyond these are there when they are known, in this order. */
export const proposalFields: readonly Field[] = [
  text('dataset_description', 'What the dataset is like.'),
  programCode,
  programDescription,
  module,
  text('module_description', 'The part that the module has in the program.'),
  text('task_demos', 'Examples of what the module takes and gives.'),
  text('basic_instruction', 'The instruction in use.'),
  text('tip', 'A hint on how to write the new instruction.'),
];

export const proposeInstruction = {
  instructions:
    'Learn from what follows about a task that is solved with calls to a language model. Then write a new instruction ' +
    'that makes a language model do the task better than the instruction in use.',
  outputs: [text('proposed_instruction', 'The new instruction, ready to be given to a language model.')],
} satisfies Omit<Signature, 'inputs'>;

/** Source of the kinds: DSPy's grounded proposer. An empty tip is not shown. */
export const tips = [
  '',
  'Feel free to be creative in the new instruction.',
  'Keep the instruction short and clear.',
  'Make the instruction detailed and informative.',
  'Let the instruction set a scene in which much depends on the task being done right.',
  'Give the language model a fitting persona in the instruction, such as "You are an experienced …".',
] as const;
