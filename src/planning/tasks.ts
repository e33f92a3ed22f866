// Reads `tasks.csv` as people and models write it: short rows and unquoted commas stop nothing.

import { CsvError, parse } from 'csv-parse/sync';
import { reasonOf } from '../core/errors.ts';
import type { Task, Tasks } from './facts.ts';

const columns = ['id', 'story', 'title', 'detail', 'priority'] as const;

/** Columns go by the header's names, or their order; surplus ones are taken for commas in `detail`. Never throws. */
export function parseTasks(csv: string, path: string): Tasks {
  const tasks: Tasks = { path, rows: [], problems: [] };
  let header: readonly string[] | null = null;
  let line = 1;
  const read = (cells: string[], info: { lines: number }) => {
    const started = line;
    line = info.lines + 1;
    if (cells.every((cell) => cell.trim() === '')) return null;
    if (header === null) {
      const names = cells.map((cell) => cell.trim().toLowerCase());
      header = names.includes('id') ? names : columns;
      if (header === names) return null;
    }
    const expected = header.length;
    if (cells.length !== expected) {
      tasks.problems.push({ line: started, message: `The row has ${cells.length} columns, the header ${expected}.` });
    }
    const surplus = Math.max(0, cells.length - expected);
    const at = header.indexOf('detail');
    if (at >= 0) cells.splice(at, surplus + 1, cells.slice(at, at + surplus + 1).join(','));
    const cell = (name: (typeof columns)[number]) => cells[header?.indexOf(name) ?? -1]?.trim() ?? '';
    const [id, story, title, detail, priority] = columns.map(cell) as [string, string, string, string, string];
    const task: Task = { line: started, id, story, title, detail, priority };
    tasks.rows.push(task);
    return null;
  };
  try {
    parse(csv, {
      ...{ bom: true, relax_column_count: true, relax_quotes: true },
      on_record: (cells, info) => read(cells as unknown as string[], info),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    tasks.problems.push({ line, message: `The rest is not readable: ${reasonOf(error)}` });
  }
  return tasks;
}
