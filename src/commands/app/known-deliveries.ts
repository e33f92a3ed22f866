// A delivery counts once, however often GitHub sends it; one that could not be taken does not count.

/** Of the newest deliveries, by GitHub's id; an older one that comes again is worked off again, which is harmless. */
export class Deliveries {
  readonly #taken = new Map<string, Promise<void>>();
  readonly #kept: number;

  constructor(kept = 10_000) {
    this.#kept = kept;
  }

  /** Whether this call took it; a second one waits for the first, and fails as that does. */
  async once(id: string, take: () => Promise<void>): Promise<boolean> {
    const before = this.#taken.get(id);
    if (before) {
      await before;
      return false;
    }
    const taking = take();
    this.#taken.set(id, taking);
    try {
      await taking;
    } catch (error) {
      this.#taken.delete(id);
      throw error;
    }
    const [oldest] = this.#taken.keys();
    if (this.#taken.size > this.#kept && oldest !== undefined) this.#taken.delete(oldest);
    return true;
  }
}
