// Reads a chat request back into what the program was: fields, instruction, demos and input, in DSPy's chat format.

import { readAxRequest } from './read-ax.ts';

export interface ChatBody {
  messages: { role: string; content: string | { text?: string }[] }[];
  temperature?: number;
  response_format?: { type: string };
}

export interface ProgramRequest {
  outputs: string[];
  instruction: string;
  /** The first input of each demo, which is how the surface knows them. */
  demos: string[];
  /** By field name. */
  inputs: Record<string, string>;
  /** An answer as the request wants it. */
  render(fields: Record<string, string>): string;
}

/** `null` when the request is in no format that is known. */
export function readRequest(body: ChatBody): ProgramRequest | null {
  const texts = body.messages.map(({ role, content }) => ({ role, text: textOf(content) }));
  const system = texts.find(({ role }) => role === 'system')?.text ?? '';
  const ax = readAxRequest(
    system,
    texts.filter(({ role }) => role === 'user').map(({ text }) => text),
  );
  if (ax) return ax;
  const [fields, objective] = system.split(/your objective is:\s*/);
  if (objective === undefined || fields === undefined) return null;
  const users = texts.filter(({ role }) => role === 'user').map(({ text }) => readSections(text));
  const last = users.pop() ?? {};
  const asJson = body.response_format !== undefined || fields.includes('Outputs will be a JSON object');
  return {
    outputs: fieldNames(fields.slice(fields.indexOf('Your output fields are:'))),
    instruction: objective.replace(/^ {8}/gm, '').trim(),
    demos: users.map((inputs) => Object.values(inputs)[0] ?? ''),
    inputs: last,
    render: asJson ? JSON.stringify : renderSections,
  };
}

/** The same of a program as DSPy saves it. */
export function readProgram(state: Record<string, unknown>): { instruction: string; demos: string[] } {
  // A program that is a bare Predict has its state at the root.
  const predictor = [state, ...Object.values(state)].find(isPredictor);
  if (!predictor) throw new Error('The program has no predictor.');
  const first = predictor.signature.fields[0]?.prefix.replace(/:$/, '').replaceAll(' ', '_').toLowerCase() ?? '';
  return {
    instruction: predictor.signature.instructions,
    demos: predictor.demos.map((demo) => String(demo[first] ?? '').trim()),
  };
}

interface SavedPredictor {
  demos: Record<string, unknown>[];
  signature: { instructions: string; fields: { prefix: string }[] };
}

const isPredictor = (value: unknown): value is SavedPredictor =>
  typeof value === 'object' && value !== null && 'signature' in value && 'demos' in value;

export const textOf = (content: ChatBody['messages'][number]['content']) =>
  typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');

function renderSections(fields: Record<string, string>): string {
  const sections = Object.entries(fields).map(([name, text]) => `[[ ## ${name} ## ]]\n${text}`);
  return [...sections, '[[ ## completed ## ]]'].join('\n\n');
}

function fieldNames(text: string): string[] {
  const [list] = text.split('All interactions will be structured');
  return [...(list ?? '').matchAll(/^\d+\. `(\w+)`/gm)].map((match) => match[1] ?? '');
}

function readSections(text: string): Record<string, string> {
  const [, ...parts] = text.split(/^\[\[ ## (\w+) ## \]\]$/m);
  const sections: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at] ?? '';
    const [value = ''] = (parts[at + 1] ?? '').split('\n\nRespond with ');
    if (name !== 'completed') sections[name] = value.trim();
  }
  return sections;
}
