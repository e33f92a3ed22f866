// The last step of `npm run verify`: what is generated is committed as it would be generated now.
import { execFileSync } from 'node:child_process';

const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
if (changed) {
  console.error(`Generated files differ from what is committed, or something is not committed:\n${changed}`);
  console.error('Run `npm run build` and commit what it writes.');
  process.exit(1);
}
