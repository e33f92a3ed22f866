// A model in the process whose answers follow a rule, for tests of the optimizer and of what is built upon it.

import type { Call, Model, Reply } from '../program/model.ts';

/** Answers each call by `answer`; every reply costs a token a character, a millionth of a dollar and 0.2 seconds. */
export function scriptedModel(answer: (call: Call) => string | Promise<string>): Model & { calls: Call[] } {
  const calls: Call[] = [];
  return {
    name: 'scripted',
    calls,
    async complete(call, signal): Promise<Reply> {
      signal.throwIfAborted();
      calls.push(call);
      const text = await answer(call);
      const input = call.messages.reduce((sum, { content }) => sum + content.length, 0);
      return { text, tokens: { input, output: text.length }, usd: 1e-6, seconds: 0.2, cached: false };
    },
  };
}

/** An answer in the chat format. */
export function chatAnswer(fields: Readonly<Record<string, string>>): string {
  const sections = Object.entries(fields).map(([name, text]) => `[[ ## ${name} ## ]]\n${text}`);
  return [...sections, '[[ ## completed ## ]]'].join('\n\n');
}
