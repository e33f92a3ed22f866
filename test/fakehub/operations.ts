// Every operation that fakehub answers, by the name that GitHub's OpenAPI description has for it; all but GraphQL.

import type { Routes } from './api.ts';
import { type AppDoors, appRoutes } from './routes-app.ts';
import { checkRoutes } from './routes-checks.ts';
import { contentsRoutes } from './routes-contents.ts';
import { gitRoutes } from './routes-git.ts';
import { issueRoutes } from './routes-issues.ts';
import { metaRoutes } from './routes-meta.ts';
import { peopleRoutes } from './routes-people.ts';
import { pullRoutes } from './routes-pulls.ts';
import { runRoutes } from './routes-runs.ts';

export function restRoutes(doors: AppDoors): Routes {
  return {
    ...appRoutes(doors),
    ...peopleRoutes,
    ...pullRoutes,
    ...contentsRoutes,
    ...gitRoutes,
    ...checkRoutes,
    ...issueRoutes,
    ...runRoutes(doors.downloads),
    ...metaRoutes,
  };
}

// The names need no doors: only answering does.
export const operations: readonly string[] = Object.keys(restRoutes({} as AppDoors));
