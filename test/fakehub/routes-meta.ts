// What GitHub tells of itself and of the caller.

import { ApiError, ok, type Routes } from './api.ts';
import { showPublicUser } from './shape-user.ts';

const limit = () => ({ limit: 15_000, remaining: 14_999, used: 1, reset: Math.floor(Date.now() / 1000) + 3600 });

export const metaRoutes: Routes = {
  'GET /rate_limit': () => {
    const core = limit();
    return ok({ resources: { core, search: core, graphql: core }, rate: core });
  },
  'GET /meta': () => ok({ verifiable_password_authentication: true }),
  'GET /user': ({ world, actor }) => {
    if (actor.kind !== 'user' || !actor.user) throw new ApiError(403, 'Resource not accessible by integration');
    return ok(showPublicUser(world, actor.user));
  },
};
