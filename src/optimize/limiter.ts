// How many calls are in flight at once: as many as asked for while the endpoint keeps up, fewer when it says "too many".
// Additive increase, multiplicative decrease, as TCP does (Chiu and Jain, 1989).

interface Waiting {
  order: number;
  enter: () => void;
}

export class Limiter {
  readonly #most: number;
  #allowed: number;
  #inside = 0;
  #cutAt = -Infinity;
  readonly #waiting: Waiting[] = [];

  /** Never lets more than `most` in. */
  constructor(most: number) {
    this.#most = most;
    this.#allowed = most;
  }

  /** How many may be inside now. */
  get concurrency(): number {
    return Math.floor(this.#allowed);
  }

  /** Resolves when it is this one's turn; of those that wait, the lowest order goes first. `leave` must follow. */
  enter(order: number): Promise<void> {
    return new Promise((enter) => {
      const at = this.#waiting.findLastIndex((other) => other.order <= order) + 1;
      this.#waiting.splice(at, 0, { order, enter });
      this.#serve();
    });
  }

  leave(): void {
    this.#inside--;
    this.#serve();
  }

  /** An answer came: one more after as many answers as may be inside. */
  rise(): void {
    this.#allowed = Math.min(this.#most, this.#allowed + 1 / this.#allowed);
  }

  /** The endpoint refused a call that was made at `calledAt`: half as many, once for all calls made before the cut. */
  cut(calledAt: number, now: number): void {
    if (calledAt <= this.#cutAt) return;
    this.#cutAt = now;
    this.#allowed = Math.max(1, this.#allowed / 2);
  }

  #serve(): void {
    while (this.#inside < this.concurrency) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inside++;
      next.enter();
    }
  }
}
