// What is known about stories and tasks: with the test cases, the input of the planning rules.

import type { LinedText, Problem, TestcaseFacts } from '../testcases/facts.ts';

export interface Story {
  id: string;
  line: number;
  epic: string;
  title: string;
  description: string;
  criteria: LinedText[];
  priority: string;
  status: string;
  /** Where its test cases stand, when that is not `<folder>/<id>.md`; empty when not given. */
  testcasesPath: string;
}

export interface Stories {
  path: string;
  stories: Story[];
  problems: Problem[];
}

/** A row of `tasks.csv`; a column that the row lacks is an empty text. */
export interface Task {
  line: number;
  id: string;
  story: string;
  title: string;
  detail: string;
  priority: string;
}

export interface Tasks {
  path: string;
  rows: Task[];
  /** Rows with too few or too many columns, quotes that never close. They stop nothing. */
  problems: Problem[];
}

export interface PlanningFacts {
  /** `null` when there is no such file. */
  stories: Stories | null;
  tasks: Tasks | null;
  testcases: TestcaseFacts;
}
