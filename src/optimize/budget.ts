// Money and time that a run may use. Every call reserves the most it can cost before it is made, so no interleaving
// passes the cap; what was set aside for the final evaluation is out of the search's reach.

export interface Clock {
  /** Seconds from some moment in the past; never goes back. */
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

export interface Amount {
  /** US dollars. */
  usd: number;
  seconds: number;
}

/** Nothing more can be asked for. `message` says which cap and how much was used. */
export class BudgetReached extends Error {
  override readonly name = 'BudgetReached';
}

interface Waiting {
  usd: number;
  grant: () => void;
  refuse: (reached: BudgetReached) => void;
}

export class Budget {
  readonly #caps: { usd: number; seconds: number };
  readonly #clock: Clock;
  readonly #started: number;
  readonly #secondsBefore: number;
  #spent: number;
  #reserved = 0;
  #inFlight = 0;
  #aside: Amount = { usd: 0, seconds: 0 };
  #waiting: Waiting[] = [];
  #reached: BudgetReached | null = null;

  /** `null` is no cap. `before`: what earlier sessions of the run used. */
  constructor(caps: { usd: number | null; minutes: number | null }, clock: Clock, before: Amount) {
    this.#caps = { usd: caps.usd ?? Infinity, seconds: (caps.minutes ?? Infinity) * 60 };
    this.#clock = clock;
    this.#started = clock.now();
    this.#secondsBefore = before.seconds;
    this.#spent = before.usd;
  }

  /** What the run has used, earlier sessions included; what is merely reserved is not in it. */
  get used(): Amount {
    return { usd: this.#spent, seconds: this.#secondsBefore + this.#clock.now() - this.#started };
  }

  /** What is left before a call would have to stop; Infinity without a cap. */
  get left(): Amount {
    return {
      usd: this.#caps.usd - this.#aside.usd - this.#spent - this.#reserved,
      seconds: this.#caps.seconds - this.#aside.seconds - this.used.seconds,
    };
  }

  /** From now on the search leaves so much untouched. */
  setAside(aside: Amount): void {
    this.#aside = aside;
  }

  /** Frees what was set aside: the search is over, and the final evaluation begins. */
  enterEvaluation(): void {
    this.#aside = { usd: 0, seconds: 0 };
    this.#reached = null;
  }

  /**
   * Resolves once `usd` is set apart for a call, in the order of asking; `settle` must follow. While it does not fit,
   * it waits for calls in flight, which nearly always cost less than they reserved. Throws BudgetReached when none is
   * in flight any more and it still does not fit, or when the time is over; then so do all that wait, and all later
   * ones until the evaluation begins.
   */
  reserve(usd: number): Promise<void> {
    return new Promise((grant, refuse) => {
      this.#waiting.push({ usd, grant, refuse });
      this.#serve();
    });
  }

  /** Takes back a reservation; `spent` is what it came to. */
  settle(reserved: number, spent: number): void {
    this.#spent += spent;
    this.#inFlight--;
    // Sums of fractions drift; with nothing in flight the true sum is known.
    this.#reserved = this.#inFlight === 0 ? 0 : this.#reserved - reserved;
    this.#serve();
  }

  /** Ends the phase for want of time; rejects, once no call is in flight. */
  stopForTime(): Promise<never> {
    this.#reached ??= this.#outOf('time');
    return this.reserve(0) as Promise<never>;
  }

  #serve(): void {
    for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
      const { left } = this;
      if (left.seconds <= 0) this.#reached ??= this.#outOf('time');
      if (!this.#reached && head.usd <= left.usd) {
        this.#waiting.shift();
        this.#inFlight++;
        this.#reserved += head.usd;
        head.grant();
        continue;
      }
      if (this.#inFlight > 0) return;
      const reached = this.#reached ?? this.#outOf('money', head.usd);
      this.#reached = reached;
      for (const { refuse } of this.#waiting.splice(0)) refuse(reached);
    }
  }

  #outOf(what: 'time' | 'money', next = 0): BudgetReached {
    const { usd, seconds } = this.used;
    const [cap, used, aside] =
      what === 'money'
        ? [dollars(this.#caps.usd), dollars(usd), this.#aside.usd > 0 && dollars(this.#aside.usd)]
        : [duration(this.#caps.seconds), duration(seconds), this.#aside.seconds > 0 && duration(this.#aside.seconds)];
    const kept = aside ? `, ${aside} set aside for the final evaluation` : '';
    const more = what === 'money' ? `; the next call may cost up to ${dollars(next)}` : '';
    return new BudgetReached(`the budget of ${cap} is reached: ${used} used${kept}${more}`);
  }
}

/** To a hundredth of a cent, and up. */
function dollars(usd: number): string {
  const units = Math.ceil(usd * 1e4 - 1e-6) / 1e4;
  return `$${units.toFixed(4).replace(/0{1,2}$/, '')}`;
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
}
