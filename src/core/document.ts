// A report as data. What stands in it is plain text, wherever it comes from: making it safe is the renderer's job.

/** A piece of a line; a text alone is plain. */
export type Inline = string | { style: 'strong' | 'emphasis' | 'code'; text: string };
export type Phrase = string | readonly Inline[];

export interface Column {
  title: string;
  /** Where its cells stand; numbers to the right. */
  align?: 'left' | 'right';
}

export interface Axis {
  name: string;
  /** `US dollars`, `%`; absent for a plain number. */
  unit?: string;
  /** Where it begins at the latest; absent where the values begin. */
  from?: number;
}

export interface Series {
  name: string;
  style: 'line' | 'step' | 'scatter';
  /** x and y, by x. */
  points: readonly (readonly [number, number])[];
}

/** `range` is where the value lies for all we know; without one it is exact. */
export interface IntervalRow {
  name: string;
  value: number;
  range: readonly [low: number, high: number] | null;
  /** The value in words, as it is written beside it. */
  text: string;
}

export interface Segment {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export type Mark = 'good' | 'bad' | 'open';

export type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'paragraph'; text: Phrase }
  /** The answer, first and big. */
  | { kind: 'verdict'; good: boolean; title: string; text: Phrase }
  | { kind: 'list'; items: readonly { text: Phrase; mark?: Mark }[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Phrase[])[] }
  | { kind: 'plot'; title: string; x: Axis; y: Axis; series: readonly Series[] }
  /** Values with their intervals against a line at `zero`. */
  | { kind: 'intervals'; title: string; axis: Axis; zero: number; rows: readonly IntervalRow[] }
  | { kind: 'diff'; segments: readonly Segment[] }
  /** Texts of many lines, side by side. */
  | { kind: 'sides'; sides: readonly { title: string; text: string }[] }
  | { kind: 'code'; text: string }
  | { kind: 'details'; summary: Phrase; blocks: readonly Block[] };

export interface Document {
  title: string;
  blocks: readonly Block[];
}
