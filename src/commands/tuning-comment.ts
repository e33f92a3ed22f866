// How a finished tuning is told to whoever reviews the pull request.

import { compareRun, type FinishedRun } from '../pilots/comparison.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { type RunTitle, renderMarker } from '../review/command-marker.ts';
import { commit, link } from './answer-reply.ts';

export interface TuningFacts extends RunTitle {
  run: number;
  /** The run's address. */
  url: string;
  /** The commit whose data it is about, and the pull request's head by now. */
  sha: string;
  head: string;
}

/** Characters; GitHub takes 65,536. */
const longest = 60_000;

/** Markdown of at most 60,000 characters whose first line is the marker. */
export function renderTuningComment(finished: FinishedRun, facts: TuningFacts): string {
  const { role, comment, run, url, sha, head } = facts;
  const marker = { kind: 'report', key: role, fields: { head: sha, run: `${run}`, seq: `${comment}` } } as const;
  const { name } = { name: finished.snapshot.run };
  const folder = `artifacts/dspy/optimizer/${role}/${name}`;
  const moved = sha === head ? [] : [`> ℹ️ The head has moved on since, to ${commit(head)}.`];
  const foot = [
    '---',
    `About the data at ${commit(sha)}, from ${link(url, `run ${run}`)}. As a pilot, from a clone of the repository:`,
    `\`\`\`sh\ngh run download ${run} --name tune-${role} --dir ${folder}\ngoldgate pilots record ${folder}\n\`\`\``,
  ].join('\n\n');
  const top = [renderMarker(marker), ...moved].join('\n');
  const document = renderDocumentMarkdown(compareRun({ ...finished, folder }), longest - top.length - foot.length - 10);
  return `${top}\n\n${document}\n${foot}\n`;
}
