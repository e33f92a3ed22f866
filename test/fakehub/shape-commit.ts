// Commits, files and trees as the API shows them.

import { structuredPatch } from 'diff';
import type { FileChange } from './git-history.ts';
import type { CommitObject, Stamp } from './git-objects.ts';
import type { Repository } from './repository.ts';
import { nodeId, showUserOrNull } from './shape-user.ts';

const showVerification = ({ verified }: CommitObject) => ({
  verified,
  reason: verified ? 'valid' : 'unsigned',
  signature: verified ? '-----BEGIN PGP SIGNATURE-----' : null,
  payload: verified ? 'tree' : null,
  verified_at: null,
});

export function showCommit(repository: Repository, sha: string) {
  const { world, apiUrl, htmlUrl, history } = repository;
  const commit = history.commit(sha);
  const account = ({ email }: Stamp) => showUserOrNull(world, world.userOfEmail(email));
  return {
    sha,
    node_id: `C_${sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${apiUrl}/git/trees/${commit.tree}` },
      url: `${apiUrl}/git/commits/${sha}`,
      comment_count: 0,
      verification: showVerification(commit),
    },
    url: `${apiUrl}/commits/${sha}`,
    html_url: `${htmlUrl}/commit/${sha}`,
    comments_url: `${apiUrl}/commits/${sha}/comments`,
    author: account(commit.author),
    committer: account(commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${apiUrl}/commits/${parent}`,
      html_url: `${htmlUrl}/commit/${parent}`,
    })),
  };
}

/** The git data API's. */
export function showGitCommit(repository: Repository, sha: string) {
  const { apiUrl, htmlUrl, history } = repository;
  const commit = history.commit(sha);
  return {
    sha,
    node_id: `C_${sha}`,
    url: `${apiUrl}/git/commits/${sha}`,
    html_url: `${htmlUrl}/commit/${sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${apiUrl}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${apiUrl}/git/commits/${parent}`,
      html_url: `${htmlUrl}/commit/${parent}`,
    })),
    verification: showVerification(commit),
  };
}

/** What workflow runs and merge groups tell of their head. */
export function showGroupHead({ history }: Repository, sha: string) {
  const { tree, message, author, committer } = history.commit(sha);
  const person = ({ name, email }: Stamp) => ({ name, email });
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: person(author),
    committer: person(committer),
  };
}

const patches = new Map<string, { additions: number; deletions: number; patch?: string }>();

/** A file that is large or no text comes without a patch and with no lines counted, as on GitHub. */
function patchOf({ history }: Repository, { before, after }: FileChange) {
  const key = `${before?.sha} ${after?.sha}`;
  const known = patches.get(key);
  if (known) return known;
  const text = (entry: FileChange['before']) =>
    !entry || entry.mode === '160000' ? Buffer.alloc(0) : history.objects.blob(entry.sha);
  const [from, to] = [text(before), text(after)];
  const shown = { additions: 0, deletions: 0 } as { additions: number; deletions: number; patch?: string };
  if (from.length + to.length < 100_000 && !from.includes(0) && !to.includes(0)) {
    const { hunks } = structuredPatch('a', 'b', from.toString(), to.toString(), '', '', { context: 3 });
    const lines = hunks.flatMap((hunk) => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]);
    shown.additions = lines.filter((line) => line.startsWith('+')).length;
    shown.deletions = lines.filter((line) => line.startsWith('-')).length;
    if (lines.length > 0) shown.patch = lines.join('\n');
  }
  patches.set(key, shown);
  return shown;
}

export function showFile(repository: Repository, change: FileChange, at: string) {
  const { path, previous, before, after } = change;
  const { additions, deletions, patch } = patchOf(repository, change);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const onlyMode = change.status === 'modified' && before?.sha === after?.sha;
  return {
    sha: after?.sha ?? before?.sha ?? null,
    filename: path,
    status: onlyMode ? 'changed' : change.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${repository.htmlUrl}/blob/${at}/${escaped}`,
    raw_url: `${repository.htmlUrl}/raw/${at}/${escaped}`,
    contents_url: `${repository.apiUrl}/contents/${escaped}?ref=${at}`,
    ...(patch === undefined ? {} : { patch }),
    ...(previous === null ? {} : { previous_filename: previous }),
  };
}

export const showBlob = ({ apiUrl }: Repository, sha: string, data: Buffer) => ({
  sha,
  node_id: nodeId('Blob', 1),
  size: data.length,
  url: `${apiUrl}/git/blobs/${sha}`,
  content: `${data.toString('base64').replace(/(.{60})/g, '$1\n')}\n`,
  encoding: 'base64',
});
