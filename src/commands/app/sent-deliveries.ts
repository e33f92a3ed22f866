// GitHub keeps what it has sent: what did not arrive is asked for again, and a review's head, which no other place tells,
// is read from there after a start.

import { workOf } from '../../review/events.ts';
import type { Installations } from './installations.ts';
import type { Task } from './queue.ts';

const day = 86_400_000;
/** How far back failed deliveries are looked for at the start; GitHub keeps them for three days. */
const failedDays = 3;
/** GitHub tells of a delivery some time after it was made. */
const overlap = 900_000;
/** How far back the reviews are read anew that were answered, but perhaps not yet worked off. */
const reviewHours = 6;
/** Bounds: of deliveries that are listed in one go, and of reviews that are read. */
const listedAtMost = 5_000;
const readAtMost = 200;

export interface SentDelivery {
  id: number;
  guid: string;
  delivered_at: string;
  redelivery: boolean;
  status_code: number;
  event: string;
  action: string | null;
}

/** Newest first, at least those since then (milliseconds), and no more than are bearable. */
export async function listDeliveries(installations: Installations, since: number): Promise<SentDelivery[]> {
  const app = await installations.app();
  const found: SentDelivery[] = [];
  for await (const { data } of app.paginate.iterator(app.rest.apps.listWebhookDeliveries, { per_page: 100 })) {
    found.push(...data.filter(({ delivered_at }) => Date.parse(delivered_at) >= since));
    const last = data.at(-1);
    if (last === undefined || Date.parse(last.delivered_at) < since || found.length >= listedAtMost) break;
  }
  return found;
}

/** Since when to look for failed deliveries, `last` being when that was done before. */
export const failedSince = (now: number, last: number | null): number =>
  last === null ? now - failedDays * day : last - overlap;

/** Of those that never arrived and were not sent again: the id of the one attempt. */
export function lostDeliveries(deliveries: readonly SentDelivery[]): number[] {
  const attempts = new Map<string, SentDelivery[]>();
  for (const each of deliveries) attempts.set(each.guid, [...(attempts.get(each.guid) ?? []), each]);
  return [...attempts.values()].flatMap(([only, ...more]) => {
    const arrived = only === undefined || (only.status_code >= 200 && only.status_code < 300);
    return arrived || only.redelivery || more.length > 0 ? [] : [only.id];
  });
}

export async function redeliver(installations: Installations, delivery: number): Promise<void> {
  const app = await installations.app();
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id: delivery });
}

/** The newest submitted reviews that arrived: their delivery was answered before its work was done. */
export function recentReviews(deliveries: readonly SentDelivery[], now: number): number[] {
  return deliveries
    .filter(({ event, action }) => event === 'pull_request_review' && action === 'submitted')
    .filter(({ delivered_at }) => Date.parse(delivered_at) >= now - reviewHours * 3_600_000)
    .slice(0, readAtMost)
    .map(({ id }) => id);
}

/** What a delivery asked for, read from GitHub's copy of it. */
export async function readDelivery(installations: Installations, delivery: number): Promise<Task[]> {
  const app = await installations.app();
  const { data } = await app.rest.apps.getWebhookDelivery({ delivery_id: delivery });
  return tasksOf(data.event, data.request.payload, true);
}

/** Without an installation nobody could do it. */
export function tasksOf(event: string, payload: unknown, background: boolean): Task[] {
  const asked = workOf(event, payload);
  if (asked === null || asked.installation === null) return [];
  const { installation, repository } = asked;
  return asked.work.map((work) => ({ installation, repository, work, background }));
}
