// What is known about the test cases and what is expected of them: the input of the test-case rules.

/** Why a file, or a part of it, could not be read. */
export interface Problem {
  line: number;
  message: string;
}

/** A text and the line it stands on. */
export interface LinedText {
  line: number;
  text: string;
}

export interface Case {
  line: number;
  title: string;
  /** Everything the case says, the expected result included, folded; a line a block. */
  text: string;
  /** What stands after each "Expected Result:"; an empty text when nothing does. */
  expected: LinedText[];
}

export type SectionKind = 'happy' | 'unhappy';

/** A heading of level 2 or deeper that names a happy or an unhappy path, and all that stands under it. */
export interface Section {
  kind: SectionKind;
  line: number;
  title: string;
  /** Folded, without the heading itself; a line a block. */
  text: string;
  cases: Case[];
}

/** The test cases of one story. */
export interface TestcaseFile {
  path: string;
  /** The file's name without `.md`. */
  story: string;
  /** Who wrote it, by the marker on line 1: `--stub`, a model, or (no marker) a person. */
  origin: 'stub' | 'generated' | 'human';
  stub: boolean;
  sections: Section[];
  /** What reads like a section's heading and is none: a heading of level 1, a bold line. */
  lookalikes: { kind: SectionKind; line: number; what: string }[];
  /** All visible text, folded; a line a block. */
  text: string;
  /** When there is one, the rest is empty: nothing can be said about a file that was not read. */
  problems: Problem[];
}

/** What the test cases of one story must mention. A story may be expected of in several places. */
export interface Expectation {
  line: number;
  story: string;
  description: string;
  mentions: LinedText[];
}

export interface Expectations {
  path: string;
  cases: Expectation[];
  problems: Problem[];
}

export interface TestcaseFacts {
  /** Where the files were looked for, relative to the root. */
  folder: string;
  /** Whether the folder exists. When it does not, no rule says anything: the caller decides what that means. */
  present: boolean;
  files: TestcaseFile[];
  /** `null` when there is no such file. */
  expectations: Expectations | null;
}
