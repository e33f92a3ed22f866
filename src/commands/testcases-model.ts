// Test cases by a model: one try, one more with what the first lacks, and the better of the two.

import { systemClock } from '../adapters/model-clock.ts';
import { persistent } from '../optimize/retry.ts';
import { type Model, ModelError } from '../program/model.ts';
import { visible } from '../report/escape.ts';
import { draftPrompt, renderAnswer, retryPrompt } from '../testcases/prompt.ts';
import { findShortcomings, type Shortcoming } from '../testcases/shortcomings.ts';
import type { WantedStory } from '../testcases/wanted.ts';
import type { Host } from './host.ts';

export interface Draft {
  text: string;
  /** What is still missing. */
  lacks: Shortcoming[];
}
export type Writer = (story: WantedStory) => Promise<Draft>;

const maxTokens = 4096;

/** The Markdown of a story's test cases, as the program in use writes it; `null` when it has no answer. */
export type Author = (story: WantedStory, model: Model) => Promise<string | null>;

/**
 * `author` writes the first try in place of the built-in prompt. Throws ModelError when the first try brings no answer; a
 * second try that fails leaves the first.
 */
export function writeDrafts(model: Model, host: Pick<Host, 'note' | 'signal'>, author?: Author): Writer {
  const steady = persistent(model, systemClock);
  return async (story) => {
    const judge = (answer: string) => {
      const draft = renderAnswer(answer);
      return { answer, text: draft, lacks: findShortcomings(draft, story.id, story.mentions) };
    };
    const ask = async (messages: ReturnType<typeof draftPrompt>) => {
      const { text } = await steady.complete(
        { messages, maxTokens, temperature: 0.2, timeoutSeconds: 120 },
        host.signal,
      );
      return judge(text);
    };
    const written = author ? await author(story, steady) : null;
    const first = written === null ? await ask(draftPrompt(story)) : judge(written);
    if (first.lacks.length === 0) return first;
    host.note(`${story.id}: ${first.lacks.length} missing, asking once more …\n`);
    try {
      const second = await ask(retryPrompt(story, first.answer, first.lacks));
      return weight(second) < weight(first) ? second : first;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      host.note(`${story.id}: ${visible(error.message)}\n`);
      return first;
    }
  };
}

/** An error outweighs any number of warnings that an answer is likely to have. */
const weight = ({ lacks }: Draft) => lacks.reduce((sum, { level }) => sum + (level === 'error' ? 1000 : 1), 0);
