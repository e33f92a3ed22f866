// Files and folders at a commit, as text in JSON or as they are.

import { type Call, notFound, ok, type Reply, type Routes, repositoryOf } from './api.ts';
import type { Repository } from './repository.ts';
import { orNotFound, resolve } from './revision.ts';
import { showBlob } from './shape-commit.ts';

function contents(call: Call): Reply {
  const repository = repositoryOf(call);
  const { history, apiUrl, htmlUrl, defaultBranch } = repository;
  const ref = call.url.searchParams.get('ref') ?? defaultBranch;
  const commit = orNotFound(() => resolve(repository, ref));
  const path = call.params.path ?? '';
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiUrl}/contents/${escaped}?ref=${ref}`;
  const entry = history.filesAt(commit).get(path);
  const shown = (at: string, sha: string) => ({
    name: at.split('/').at(-1) ?? '',
    path: at,
    sha,
    url,
    html_url: `${htmlUrl}/blob/${ref}/${escaped}`,
    git_url: `${apiUrl}/git/blobs/${sha}`,
    download_url: `${htmlUrl}/raw/${ref}/${escaped}`,
    _links: { self: url, git: `${apiUrl}/git/blobs/${sha}`, html: `${htmlUrl}/blob/${ref}/${escaped}` },
  });
  if (!entry) return ok(folder(repository, commit, path, shown));
  if (entry.mode === '160000')
    return ok({ ...shown(path, entry.sha), type: 'submodule', size: 0, submodule_git_url: null });
  const data = history.objects.blob(entry.sha);
  if (/\braw\b/.test(call.headers.accept ?? '')) {
    return { status: 200, raw: data, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } };
  }
  if (entry.mode === '120000') {
    return ok({ ...shown(path, entry.sha), type: 'symlink', size: data.length, target: data.toString() });
  }
  // From one megabyte on, only the raw media type and the blob have the bytes.
  const large = data.length > 1_048_576;
  const content = large ? '' : showBlob(repository, entry.sha, data).content;
  return ok({
    ...shown(path, entry.sha),
    type: 'file',
    size: data.length,
    content,
    encoding: large ? 'none' : 'base64',
  });
}

function folder(
  { history }: Repository,
  commit: string,
  path: string,
  shown: (at: string, sha: string) => Record<string, unknown>,
) {
  let at = history.commit(commit).tree;
  for (const part of path.split('/').filter((one) => one !== '')) {
    const next = history.objects.tree(at).find(({ name, mode }) => name === part && mode === '40000');
    if (!next) throw notFound();
    at = next.sha;
  }
  return history.objects.tree(at).map(({ mode, name, sha }) => ({
    ...shown(path ? `${path}/${name}` : name, sha),
    type: mode === '40000' ? 'dir' : mode === '120000' ? 'symlink' : 'file',
    size: mode === '40000' || mode === '160000' ? 0 : history.objects.blob(sha).length,
  }));
}

export const contentsRoutes: Routes = { 'GET /repos/{owner}/{repo}/contents/{path}': contents };
