// What every combination of candidates scored on every example so far; no cell of it is ever paid for twice.

import type { Trial } from './trial.ts';

/** An index a parameter: the instruction and the demo set of the first predictor, of the second, and so on. */
export type Choice = readonly number[];

/** How many candidates each parameter has. */
export type Space = readonly number[];

/** `null`: the example failed, which is no score. */
export type Cell = { score: number; weight: number } | null;

/** What to do next: run a combination on examples, given by their index in the valset. */
export interface Look {
  kind: Trial['kind'];
  choice: Choice;
  examples: readonly number[];
}

/** A look that was done, with its score. */
export interface Seen extends Look {
  score: number | null;
}

/** Plans a search: yields what to look at, reads the scoreboard for what came of it, and ends when it is done. */
export type Sampler = Generator<readonly Look[], void, void>;

export class Scoreboard {
  readonly space: Space;
  /** Of the valset. */
  readonly examples: readonly number[];
  /** In order; the first is the baseline. */
  readonly seen: Seen[] = [];
  /** The choice that stands for all that make the same program. */
  readonly twin: (choice: Choice) => Choice;
  readonly #cells = new Map<string, { choice: Choice; cells: Map<number, Cell> }>();

  constructor(space: Space, examples: number, twin: (choice: Choice) => Choice = (choice) => choice) {
    this.space = space;
    this.twin = twin;
    this.examples = Array.from({ length: examples }, (_, index) => index);
  }

  /** By example. */
  cells(choice: Choice): ReadonlyMap<number, Cell> {
    return this.#row(choice);
  }

  /** Every combination that was looked at, in the order of the first look. */
  choices(): Choice[] {
    return [...this.#cells.values()].filter(({ cells }) => cells.size > 0).map(({ choice }) => choice);
  }

  add({ kind, choice, examples }: Look, results: ReadonlyMap<number, Cell>): Seen {
    const row = this.#row(choice);
    for (const [example, cell] of results) row.set(example, cell);
    const seen = { kind, choice, examples, score: weightedMean(examples.map((example) => row.get(example) ?? null)) };
    this.seen.push(seen);
    return seen;
  }

  /** How many cells are filled. */
  evaluations(): number {
    return [...this.#cells.values()].reduce((sum, { cells }) => sum + cells.size, 0);
  }

  complete(choice: Choice): boolean {
    return this.#row(choice).size === this.examples.length;
  }

  score(choice: Choice): number | null {
    return weightedMean([...this.#row(choice).values()]);
  }

  /**
   * The completely evaluated combination with the highest score; a tie keeps the earlier. Two are compared on the
   * examples that neither failed, so that failing on the hard ones does not win.
   */
  best(): Choice | null {
    const scored = this.choices().filter((choice) => this.complete(choice) && this.score(choice) !== null);
    return scored.reduce<Choice | null>((best, one) => (best && this.advantage(one, best) <= 0 ? best : one), null);
  }

  /** How much more the first scored on the examples that both answered. */
  advantage(one: Choice, other: Choice): number {
    const [a, b] = [this.#row(one), this.#row(other)];
    const common = this.examples.filter((example) => a.get(example) && b.get(example));
    const mean = (row: Map<number, Cell>) => weightedMean(common.map((example) => row.get(example) ?? null)) ?? 0;
    return mean(a) - mean(b);
  }

  #row(choice: Choice): Map<number, Cell> {
    const twin = this.twin(choice);
    const key = twin.join();
    let row = this.#cells.get(key);
    if (!row) {
      row = { choice: twin, cells: new Map() };
      this.#cells.set(key, row);
    }
    return row.cells;
  }
}

function weightedMean(cells: readonly Cell[]): number | null {
  const scored = cells.filter((cell) => cell !== null);
  const weight = scored.reduce((sum, cell) => sum + cell.weight, 0);
  return weight === 0 ? null : scored.reduce((sum, cell) => sum + cell.score * cell.weight, 0) / weight;
}
