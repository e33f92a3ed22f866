import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { openJournal } from './journal.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldgate-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const reply = { text: 'Füße\n', tokens: { input: 1, output: 2 }, usd: 0.5, seconds: 1, cached: false };
const start = { at: 1, call: 'a', reserved: 2 };
const end = { at: 2, call: 'a', reply };

test('what was written is there when the journal is opened again', () => {
  const first = openJournal(folder);
  first.append(start);
  first.append(end);
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(start)}\n${JSON.stringify(end)}\n`);
  first.checkpoint();
  first.close();
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  const { past, close } = openJournal(folder);
  expect(past).toMatchObject({ used: { usd: 0.5, seconds: 2 }, calls: 1, tokens: { input: 1, output: 2 } });
  expect(past.replies.get('a')).toEqual(reply);
  close();
});

test('cut off at any byte, it keeps the whole lines and goes on from there', () => {
  const whole = [start, end, { at: 3, call: 'b', reserved: 4 }].map((line) => `${JSON.stringify(line)}\n`);
  const bytes = Buffer.from(whole.join(''));
  const ends = whole.map((_, index) => Buffer.byteLength(whole.slice(0, index + 1).join('')));
  for (let length = 0; length <= bytes.length; length++) {
    writeFileSync(path, bytes.subarray(0, length));
    const journal = openJournal(folder);
    const kept = ends.filter((end) => end <= length).length;
    expect(journal.past.used.usd, `${length}`).toBe([0, 2, 0.5, 4.5][kept]);
    journal.append(end);
    journal.close();
    expect(readFileSync(path, 'utf8')).toBe(`${whole.slice(0, kept).join('')}${JSON.stringify(end)}\n`);
  }
});

test('a last line of zeros, as a crash of the machine leaves it, goes too', () => {
  writeFileSync(path, `${JSON.stringify(start)}\n${'\0'.repeat(100)}\n`);
  const journal = openJournal(folder);
  expect(journal.past.used.usd).toBe(2);
  journal.close();
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(start)}\n`);
});

test('damage before the end is no reason to guess', () => {
  writeFileSync(path, `${JSON.stringify(start)}\n{"at":1}\n${JSON.stringify(end)}\n`);
  expect(() => openJournal(folder)).toThrow(SetupError);
  expect(() => openJournal(folder)).toThrow(/journal\.jsonl:2: is damaged/);
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

describe('the lock', () => {
  const lock = () => join(folder, 'journal.lock');

  test('keeps out a second opening, in this process and in another', () => {
    const journal = openJournal(folder);
    expect(() => openJournal(folder)).toThrow(/is in use by this process/);
    const script = `import('${new URL('./journal.ts', import.meta.url)}').then(({ openJournal }) => openJournal(process.argv[1]))`;
    const { status, stderr } = spawnSync(process.execPath, ['--experimental-strip-types', '-e', script, folder], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining(`is in use by process ${process.pid} on ${hostname()}`),
    });
    journal.close();
    expect(existsSync(lock())).toBe(false);
  });

  test.each([
    ['a process that is gone', () => `999999999 ${hostname()} 1`],
    ['an id that was given out again', () => `1 ${hostname()} 0.5`],
    ['our own id, from before', () => `${process.pid} ${hostname()} 1`],
    ['nothing', () => ` ${hostname()} `],
  ])('of %s keeps nobody out', (_, owner) => {
    writeFileSync(lock(), owner());
    openJournal(folder).close();
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });

  test('of another machine says which file to remove', () => {
    writeFileSync(lock(), '1 elsewhere 1');
    expect(() => openJournal(folder)).toThrow(
      /in use by process 1 on elsewhere; wait for it, or remove .*journal\.lock/,
    );
    expect(existsSync(lock())).toBe(true);
  });
});

test('a file in the place of the folder is told', () => {
  writeFileSync(join(folder, 'run'), '');
  expect(() => openJournal(join(folder, 'run'))).toThrow(SetupError);
});

test('a full disk ends the run with a message, and leaves no half line', () => {
  // The size a file may have stands in for the size of the disk: the write that passes it comes out short, then fails.
  const script = `
    process.on('SIGXFSZ', () => undefined);
    const { openJournal } = await import('${new URL('./journal.ts', import.meta.url)}');
    const journal = openJournal(process.argv[1]);
    try {
      for (let at = 0; ; at++) journal.append({ at, call: 'c'.repeat(100), reserved: 1 });
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }
    journal.close();`;
  const run = [
    'ulimit -f 2; exec "$0" --experimental-strip-types --input-type=module -e "$1" "$2"',
    process.execPath,
    script,
    folder,
  ];
  const { stdout, stderr } = spawnSync('bash', ['-c', ...run], { encoding: 'utf8' });
  expect(stdout, stderr).toMatch(/^SetupError: .*journal\.jsonl cannot be written: /);
  const text = readFileSync(path, 'utf8');
  expect(text.length).toBeGreaterThan(1000);
  for (const line of text.split('\n').slice(0, -1)) expect(JSON.parse(line)).toMatchObject({ reserved: 1 });
  expect(text.endsWith('\n')).toBe(true);
});
