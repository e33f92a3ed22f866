// How a story finds its test-case file: by the path that it names, else by its id, taken literally.

import type { TestcaseFile } from '../testcases/facts.ts';
import type { Story } from './facts.ts';

/** The file of a story among those that were read. */
export function fileOf(story: Story, files: readonly TestcaseFile[]): TestcaseFile | undefined {
  const named = story.testcasesPath.replace(/^\.\//, '');
  return files.find(({ path }) => path === named) ?? files.find((file) => file.story === story.id);
}
