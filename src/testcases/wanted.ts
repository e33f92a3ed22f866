// The stories to write test cases for: what the plan says of each, and what the expectations ask of it.

import type { Expectations } from './facts.ts';

export interface WantedStory {
  id: string;
  title: string;
  description: string;
  criteria: string[];
  mentions: string[];
}

/** What a plan must tell of a story; `planning/stories.ts` gives more. */
interface PlannedStory {
  id: string;
  title: string;
  description: string;
  criteria: readonly { text: string }[];
}

/** Stories of the plan first, in its order, then those that only the expectations know. Ids are taken literally. */
export function wantedStories(plan: readonly PlannedStory[], expectations: Expectations | null): WantedStory[] {
  const wanted = new Map<string, WantedStory>();
  for (const { id, title, description, criteria } of plan) {
    wanted.set(id, { id, title, description, criteria: criteria.map(({ text }) => text), mentions: [] });
  }
  for (const { story: id, description, mentions } of expectations?.cases ?? []) {
    const story = wanted.get(id) ?? { id, title: '', description, criteria: [], mentions: [] };
    for (const { text } of mentions) if (!story.mentions.includes(text)) story.mentions.push(text);
    wanted.set(id, story);
  }
  return [...wanted.values()];
}

/** Whether an id can be the name of a file on every system. */
export function isFileName(id: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._ -]{0,99}$/u.test(id) && !/[. ]$/.test(id) && !reserved.test(id);
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
