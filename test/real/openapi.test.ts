// What fakehub is held against is what GitHub's whole description says of the operations that it serves.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { part, root } from './bundle.ts';

test('the description in the repository is what GitHub’s gives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldgate-openapi-'));
  const target = join(folder, 'openapi.json');
  const description = part('@octokit/openapi/generated/api.github.com.json');
  execFileSync(process.execPath, [join(root, 'scripts/extract-openapi.mjs'), description, target]);
  expect(readFileSync(target, 'utf8')).toBe(readFileSync(join(root, 'test/fakehub/openapi.generated.json'), 'utf8'));
  rmSync(folder, { recursive: true });
});
