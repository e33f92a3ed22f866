// Progress on a terminal for anything that takes more than two seconds; nothing before, nothing elsewhere.

import type { Host } from './host.ts';

const patience = 2_000;

/** A callback for (done, total) in bytes. Draws one line on standard error and wipes it at the end. */
export function showProgress(host: Host): (done: number, total: number) => void {
  if (!host.interactive) return () => {};
  const start = host.now().getTime();
  let drawn = 0;
  return (done, total) => {
    const now = host.now().getTime();
    if (done >= total) {
      if (drawn > 0) host.note('\r\u001b[K');
    } else if (now - start > patience && now - drawn > 100) {
      drawn = now;
      const share = done / total;
      const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
      host.note(`\r${bar} ${Math.round(share * 100)} %  ${Math.round(done / 1e6)} of ${Math.round(total / 1e6)} MB`);
    }
  };
}
