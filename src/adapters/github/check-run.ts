// The check that holds the gate, and the app's only memory: found again by who wrote it, sent only when it says something
// new.

import { answered, type GitHub } from './client.ts';
import { perPage, readPages } from './pages.ts';

export const checkName = 'goldgate/double-review';
/** Bytes that GitHub takes for a summary, and again for a text. */
export const longestOutput = 65_535;

/** What a check says. A gate never says `neutral` or `skipped`, as GitHub takes those for a pass. */
export interface CheckAnswer {
  /** Null while it is in progress. */
  conclusion: 'success' | 'failure' | null;
  /** `pr NUMBERS SHA POLICY`. */
  externalId: string;
  title: string;
  summary: string;
  text: string;
}

/** A check run that stands on a commit. */
export interface CheckRun extends Omit<CheckAnswer, 'conclusion'> {
  id: number;
  /** Null while it is in progress; others have more of them. */
  conclusion: string | null;
}

/**
 * The latest check run of ours on a commit, or null. Throws Unanswered.
 * @param self whose; where the App's id is not known, its name has to do, and what it says is not to be believed
 */
export async function findCheck(
  { api, repository }: GitHub,
  sha: string,
  self: { appId: number | null; login: string },
): Promise<CheckRun | null> {
  const isOwn = (app: { id: number; slug?: string } | null) =>
    self.appId === null ? `${app?.slug}[bot]` === self.login : app?.id === self.appId;
  const listed = await readPages({
    what: `the checks on ${sha}`,
    read: async (page) => {
      const wanted = { ...repository, ref: sha, check_name: checkName, filter: 'latest' as const };
      const { data, headers } = await api.checks.listForRef({ ...wanted, per_page: perPage, page });
      return { data: data.check_runs, headers };
    },
    key: ({ id }) => id,
  });
  const ours = listed
    .filter(({ name, app, head_sha }) => name === checkName && head_sha === sha && isOwn(app))
    .sort((a, b) => b.id - a.id)[0];
  if (!ours) return null;
  return {
    id: ours.id,
    conclusion: ours.status === 'completed' ? ours.conclusion : null,
    externalId: ours.external_id ?? '',
    title: ours.output.title ?? '',
    summary: ours.output.summary ?? '',
    text: ours.output.text ?? '',
  };
}

export type Written = 'created' | 'updated' | 'unchanged';

/** Brings `found`, which stands on the commit, to the answer, or makes the check. Throws Unanswered. */
export async function writeCheck(
  { api, repository }: GitHub,
  sha: string,
  found: CheckRun | null,
  answer: CheckAnswer,
): Promise<Written> {
  if (found && isSame(found, answer)) return 'unchanged';
  const { conclusion, externalId, title, summary, text } = answer;
  const said = {
    ...repository,
    name: checkName,
    external_id: externalId,
    output: { title, summary, text },
    ...(conclusion === null ? { status: 'in_progress' as const } : { status: 'completed' as const, conclusion }),
  };
  // What is concluded does not become undone; a later run of the same name takes its place.
  if (found === null || (conclusion === null && found.conclusion !== null)) {
    await answered(`its place to the check on ${sha}`, api.checks.create({ ...said, head_sha: sha }));
    return 'created';
  }
  await answered(`its new text to the check on ${sha}`, api.checks.update({ ...said, check_run_id: found.id }));
  return 'updated';
}

function isSame(found: CheckRun, answer: CheckAnswer): boolean {
  const same = (a: string, b: string) => a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();
  return (
    found.conclusion === answer.conclusion &&
    found.externalId === answer.externalId &&
    same(found.title, answer.title) &&
    same(found.summary, answer.summary) &&
    same(found.text, answer.text)
  );
}
