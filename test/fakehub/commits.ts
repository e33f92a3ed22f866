// Commits as a test describes them: people by login, files by path.

import type { FlatEntry } from './git-history.ts';
import type { Identity, Stamp } from './git-objects.ts';
import type { Repository } from './repository.ts';

/** `null` deletes; a `sha` alone is a submodule's commit or a blob that is there already. */
export type FileContent =
  | string
  | Buffer
  | null
  | { mode: string; content: string | Buffer }
  | { mode: string; sha: string };

/** A login, or a name and address that may belong to nobody. */
export type Signer = string | Identity;

export interface CommitOptions {
  author?: Signer;
  /** Without it, the author. */
  committer?: Signer;
  coAuthors?: readonly Signer[];
  message?: string;
  verified?: boolean;
  /** Instead of the branch's head. */
  parents?: readonly string[];
  /** The branch or commit that a new branch starts from; the default branch if unsaid. */
  from?: string;
  /** Who pushes; the author's account if unsaid. */
  by?: string;
  date?: string;
}

/** Writes a commit that no branch has yet. */
export function writeCommit(
  repository: Repository,
  tree: string,
  parents: readonly string[],
  options: CommitOptions,
): string {
  const date = options.date ?? repository.world.now();
  const author = options.author ?? defaultAuthor(repository);
  const trailers = (options.coAuthors ?? []).map((person) => {
    const { name, email } = identity(repository, person);
    return `Co-authored-by: ${name} <${email}>`;
  });
  const stamp = (person: Signer): Stamp => ({ ...identity(repository, person), date });
  return repository.history.objects.writeCommit({
    tree,
    parents: [...parents],
    author: stamp(author),
    committer: stamp(options.committer ?? author),
    verified: options.verified ?? false,
    message: [options.message ?? 'A change', ...(trailers.length > 0 ? [trailers.join('\n')] : [])].join('\n\n'),
  });
}

/** Who does what nobody is named for. */
export function defaultAuthor({ owner, world }: Repository): string {
  if (owner.type === 'User') return owner.login;
  return (world.findUser('maintainer') ?? world.addUser('maintainer')).login;
}

/** The name and address that commits show of somebody; an account that is not there yet is made. */
export function identity({ world }: Repository, signer: Signer): Identity {
  if (typeof signer !== 'string') return signer;
  const user = world.findUser(signer) ?? world.addUser(signer);
  return { name: user.login, email: user.emails[0] ?? '' };
}

/** `mode`: what the path had before. */
export function writeEntry({ history }: Repository, content: Exclude<FileContent, null>, mode = '100644'): FlatEntry {
  if (typeof content === 'object' && 'sha' in content) return content;
  const given = typeof content === 'string' || Buffer.isBuffer(content) ? { mode, content } : content;
  return { mode: given.mode, sha: history.objects.write('blob', Buffer.from(given.content)) };
}
