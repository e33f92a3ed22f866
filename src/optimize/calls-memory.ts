// What a run knows without asking: what it was answered before, in this session or an earlier one, and what earlier runs
// were answered.

import { ModelError, type Reply } from '../program/model.ts';
import type { GaveUp, Journal } from './calls-journal.ts';

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

type Kept = { call: string } & ({ reply: Reply } | { gaveUp: GaveUp });

export class Memory {
  readonly #sources: Sources;
  readonly #write: (line: Kept) => void;
  readonly #known: Map<string, Reply>;
  readonly #gaveUp: Map<string, GaveUp>;
  /** Keys that were answered in this session. */
  readonly #told = new Set<string>();

  /** `write` puts a line into the journal. */
  constructor(sources: Sources, write: (line: Kept) => void) {
    this.#sources = sources;
    this.#write = write;
    this.#known = new Map(sources.journal.past.replies);
    this.#gaveUp = new Map(sources.replayFailures ? sources.journal.past.gaveUp : []);
  }

  /**
   * The answer to a call, `null` when it must be asked. In a run that goes on, the first answer is what it was in the
   * session before, `cached` or not; what was given up once fails for all that ask it. So the same run has the same trials.
   */
  recall(key: string, sample = ''): Reply | null {
    const failed = this.#gaveUp.get(key);
    if (failed) throw new ModelError(failed.failure, failed.message);
    const known = this.#known.get(key);
    if (known && !this.#told.has(key)) {
      this.#told.add(key);
      return known;
    }
    const reply = known ?? (sample === '' ? this.#sources.cache?.read(key) : null);
    if (!reply) return null;
    const remembered = { ...reply, cached: true };
    if (!known) this.keep(key, remembered);
    return remembered;
  }

  /** A new answer; it is in the journal when this returns. */
  keep(key: string, reply: Reply): void {
    this.#write({ call: key, reply });
    this.#known.set(key, reply);
    this.#told.add(key);
  }

  /** No further try is due. In a run that can go on, nobody asks it again. */
  giveUp(key: string, { failure, message }: ModelError): void {
    const gaveUp = { failure, message };
    this.#write({ call: key, gaveUp });
    if (this.#sources.replayFailures) this.#gaveUp.set(key, gaveUp);
  }
}
