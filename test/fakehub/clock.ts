// A clock for worlds in which things are done faster than GitHub tells them apart.

export class SteppingClock {
  #time = 0;

  constructor() {
    this.wind();
  }

  /** Back to some hours ago, so that nothing comes to lie in the future. */
  wind(): void {
    this.#time = Date.now() - 3 * 3_600_000;
  }

  /** Each look is a second later, so that no two deeds are of one second. */
  readonly next = (): Date => {
    this.#time += 1000;
    return new Date(this.#time);
  };
}
