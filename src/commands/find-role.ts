// The role that a name means here: built in, declared in the configuration, or both.

import type { Config } from '../config/config.ts';
import { parseMetric } from '../program/metrics/setting.ts';
import type { Role } from '../program/role.ts';
import { builtInRoles, declareRole } from '../program/roles.ts';

/** `metric` is a flag's word against the role's own. Throws SetupError for a role that nobody declared. */
export function findRole({ roles }: Pick<Config, 'roles'>, name: string, metric?: string): Role {
  const declared = Object.hasOwn(roles, name) ? roles[name] : undefined;
  const { schema: _, ...declaration } = declared ?? {};
  const nothing = Object.keys(declaration).length === 0;
  const byDefault = builtInRoles.includes(name) ? {} : { metric: 'similarity' };
  const role = declareRole(name, nothing ? undefined : { ...byDefault, ...declaration }, (setting, key) =>
    parseMetric(setting, `roles.${name}.${key}`),
  );
  return metric === undefined ? role : { ...role, metric: parseMetric(metric, '--metric') };
}
