// Answers to the proposer's questions: instructions made of sentences whose worth the surface knows.
import { sample, unit } from './chance.ts';
import { sentences } from './surface.ts';

/** The output fields that only a proposer asks for, ours, DSPy's and GEPA's, with the answer to each. */
const answers: Record<string, (request: string, seed: number, inputs: Record<string, string>) => string> = {
  observations: (request, seed) =>
    unit(seed, 'complete', request) < 0.4 ? 'COMPLETE' : 'Short inputs of one kind; the answers have a fixed form.',
  summary: () => 'The examples are short inputs of one kind, and their answers have a fixed form.',
  program_description: () => 'The program answers each input in a fixed form with one call.',
  module_description: () => 'The module gives the answer.',
  proposed_instruction: (request, seed) => drawInstruction(request, seed),
  new_instruction: (request, seed, inputs) => reflect(inputs.current_instruction ?? '', request, seed),
};

export const isProposal = (outputs: readonly string[]) => outputs.some((name) => name in answers);

export function answerProposal(
  outputs: readonly string[],
  inputs: Record<string, string>,
  request: string,
  seed: number,
): Record<string, string> {
  const answer = (name: string) => answers[name]?.(request, seed, inputs) ?? 'I looked at what is given.';
  return Object.fromEntries(outputs.map((name) => [name, answer(name)]));
}

/** To a prompt in no format that is known: an instruction in a code block, as GEPA itself asks for it. */
export function answerPlain(prompt: string, seed: number): string {
  return `\`\`\`\n${reflect(prompt.split('```')[1] ?? '', prompt, seed)}\n\`\`\``;
}

const task = 'Do the task.';

function drawInstruction(request: string, seed: number): string {
  return [task, ...sample(sentences, 4, seed, 'instruction', request)].join(' ');
}

/** Of the instruction in use most sentences stay, and others come in. */
function reflect(current: string, request: string, seed: number): string {
  const kept = sentences.filter((sentence) => current.includes(sentence) && unit(seed, request, sentence) < 0.7);
  const others = sentences.filter((sentence) => !kept.includes(sentence));
  return [task, ...kept, ...sample(others, Math.max(1, 4 - kept.length), seed, 'reflect', request)].join(' ');
}
