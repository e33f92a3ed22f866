// The same reading for the prompts of npm's @ax-llm/ax, whose fields are `Title: value` lines under a tagged system message.
import type { ProgramRequest } from './read-request.ts';

/** `null` when the system message is not Ax's. What has no task definition is asked by its optimizer. */
export function readAxRequest(system: string, users: readonly string[]): ProgramRequest | null {
  const outputs = [...system.matchAll(/\(wire key: `(\w+)`\)/g)].map((match) => match[1] ?? '');
  if (outputs.length === 0) return null;
  const instruction = between(system, '<task_definition>', '</task_definition>');
  const turns = users.map((text) => readFields(text.split('REAL USER QUERY:\n').at(-1) ?? ''));
  const inputs = turns.pop() ?? {};
  return {
    outputs: instruction === null ? ['new_instruction'] : outputs,
    instruction: instruction ?? '',
    demos: turns.map((turn) => Object.values(turn)[0] ?? ''),
    inputs: instruction === null ? { current_instruction: inputs['Current Value'] ?? '' } : inputs,
    render: (fields) => outputs.map((name) => `${name}: ${fields[name] ?? fields.new_instruction}`).join('\n'),
  };
}

function between(text: string, start: string, end: string): string | null {
  const from = text.indexOf(start);
  return from < 0 ? null : text.slice(from + start.length, text.indexOf(end, from)).trim();
}

function readFields(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => /^([A-Z][\w ]*): (.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap((match) => (match ? [[match[1] ?? '', (match[2] ?? '').trim()]] : [])));
}
