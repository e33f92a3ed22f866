// Where the runs of all roles stand.

import { join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Host } from './host.ts';

/** Absolute. A flag is the caller's own word, from where he stands. */
export function runsFolder(host: Host, root: string, config: Config, flag?: string): string {
  return flag === undefined ? join(root, config.optimizer) : resolve(host.cwd, flag);
}
