// Negative coverage, one of the two headline numbers: required mentions that the unhappy parts cover, over those
// required. The gate, the optimizer and every report take it from here.

import type { TestcaseFacts, TestcaseFile } from './facts.ts';
import { fold } from './fold.ts';
import { parseTestcases } from './parse.ts';

export interface Coverage {
  required: number;
  covered: number;
  /** 0–1; `null` when nothing is required. */
  score: number | null;
  /** Required and not covered, as the expectations write them. */
  missing: string[];
}

export interface NegativeCoverage extends Omit<Coverage, 'missing'> {
  /** In the order of the expectations. */
  stories: (Coverage & { story: string })[];
  /** Files that are stubs. What is required of their stories stays required, and a stub covers none of it. */
  stubs: number;
}

/** Over all stories that something is expected of. A story without a file, or with a stub, covers nothing. */
export function negativeCoverage({
  files,
  expectations,
}: Pick<TestcaseFacts, 'files' | 'expectations'>): NegativeCoverage {
  const mentions = new Map<string, string[]>();
  for (const { story, mentions: more } of expectations?.cases ?? []) {
    const texts = mentions.get(story) ?? [];
    for (const { text } of more) texts.push(text);
    mentions.set(story, texts);
  }
  const written = new Map(files.filter(({ stub }) => !stub).map((file) => [file.story, file]));
  const stories = [...mentions].map(([story, required]) => {
    const file = written.get(story);
    return { story, ...cover(file ? unhappyFinder(file) : () => false, required) };
  });
  const required = stories.reduce((sum, story) => sum + story.required, 0);
  const covered = stories.reduce((sum, story) => sum + story.covered, 0);
  const stubs = files.filter(({ stub }) => stub).length;
  return { required, covered, score: required === 0 ? null : covered / required, stories, stubs };
}

/** Of one story's Markdown, whoever wrote it: the optimizer's metric. */
export function storyCoverage(markdown: string, mentions: readonly string[]): Coverage {
  return cover(unhappyFinder(parseTestcases(markdown, 'story.md')), mentions);
}

type Finder = (folded: string) => boolean;
const finders = new WeakMap<TestcaseFile, Finder>();

/** Whether the unhappy sections hold a folded text. The rules and the metric ask the same: each text is sought once. */
export function unhappyFinder(file: TestcaseFile): Finder {
  const known = finders.get(file);
  if (known) return known;
  const unhappy = file.sections.filter(({ kind }) => kind === 'unhappy');
  const text = unhappy.map(({ text }) => text).join('\n');
  const answers = new Map<string, boolean>();
  const find = (folded: string) => {
    const answer = answers.get(folded) ?? text.includes(folded);
    answers.set(folded, answer);
    return answer;
  };
  finders.set(file, find);
  return find;
}

/** Mentions that fold to the same text are one. */
function cover(holds: Finder, mentions: readonly string[]): Coverage {
  const distinct = new Map(
    mentions.map((mention) => [fold(mention), mention] as const).filter(([text]) => text !== ''),
  );
  const missing = [...distinct].filter(([folded]) => !holds(folded)).map(([, mention]) => mention);
  const required = distinct.size;
  const covered = required - missing.length;
  return { required, covered, score: required === 0 ? null : covered / required, missing };
}
