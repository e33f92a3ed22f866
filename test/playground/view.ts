// What the page shows of the world, as plain data; the page draws it and asks for nothing else.

import type { Comment, Issue, Pull, Reaction, Review } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import type { Stage } from './deeds.ts';
import type { Diary, Note } from './diary.ts';
import type { JobView } from './job.ts';
import { markdownHtml } from './markdown.ts';
import { people } from './town.ts';
import type { Traffic } from './traffic.ts';

type Entry =
  | Extract<Note, { kind: 'commit' | 'event' }>
  | {
      kind: 'comment';
      id: string;
      who: string;
      html: string;
      sticky: boolean;
      reactions: { content: string; count: number }[];
    }
  | { kind: 'review'; id: string; who: string; html: string; state: string; sha: string };

const gated = /^(data\/production\/|data\/qa_eval\.yaml|\.github\/(goldgate\.yml|workflows\/|CODEOWNERS))/;

/** When this playground began, so that a page knows it from the one before. */
const born = Date.now();

export function viewOf(stage: Stage, diary: Diary, traffic: Traffic, jobs: readonly JobView[]) {
  const { repository } = stage;
  const pulls = repository.pulls;
  const issue = [...repository.issues.values()].findLast(({ pull }) => pull === null);
  return {
    born,
    people,
    pulls: pulls.map((pull) => pullView(stage, diary, pull)),
    runs: jobs,
    issue: issue ? issueView(issue) : null,
    log: traffic.view(),
  };
}

export type View = ReturnType<typeof viewOf>;

function pullView({ repository, opened }: Stage, diary: Diary, pull: Pull) {
  const { issue, head, base } = pull;
  const { number } = issue;
  const from = repository.history.mergeBase(base.sha, head.sha);
  const changes = repository.history.changes(from, head.sha);
  const checks = checksOf(repository, head.sha);
  return {
    number,
    kind: opened.get(number)?.kind ?? 'other',
    title: issue.title,
    author: issue.author.login,
    state: pull.mergedAt ? ('merged' as const) : issue.state,
    base: base.ref,
    branch: head.repository === repository ? head.ref : `${head.owner.login}:${head.ref}`,
    head: head.sha,
    gate: checks[0]?.conclusion ?? null,
    files: changes.map(({ path }) => ({ path, gated: gated.test(path) })),
    checks,
    merge: mergeView(repository, pull),
    timeline: diary.of(number).flatMap((note): Entry[] => entryOf(repository, pull, note)),
  };
}

/** The newest run of each name on this commit. */
function checksOf({ checks }: Repository, sha: string) {
  const newest = new Map([...checks.values()].filter((check) => check.sha === sha).map((check) => [check.name, check]));
  return [...newest.values()].map(({ name, status, conclusion, output: { title, summary, text } }) => ({
    name,
    sha,
    conclusion: status === 'completed' ? conclusion : null,
    title,
    summary: markdownHtml(summary ?? ''),
    text: markdownHtml(text ?? '').replace(/^\s*(<!--[\s\S]*?-->\s*)+$/, ''),
  }));
}

function mergeView(repository: Repository, { issue, mergedAt }: Pull): { allowed: boolean; why: string } {
  if (mergedAt) return { allowed: false, why: 'This is merged.' };
  if (issue.state === 'closed') return { allowed: false, why: 'This is closed.' };
  const allowed = repository.canMerge(issue.number);
  return {
    allowed,
    why: allowed ? 'The required check is green.' : 'GitHub waits for the required check to be green.',
  };
}

function entryOf(repository: Repository, { reviews }: Pull, note: Note): Entry[] {
  if (note.kind === 'commit' || note.kind === 'event') return [note];
  if (note.kind === 'review') {
    const review = reviews.find(({ id }) => id === note.what);
    return review ? [reviewView(note.id, review)] : [];
  }
  const comment = repository.comments.get(note.what);
  return comment ? [commentView(note.id, comment)] : [];
}

function reviewView(id: string, { author, body, state, commit }: Review): Entry {
  return { kind: 'review', id, who: author.login, html: body === '' ? '' : markdownHtml(body), state, sha: commit };
}

function commentView(id: string, { author, body, reactions }: Comment): Entry {
  const sticky = author.type === 'Bot' && body.startsWith('<!-- goldgate:report:');
  return { kind: 'comment', id, who: author.login, html: markdownHtml(body), sticky, reactions: counted(reactions) };
}

function counted(reactions: readonly Reaction[]): { content: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { content } of reactions) counts.set(content, (counts.get(content) ?? 0) + 1);
  return [...counts].map(([content, count]) => ({ content, count }));
}

const issueView = ({ number, title, state, body }: Issue) => ({ number, title, state, html: markdownHtml(body ?? '') });
