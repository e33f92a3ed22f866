// A typed array that grows: what the blocks of a scan are collected in.

type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export class Column<T extends Numbers> {
  /** Longer than what was put in. Read it anew after every `extend`. */
  values: T;
  length = 0;
  readonly #make: new (
    length: number,
  ) => T;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.values = new make(0);
  }

  /** Makes room for `count` more, all 0; returns where they begin. */
  extend(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.values.length) {
      const larger = new this.#make(Math.max(2 * this.values.length, this.length, 1024));
      larger.set(this.values);
      this.values = larger;
    }
    return at;
  }

  push(value: number): void {
    const at = this.extend(1);
    this.values[at] = value;
  }

  /** A copy with nothing left over. The column is empty then, and keeps its room. */
  take(): T {
    const taken = this.values.slice(0, this.length) as T;
    this.values.fill(0, 0, this.length);
    this.length = 0;
    return taken;
  }
}
