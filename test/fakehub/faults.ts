// What can go wrong between an app and GitHub, set by a test or drawn from a seed.

export type Fault =
  /** Nothing is done. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; message?: string }
  /** The primary limit: 403 (or 429) and `x-ratelimit-remaining: 0`. With `retryAfter` (seconds) the secondary one. */
  | { kind: 'rate-limit'; status?: 403 | 429; retryAfter?: number }
  /** The connection ends with no answer; `after`: the write took effect. */
  | { kind: 'hang-up'; when: 'before' | 'after' }
  /** The work is done, and the answer is a 502. */
  | { kind: 'lost-answer' }
  | { kind: 'delay'; ms: number };

export type DeliveryFault =
  /** It never arrives, and the log of deliveries says so. */
  | { kind: 'drop' }
  /** It arrives twice. */
  | { kind: 'double' }
  | { kind: 'delay'; ms: number };

export interface FaultyRequest {
  method: string;
  path: string;
  route: string;
}

export interface FaultyDelivery {
  event: string;
  action: string | null;
  guid: string;
}

export interface Faults {
  request: ((request: FaultyRequest) => Fault | null) | null;
  delivery: ((delivery: FaultyDelivery) => DeliveryFault | null) | null;
  /** Lists do not show what is younger than this. */
  lagMs: number;
}

/** The same numbers in [0, 1) for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of all requests, `rate` (0 to 1) go wrong, each in one of the ways above. */
export function seededRequests(seed: number, rate: number): NonNullable<Faults['request']> {
  const random = seeded(seed);
  const faults: readonly Fault[] = [
    { kind: 'status', status: 502 },
    { kind: 'rate-limit' },
    { kind: 'rate-limit', status: 429, retryAfter: 1 },
    { kind: 'hang-up', when: 'before' },
    { kind: 'hang-up', when: 'after' },
    { kind: 'lost-answer' },
    { kind: 'delay', ms: 5 },
  ];
  return () => (random() < rate ? (faults[Math.floor(random() * faults.length)] ?? null) : null);
}

/** Of all deliveries, `rate` are dropped, doubled, or late by up to `lateMs`, so that they come in another order. */
export function seededDeliveries(seed: number, rate: number, lateMs = 20): NonNullable<Faults['delivery']> {
  const random = seeded(seed);
  return () => {
    if (random() >= rate) return null;
    const kind = random();
    if (kind < 0.3) return { kind: 'drop' };
    return kind < 0.6 ? { kind: 'double' } : { kind: 'delay', ms: Math.floor(random() * lateMs) };
  };
}
