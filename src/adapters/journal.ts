// The journal of a run on disk: appended to before and after every call, so that a run that is killed loses nothing it
// has paid for. One process writes it at a time.

import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SetupError } from '../core/errors.ts';
import { type Journal, parseJournal } from '../optimize/calls-journal.ts';
import { lockFolder } from './journal-lock.ts';

export interface JournalFile extends Journal {
  /** Makes what was written outlive the machine too, not the process alone. Throws SetupError when the disk refuses. */
  checkpoint(): void;
  /** Lets another process have the folder. */
  close(): void;
}

/**
 * Opens `journal.jsonl` of a run folder, or begins it; a last line that a crash has cut off goes. Throws SetupError when
 * another process has the folder, when the journal is damaged, or when the disk refuses.
 */
export function openJournal(folder: string): JournalFile {
  const path = join(folder, 'journal.jsonl');
  const refuse = (error: unknown): never => {
    if (error instanceof SetupError) throw error;
    const full = (error as { code?: string }).code === 'ENOSPC' ? ' Make room, then --resume the run.' : '';
    throw new SetupError(`${path} cannot be written: ${reasonOf(error)}.${full}`);
  };
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    unlock = lockFolder(folder);
    const descriptor = openSync(path, 'a+');
    const text = readFileSync(path, 'utf8');
    const { past, length } = parseJournal(text, path);
    if (length < text.length) ftruncateSync(descriptor, Buffer.byteLength(text.slice(0, length)));
    const checkpoint = () => {
      try {
        fsyncSync(descriptor);
      } catch (error) {
        refuse(error);
      }
    };
    return {
      past,
      append: (line) => appendWhole(descriptor, `${JSON.stringify(line)}\n`, refuse),
      checkpoint,
      close: () => {
        try {
          checkpoint();
        } finally {
          closeSync(descriptor);
          unlock?.();
        }
      },
    };
  } catch (error) {
    unlock?.();
    return refuse(error);
  }
}

/** All of the text or nothing of it. */
function appendWhole(descriptor: number, text: string, refuse: (error: unknown) => never): void {
  const bytes = Buffer.from(text);
  const { size } = fstatSync(descriptor);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    ftruncateSync(descriptor, size);
    refuse(error);
  }
}
