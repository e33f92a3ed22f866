// What the configuration says today of the roles and the model that recorded pilots were tuned for.

import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import type { Today } from '../pilots/facts.ts';
import { signatureSha256 } from '../pilots/snapshot.ts';
import { builtInRoles } from '../program/roles.ts';
import { findRole } from './find-role.ts';
import { namedModel } from './open-model.ts';

/** What a program in use will meet is the head's; how much worse one may be, the configuration that judges says. */
export function todayOf(head: Config, judging: Config): Today {
  const names = new Set([...builtInRoles, ...Object.keys(head.roles)]);
  const margins = Object.entries(judging.roles).map(([name, { target }]) => [name, target?.margin ?? 0] as const);
  return {
    model: namedModel(head.model),
    roles: new Map([...names].map((name) => [name, roleOf(head, name)])),
    margins: new Map(margins),
  };
}

function roleOf(config: Config, name: string): { signatureSha256: string } | { problem: string } {
  try {
    return { signatureSha256: signatureSha256(findRole(config, name).program) };
  } catch (error) {
    if (error instanceof SetupError) return { problem: error.message };
    throw error;
  }
}
