// A clock for worlds in which things are done faster than GitHub tells them apart.

export class SteppingClock {
  #time = 0;
  /** While it does, everything is of one second. */
  stands = false;

  constructor() {
    this.wind();
  }

  /** Back to some hours ago, so that nothing comes to lie in the future. */
  wind(): void {
    this.#time = Date.now() - 3 * 3_600_000;
  }

  /** Each look is a second later, so that no two deeds are of one second, unless it stands. */
  readonly next = (): Date => {
    if (!this.stands) this.#time += 1000;
    return new Date(this.#time);
  };
}
