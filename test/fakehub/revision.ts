// What a caller may name where the API takes a branch, a ref or a commit.

import { ApiError, notFound } from './api.ts';
import type { Repository } from './repository.ts';

/** A branch, a full ref, a SHA or its beginning → the commit's SHA. */
export function resolve(repository: Repository, name: string): string {
  const full = name.startsWith('refs/') ? name : name.replace(/^(heads|tags)\//, 'refs/$1/');
  const sha = repository.ref(name) ?? repository.refs.get(full) ?? (/^[0-9a-f]{40}$/.test(name) ? name : null);
  if (!sha || !repository.history.objects.commit(sha)) {
    throw new ApiError(422, `No commit found for SHA: ${name}`);
  }
  return sha;
}

/** Some endpoints answer 404 where others answer 422. */
export const orNotFound = <Found>(find: () => Found): Found => {
  try {
    return find();
  } catch (error) {
    if (error instanceof ApiError) throw notFound();
    throw error;
  }
};
