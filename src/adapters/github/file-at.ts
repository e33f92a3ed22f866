// One file as it stands at a commit.

import { answered, answeredOrNull, type GitHub } from './client.ts';

const largest = 64 * 1024 * 1024;

/** Its bytes; `null` when there is no regular file of at most 64 MiB. Throws Unanswered. */
export async function readFileAt({ api, repository }: GitHub, path: string, sha: string): Promise<Buffer | null> {
  if (!/^(?!\/)[^\\]{1,1000}$/.test(path) || path.split('/').some((part) => /^\.{0,2}$/.test(part))) return null;
  const what = `${path} at ${sha}`;
  const found = await answeredOrNull(what, api.repos.getContent({ ...repository, path, ref: sha }));
  if (found === null || Array.isArray(found) || found.type !== 'file' || found.size > largest) return null;
  if (found.encoding === 'base64') return Buffer.from(found.content, 'base64');
  // Above 1 MiB the content is not told here.
  const blob = await answered(what, api.git.getBlob({ ...repository, file_sha: found.sha }));
  return Buffer.from(blob.content, 'base64');
}
