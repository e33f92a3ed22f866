// The messages a predictor sends: the format of DSPy's ChatAdapter, and of its JSONAdapter for the second try, byte for
// byte, so that a program means the same here and in Python. Checked against the real one in test/real.

import type { Message } from './model.ts';
import type { Field, FieldType, Predictor } from './program.ts';
import { cleanDoc, Float, pythonJson, pythonText, splitLines, strip } from './python-text.ts';
import { defaultDescription, expandedFields, expandedOutputs } from './signature.ts';
import type { Value, Values } from './values.ts';

/** The chat format: every field under a line `[[ ## name ## ]]`. */
export function renderMessages(predictor: Predictor, inputs: Values): Message[] {
  return renderFormat(predictor, inputs, chatFormat);
}

/** The same request for an answer that is one JSON object. */
export function renderJsonMessages(predictor: Predictor, inputs: Values): Message[] {
  return renderFormat(predictor, inputs, jsonFormat);
}

interface Format {
  /** How inputs and outputs are laid out. */
  structure(predictor: Predictor): string;
  /** What the last user turn asks for. */
  request(outputs: readonly Field[]): string;
  /** An assistant turn; `absent` stands for a field that the demo lacks. */
  answer(outputs: readonly Field[], values: Values, absent: string): string;
}

const chatFormat: Format = {
  structure: (predictor) =>
    [
      sections(predictor.signature.inputs.map(({ name }) => [name, `{${name}}`])),
      sections(expandedOutputs(predictor).map((field) => [field.name, placeholder(field)])),
      '[[ ## completed ## ]]',
    ].join('\n\n'),
  request: (outputs) =>
    `Respond with the corresponding output fields, starting with the field ${outputs
      .map((field) => `\`[[ ## ${field.name} ## ]]\`${typeReminder(field)}`)
      .join(', then ')}, and then ending with the marker for \`[[ ## completed ## ]]\`.`,
  answer: (outputs, values, absent) =>
    `${sections(
      outputs.map((field) => [field.name, valueText(field, values[field.name] ?? absent)]),
    )}\n\n[[ ## completed ## ]]\n`,
};

const jsonFormat: Format = {
  structure: (predictor) =>
    [
      'Inputs will have the following structure:',
      sections(predictor.signature.inputs.map(({ name }) => [name, `{${name}}`])),
      'Outputs will be a JSON object with the following fields.',
      jsonObject(expandedOutputs(predictor).map((field) => [field.name, placeholder(field)])),
    ].join('\n\n'),
  request: (outputs) =>
    `Respond with a JSON object in the following order of fields: ${outputs
      .map((field) => `\`${field.name}\`${typeReminder(field)}`)
      .join(', then ')}.`,
  answer: (outputs, values, absent) =>
    jsonObject(outputs.map((field) => [field.name, exactValue(field, values[field.name] ?? absent)])),
};

function renderFormat(predictor: Predictor, inputs: Values, format: Format): Message[] {
  const outputs = expandedOutputs(predictor);
  const system = [
    `Your input fields are:\n${fieldList(predictor.signature.inputs)}`,
    `Your output fields are:\n${fieldList(outputs)}`,
    `All interactions will be structured in the following way, with the appropriate values filled in.\n\n${format.structure(predictor)}`,
    `In adhering to this structure, your objective is: ${['', ...splitLines(cleanDoc(predictor.signature.instructions))].join(`\n${' '.repeat(8)}`)}`,
  ].join('\n');
  const given = (values: Values) =>
    predictor.signature.inputs.flatMap((field): [string, string][] => {
      const value = values[field.name];
      return value === undefined ? [] : [[field.name, valueText(field, value)]];
    });
  const user = (values: Values, before: string, after: string): Message => ({
    role: 'user',
    content: strip([before, ...given(values).map(section), after].join('\n\n')),
  });
  const holds = (values: Values) => (field: Field) => values[field.name] !== undefined;
  const fields = expandedFields(predictor);
  const demos = predictor.demos.map(({ values }) => values);
  const complete = demos.filter((values) => fields.every(holds(values)));
  const incomplete = demos.filter(
    (values) =>
      !fields.every(holds(values)) && predictor.signature.inputs.some(holds(values)) && outputs.some(holds(values)),
  );
  const turns = (values: Values, before: string): Message[] => [
    user(values, before, ''),
    { role: 'assistant', content: format.answer(outputs, values, 'Not supplied for this particular example. ') },
  ];
  return [
    { role: 'system', content: system },
    ...incomplete.flatMap((values) =>
      turns(values, 'This is an example of the task, though some input or output fields are not supplied.'),
    ),
    ...complete.flatMap((values) => turns(values, '')),
    user(inputs, '', format.request(outputs)),
  ];
}

const section = ([name, text]: readonly [string, string]) => `[[ ## ${name} ## ]]\n${text}`;
const sections = (pairs: readonly (readonly [string, string])[]) => strip(pairs.map(section).join('\n\n'));
const jsonObject = (pairs: readonly (readonly [string, unknown])[]) => pythonJson(Object.fromEntries(pairs), 'block');

function fieldList(fields: readonly Field[]): string {
  const lines = fields.map(({ name, type, description }, index) => {
    const text = description === defaultDescription(name) ? '' : description;
    return `${index + 1}. \`${name}\` (${typeName(type)}): ${text}`;
  });
  return strip(lines.join('\n'));
}

function placeholder({ name, type }: Field): string {
  const note = typeNote(type);
  return note === null ? `{${name}}` : `{${name}}${' '.repeat(8)}# note: the value you produce ${note}`;
}

function typeNote(type: FieldType): string | null {
  if (typeof type === 'object') return `must exactly match (no extra characters) one of: ${type.literal.join('; ')}`;
  switch (type) {
    case 'str':
      return null;
    case 'bool':
      return 'must be True or False';
    case 'int':
    case 'float':
      return `must be a single ${type} value`;
    case 'list[str]':
      return 'must adhere to the JSON schema: {"type": "array", "items": {"type": "string"}}';
  }
}

const typeReminder = ({ type }: Field) =>
  type === 'str' ? '' : ` (must be formatted as a valid Python ${typeName(type)})`;

function typeName(type: FieldType): string {
  return typeof type === 'string' ? type : `Literal[${type.literal.map(quoted).join(', ')}]`;
}

function quoted(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? `'${text.replaceAll("'", "\\'")}'` : `"${text}"`;
}

/** A value as it stands in a section. A list in a text field is numbered, each entry in guillemets. */
function valueText(field: Field, value: Value): string {
  if (typeof value === 'object') return field.type === 'str' ? numbered(value) : pythonJson(value, 'line');
  return pythonText(exactValue(field, value));
}

/** JSON and JavaScript know one kind of number, Python knows two: what a float field holds is a float. */
export function exactValue<T extends Value>({ type }: Field, value: T): T | Float {
  return type === 'float' && typeof value === 'number' ? new Float(value) : value;
}

function numbered(entries: readonly string[]): string {
  if (entries.length < 2) return entries[0] === undefined ? 'N/A' : enclosed(entries[0]);
  return entries.map((entry, index) => `[${index + 1}] ${enclosed(entry)}`).join('\n');
}

const enclosed = (entry: string) =>
  /[\n«»]/.test(entry) ? `«««\n    ${entry.replaceAll('\n', '\n    ')}\n»»»` : `«${entry}»`;
