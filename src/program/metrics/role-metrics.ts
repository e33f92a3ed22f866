// What the built-in roles are tuned on and judged by, when nobody says otherwise.

import type { Role } from '../role.ts';
import { baQuality } from './ba-quality.ts';
import { completeness } from './completeness.ts';
import { negativeCoverage } from './negative-coverage.ts';
import { qaQuality } from './qa-quality.ts';
import { similarity } from './similarity.ts';

type Objective = Pick<Role, 'metric' | 'target'>;

/** By role; any other role has `similarity` and no target. */
export function objectiveOf(role: string): Objective {
  if (role === 'ba') return { metric: baQuality, target: { metric: completeness, minimum: 0.98 } };
  if (role === 'qa') return { metric: qaQuality, target: { metric: negativeCoverage, minimum: 0.95 } };
  return { metric: similarity, target: null };
}
