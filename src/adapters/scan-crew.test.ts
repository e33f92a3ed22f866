import { expect, test } from 'vitest';
import { ScanCrew, threadsFor } from './scan-crew.ts';
import type { DatasetHandle } from './scan-file.ts';

test('a worker that dies is an error, not a shorter report', async () => {
  const line = Buffer.from('{"input":{},"output":{}}\n');
  const read = (into: Uint8Array, offset: number, _: number, position: number) => {
    const part = line.subarray(position % line.length);
    into.set(part, offset);
    return part.length;
  };
  const plan = {
    files: [{ role: 'po', split: null, isCompared: false, isKept: false }],
    schemas: {},
    skip: new Set<never>(),
    near: 0.85,
    leakage: 0.6,
    maxDepth: 64,
    maxLineBytes: 1000,
  };
  // The main thread reads well; the worker is given a descriptor that nobody has opened.
  const crew = await ScanCrew.start(plan, [{ descriptor: 987_654, read } as unknown as DatasetHandle], 2);
  const tasks = Array.from({ length: 100_000 }, (_, i) => ({
    file: 0,
    start: i * 250,
    end: (i + 1) * 250,
    recalls: true,
  }));
  await expect(
    crew.scan(
      { tasks, heldOut: [], known: [] },
      async () => {},
      () => {},
    ),
  ).rejects.toThrow('EBADF');
  await crew.end();
});

test('small scans have one thread', () => {
  expect(threadsFor(0)).toBe(1);
  expect(threadsFor(10 * 1024 * 1024)).toBe(1);
});
