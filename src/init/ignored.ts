// What git should not see of tunings: runs stay where they were made, recorded pilots and their ledger are committed.

import { posix } from 'node:path';

/** Lines of a `.gitignore`. `others` is what else stands in the file, before them. */
export function renderIgnored(optimizer: string, others: string): string {
  const parts = optimizer.split('/');
  const folders = parts.map((_, n) => parts.slice(0, n + 1).join('/'));
  const lines = others.split(/\r?\n/).map((line) => line.trim());
  // Git looks into no folder that it ignores, so the way down to the pilots is opened step by step.
  const closed = folders.findIndex((folder) => lines.some((line) => ignores(line, folder)));
  const way = closed < 0 ? [optimizer] : folders.slice(closed);
  return [
    '# Tuning runs stay local; recorded pilots and their ledger are committed.',
    ...way.flatMap((folder) => [...(closed < 0 ? [] : [`!/${folder}/`]), `/${folder}/*`]),
    `!/${optimizer}/pilots/`,
    ...(closed < 0 ? [] : [`!/${optimizer}/pilots/**`]),
    `!/${optimizer}/pilots.jsonl`,
    '/.goldgate-cache/',
  ].join('\n');
}

/** Whether a line, as people write them, hides a folder or all that is in it. */
function ignores(line: string, folder: string): boolean {
  const pattern = line.replace(/^\*\*\//, '').replace(/(\/\*{1,2})?\/?$/, '');
  if (pattern === '' || /^[!#]/.test(line)) return false;
  return pattern.replace(/^\//, '') === folder || (!pattern.includes('/') && pattern === posix.basename(folder));
}
