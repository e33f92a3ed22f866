// How a story finds its test-case file: by the path that it names, else by its id, taken literally.

import type { TestcaseFile } from '../testcases/facts.ts';
import type { Story } from './facts.ts';

/** Finds the file of a story among those that were read. */
export function fileFinder(files: readonly TestcaseFile[]): (story: Story) => TestcaseFile | undefined {
  // The first of two that share an id counts, so it is set last.
  const byId = new Map(files.toReversed().map((file) => [file.story, file]));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ({ id, testcasesPath }) => byPath.get(testcasesPath.replace(/^\.\//, '')) ?? byId.get(id);
}
