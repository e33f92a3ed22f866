// Answers to the proposer's questions: instructions made of sentences whose worth the surface knows.
import { sample, unit } from './chance.ts';
import { sentences } from './surface.ts';

/** The output fields that only a proposer asks for, ours and DSPy's, with the answer to each. */
const answers: Record<string, (request: string, seed: number) => string> = {
  observations: (request, seed) =>
    unit(seed, 'complete', request) < 0.4 ? 'COMPLETE' : 'Short inputs of one kind; the answers have a fixed form.',
  summary: () => 'The examples are short inputs of one kind, and their answers have a fixed form.',
  program_description: () => 'The program answers each input in a fixed form with one call.',
  module_description: () => 'The module gives the answer.',
  proposed_instruction: (request, seed) => drawInstruction(request, seed),
};

export const isProposal = (outputs: readonly string[]) => outputs.some((name) => name in answers);

export function answerProposal(outputs: readonly string[], request: string, seed: number): Record<string, string> {
  return Object.fromEntries(
    outputs.map((name) => [name, answers[name]?.(request, seed) ?? 'I looked at what is given.']),
  );
}

function drawInstruction(request: string, seed: number): string {
  return ['Do the task.', ...sample(sentences, 4, seed, 'instruction', request)].join(' ');
}

/** GEPA's reflection on an instruction: most of its sentences stay, and others come in. */
export function reflect(request: string, seed: number): string {
  const [, current = ''] = request.split('```');
  const kept = sentences.filter((sentence) => current.includes(sentence) && unit(seed, request, sentence) < 0.7);
  const others = sentences.filter((sentence) => !kept.includes(sentence));
  const fresh = sample(others, Math.max(1, 4 - kept.length), seed, 'reflect', request);
  return `\`\`\`\n${['Do the task.', ...kept, ...fresh].join(' ')}\n\`\`\``;
}
