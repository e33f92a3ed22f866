// A tally for people, and what they need to look into a wrong.

import type { Tally, Wrong } from './chaos.ts';

export function renderTally({ wrongs, ...counts }: Tally): string {
  const rows = Object.entries({ ...counts, wrongs: wrongs.length });
  const inWords = (name: string) => words[name] ?? name;
  return ['| | |', '|---|---:|', ...rows.map(([name, count]) => `| ${inWords(name)} | ${count} |`)].join('\n');
}

const words: Record<string, string> = {
  deeds: 'things that people did',
  kills: 'times that the app was killed',
  faults: 'requests that went wrong',
  successes: 'successes told',
  runs: 'runs that spent',
  spared: 'runs that found an older one of their comment',
  reports: 'reports at the end',
  replaced: 'checks that a later one of their commit replaced',
  recorded: 'passing by the app’s own records alone',
};

/** One for each; the first few with their diaries. */
export const renderWrongs = (wrongs: readonly Wrong[]): string[] =>
  wrongs.map(({ seed, kind, what, diary }, index) => `seed ${seed}, ${kind}: ${what}${index < 5 ? `\n${diary}` : ''}`);
