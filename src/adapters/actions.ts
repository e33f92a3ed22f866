// The Actions runner: its inputs, its outputs, its event and its files, through its own toolkit.

import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { reasonOf, SetupError } from '../core/errors.ts';
import { secretForms } from './secret-forms.ts';

export const readInput = (name: string): string => core.getInput(name);

/** Throws SetupError when the runner's file for outputs is not there. */
export function writeOutput(name: string, value: string | number): void {
  try {
    core.setOutput(name, value);
  } catch (error) {
    throw new SetupError(`the output ${name} cannot be written: ${reasonOf(error)}`);
  }
}

/** One error that belongs to no line. Its text is escaped by the toolkit. */
export const writeError = (message: string): void => core.error(message, { title: 'Goldgate' });

/** As `writeError`, for what does not fail the step. */
export const writeWarning = (message: string): void => core.warning(message, { title: 'Goldgate' });

/** Has the runner hide a secret in every later line, in the forms in which it may turn up. */
export function maskSecret(secret: string | undefined): void {
  if (!secret) return;
  for (const form of secretForms(secret)) core.setSecret(form);
}

/** The payload of the event that started the workflow; empty when there is none. Throws SetupError for a broken one. */
export async function readEvent<Payload extends object>(path: string | undefined): Promise<Partial<Payload>> {
  try {
    // The toolkit takes a file that is not there for an event without a payload.
    if (path) await access(path);
    const { context } = await import('@actions/github');
    return context.payload as Partial<Payload>;
  } catch (error) {
    throw new SetupError(`the event at GITHUB_EVENT_PATH cannot be read: ${reasonOf(error)}`);
  }
}

/** Adds to the job summary; nothing where the host has none. Throws SetupError when its file is not there. */
export async function writeSummary(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  try {
    await core.summary.addRaw(markdown).write();
  } catch (error) {
    throw new SetupError(`the job summary cannot be written: ${reasonOf(error)}`);
  }
}

/** A path for a file of this step, in a folder of its own. */
export async function temporaryPath(name: string): Promise<string> {
  return join(await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), 'goldgate-')), name);
}
