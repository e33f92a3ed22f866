// Commits, comparisons, trees, blobs, refs and file contents: what never changes is read from memory by its SHA.

import { type Call, list, notFound, ok, pageOf, type Reply, type Routes, repositoryOf } from './api.ts';
import type { Repository } from './repository.ts';
import { orNotFound, resolve } from './revision.ts';
import { showBlob, showCommit, showFile, showGitCommit } from './shape-commit.ts';
import { showSimplePull } from './shape-pull.ts';

function compare(call: Call): Reply {
  const repository = repositoryOf(call);
  const { history } = repository;
  const [base = '', head = ''] = (call.params.basehead ?? '').split('...').map((name) => {
    const [owner = '', ref] = name.split(':');
    const source = ref ? repository.forks.find((fork) => fork.owner.login === owner) : repository;
    return orNotFound(() => resolve(source ?? repository, ref ?? owner));
  });
  const from = history.mergeBase(base, head);
  if (!from) throw notFound();
  const commits = history.between(base, head);
  const { items, headers } = pageOf(
    call,
    commits.map((sha) => ({ sha })),
    250,
  );
  const ahead = commits.length;
  const behind = history.between(head, base).length;
  const page = Number(call.url.searchParams.get('page') ?? 1);
  const url = `${repository.apiUrl}/compare/${base}...${head}`;
  const html = `${repository.htmlUrl}/compare/${base}...${head}`;
  const files = history.changes(from, head).slice(0, 300);
  return {
    status: 200,
    headers,
    body: {
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: showCommit(repository, base),
      merge_base_commit: showCommit(repository, from),
      status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: items.map(({ sha }) => showCommit(repository, sha)),
      // Only the first page tells the files.
      ...(page === 1 ? { files: files.map((change) => showFile(repository, change, head)) } : {}),
    },
  };
}

function tree(call: Call): Reply {
  const repository = repositoryOf(call);
  const { history, apiUrl, treeLimit } = repository;
  const name = call.params.tree_sha ?? '';
  const object = /^[0-9a-f]{40}$/.test(name) ? history.objects.read(name) : null;
  const sha = object?.type === 'tree' ? name : history.commit(orNotFound(() => resolve(repository, name))).tree;
  const found: object[] = [];
  const walk = (at: string, prefix: string) => {
    for (const { mode, name: part, sha: entry } of history.objects.tree(at)) {
      if (found.length > treeLimit) return;
      const folder = mode === '40000';
      const type = folder ? 'tree' : mode === '160000' ? 'commit' : 'blob';
      const kind = folder ? 'trees' : 'blobs';
      found.push({
        path: `${prefix}${part}`,
        mode: mode.padStart(6, '0'),
        type,
        sha: entry,
        ...(type === 'blob' ? { size: history.objects.blob(entry).length } : {}),
        ...(type === 'commit' ? {} : { url: `${apiUrl}/git/${kind}/${entry}` }),
      });
      if (folder && call.url.searchParams.has('recursive')) walk(entry, `${prefix}${part}/`);
    }
  };
  walk(sha, '');
  const truncated = found.length > treeLimit;
  return ok({ sha, url: `${apiUrl}/git/trees/${sha}`, tree: found.slice(0, treeLimit), truncated });
}

const showRef = ({ apiUrl }: Repository, ref: string, sha: string) => ({
  ref,
  node_id: `REF_${sha}`,
  url: `${apiUrl}/git/${ref}`,
  object: { type: 'commit', sha, url: `${apiUrl}/git/commits/${sha}` },
});

export const gitRoutes: Routes = {
  'GET /repos/{owner}/{repo}/commits/{ref}': (call) => {
    const repository = repositoryOf(call);
    const sha = resolve(repository, call.params.ref ?? '');
    const changes = repository.history.changes(repository.history.commit(sha).parents[0] ?? null, sha);
    const files = changes.slice(0, 300).map((change) => showFile(repository, change, sha));
    const count = (key: 'additions' | 'deletions') => files.reduce((sum, file) => sum + file[key], 0);
    const [additions, deletions] = [count('additions'), count('deletions')];
    return ok({ ...showCommit(repository, sha), stats: { additions, deletions, total: additions + deletions }, files });
  },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': (call) => {
    const repository = repositoryOf(call);
    const sha = resolve(repository, call.params.commit_sha ?? '');
    const { history } = repository;
    // As GitHub: the open ones whose head branch has the commit, and the merged one that brought it; none of a fork's.
    const found = repository.pulls.filter(
      ({ head, base, issue, mergedAt }) =>
        (issue.state === 'open' || mergedAt) &&
        head.repository === repository &&
        history.between(base.sha, head.sha).includes(sha),
    );
    return list(call, found, (pull) => showSimplePull(repository, pull));
  },
  'GET /repos/{owner}/{repo}/compare/{basehead}': compare,
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': (call) => {
    const repository = repositoryOf(call);
    const sha = call.params.commit_sha ?? '';
    if (!repository.history.objects.commit(sha)) throw notFound();
    return ok(showGitCommit(repository, sha));
  },
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': tree,
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': (call) => {
    const repository = repositoryOf(call);
    const sha = call.params.file_sha ?? '';
    const object = /^[0-9a-f]{40}$/.test(sha) ? repository.history.objects.read(sha) : null;
    if (object?.type !== 'blob') throw notFound();
    if (/\braw\b/.test(call.headers.accept ?? '')) {
      return {
        status: 200,
        raw: object.data,
        headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
      };
    }
    return ok(showBlob(repository, sha, object.data));
  },
  'GET /repos/{owner}/{repo}/git/ref/{ref}': (call) => {
    const repository = repositoryOf(call);
    const name = `refs/${call.params.ref}`;
    const sha = repository.refs.get(name);
    if (!sha) throw notFound();
    return ok(showRef(repository, name, sha));
  },
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': (call) => {
    const repository = repositoryOf(call);
    const found = [...repository.refs].filter(([name]) => name.startsWith(`refs/${call.params.ref}`));
    return ok(found.map(([name, sha]) => showRef(repository, name, sha)));
  },
  'GET /repos/{owner}/{repo}/branches/{branch}': (call) => {
    const repository = repositoryOf(call);
    const name = call.params.branch ?? '';
    const sha = repository.ref(name);
    if (!sha) throw notFound();
    const self = `${repository.apiUrl}/branches/${name}`;
    return ok({
      name,
      commit: showCommit(repository, sha),
      _links: { html: `${repository.htmlUrl}/tree/${name}`, self },
      protected: false,
      protection: { enabled: false },
      protection_url: `${self}/protection`,
    });
  },
};
