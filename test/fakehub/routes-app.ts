// The app, its installation and the log of its webhook's deliveries.

import {
  ApiError,
  type Call,
  created,
  empty,
  type Grants,
  list,
  notFound,
  numberOf,
  ok,
  pageOf,
  type Routes,
  repositoryOf,
} from './api.ts';
import type { Credentials } from './credentials.ts';
import type { Deliveries, Delivery } from './deliveries.ts';
import type { Downloads } from './downloads.ts';
import { isoSeconds } from './git-objects.ts';
import { showApp, showInstallation } from './shape-app.ts';
import { showRepository } from './shape-repository.ts';

/** What routes need besides the world. */
export interface AppDoors {
  credentials: Credentials;
  deliveries: Deliveries;
  downloads: Downloads;
}

function asApp({ actor }: Call): void {
  if (actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded');
}

export function appRoutes({ credentials, deliveries }: AppDoors): Routes {
  return {
    'GET /app': (call) => {
      asApp(call);
      return ok({ ...showApp(call.world, call.world.appId), installations_count: 1 });
    },
    'GET /app/installations': (call) => {
      asApp(call);
      return list(call, [call.world], showInstallation);
    },
    'GET /app/installations/{installation_id}': (call) => {
      asApp(call);
      if (numberOf(call, 'installation_id') !== call.world.installation) throw notFound();
      return ok(showInstallation(call.world));
    },
    'GET /repos/{owner}/{repo}/installation': (call) => {
      asApp(call);
      repositoryOf(call);
      return ok(showInstallation(call.world));
    },
    'POST /app/installations/{installation_id}/access_tokens': (call) => {
      asApp(call);
      const { world, body } = call;
      if (numberOf(call, 'installation_id') !== world.installation) throw notFound();
      const wanted = body.permissions as Grants | undefined;
      for (const [name, access] of Object.entries(wanted ?? {})) {
        const granted = world.permissions[name];
        if (!granted || (access === 'write' && granted === 'read')) {
          throw new ApiError(422, 'The permissions requested are not granted to this installation.');
        }
      }
      const grants = wanted ?? world.permissions;
      const { token, expiresAt } = credentials.installation(grants);
      return created({
        token,
        expires_at: isoSeconds(expiresAt as Date),
        permissions: grants,
        repository_selection: 'all',
      });
    },
    'GET /installation/repositories': (call) => {
      if (call.actor.kind !== 'installation') throw new ApiError(403, 'Resource not accessible by integration');
      const all = [...call.world.repositories.values()].filter(({ parent }) => !parent);
      const { items, total, headers } = pageOf(call, all);
      const repositories = items.map(showRepository);
      return { status: 200, body: { total_count: total, repository_selection: 'all', repositories }, headers };
    },
    'GET /app/hook/deliveries': (call) => {
      asApp(call);
      return listDeliveries(call, deliveries);
    },
    'GET /app/hook/deliveries/{delivery_id}': (call) => {
      asApp(call);
      const found = deliveries.log.find(({ id }) => id === numberOf(call, 'delivery_id'));
      if (!found) throw notFound();
      return ok({
        ...showDelivery(call, found),
        url: deliveries.url ?? '',
        request: { headers: found.headers, payload: JSON.parse(found.body) },
        response: { headers: {}, payload: found.answer },
      });
    },
    'POST /app/hook/deliveries/{delivery_id}/attempts': (call) => {
      asApp(call);
      if (!deliveries.redeliver(numberOf(call, 'delivery_id'))) throw notFound();
      return { ...empty, status: 202, body: {} };
    },
  };
}

/** Newest first, in pages that a cursor walks. */
function listDeliveries(call: Call, { log }: Deliveries) {
  const { searchParams } = call.url;
  const size = Math.min(100, Number(searchParams.get('per_page') ?? 30));
  const cursor = Number((searchParams.get('cursor') ?? '').replace('v1_', '')) || Number.POSITIVE_INFINITY;
  const older = log.filter(({ id, statusCode }) => id < cursor && statusCode > 0).reverse();
  const items = older.slice(0, size);
  const next = new URL(call.url);
  next.searchParams.set('cursor', `v1_${items.at(-1)?.id}`);
  const headers = older.length > size ? { link: `<${next}>; rel="next"` } : {};
  return { status: 200, body: items.map((delivery) => showDelivery(call, delivery)), headers };
}

const showDelivery = ({ world }: Call, delivery: Delivery) => ({
  id: delivery.id,
  guid: delivery.guid,
  delivered_at: delivery.deliveredAt.toISOString(),
  redelivery: delivery.redelivery,
  duration: Math.round(delivery.durationMs) / 1000,
  status: delivery.status,
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action,
  installation_id: world.installation,
  repository_id: delivery.repositoryId,
  throttled_at: null,
});
