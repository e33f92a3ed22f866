// What a run knows without asking: what it was answered before, in this session or an earlier one, and what earlier runs
// were answered.

import { ModelError, type Reply } from '../program/model.ts';
import type { Journal } from './calls-journal.ts';

/** Answers of earlier runs, by key. */
export interface CallCache {
  read(key: string): Reply | null;
  write(key: string, reply: Reply): Promise<void> | void;
}

interface Sources {
  journal: Journal;
  cache: CallCache | null;
  replayFailures: boolean;
}

export class Memory {
  readonly #sources: Sources;
  readonly #write: (key: string, reply: Reply) => void;
  readonly #known: Map<string, Reply>;
  /** Keys that were answered in this session. */
  readonly #told = new Set<string>();

  /** `write` puts an answer into the journal. */
  constructor(sources: Sources, write: (key: string, reply: Reply) => void) {
    this.#sources = sources;
    this.#write = write;
    this.#known = new Map(sources.journal.past.replies);
  }

  /**
   * The answer to a call, `null` when it must be asked. In a run that goes on, the first answer is what it was in the
   * session before, `cached` or not, and a failure is thrown again, so that the same run has the same trials.
   */
  recall(key: string, sample = ''): Reply | null {
    const { journal, cache, replayFailures } = this.#sources;
    const failed = replayFailures ? journal.past.gaveUp.get(key)?.shift() : undefined;
    if (failed) throw new ModelError(failed.failure, failed.message);
    const known = this.#known.get(key);
    if (known && !this.#told.has(key)) {
      this.#told.add(key);
      return known;
    }
    const reply = known ?? (sample === '' ? cache?.read(key) : null);
    if (!reply) return null;
    const remembered = { ...reply, cached: true };
    if (!known) this.keep(key, remembered);
    return remembered;
  }

  /** A new answer; it is in the journal when this returns. */
  keep(key: string, reply: Reply): void {
    this.#write(key, reply);
    this.#known.set(key, reply);
    this.#told.add(key);
  }
}
