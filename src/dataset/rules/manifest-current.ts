import { defineRule } from '../../core/rule.ts';
import { listedEntries, type ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-current',
  subject: 'manifest',
  level: 'error',
  requirement: 'Hash, size and number of examples in the manifest are those of the files, and the total is their sum.',
  why: 'A stale hash means that a tuned program cannot be traced to the data it was tuned on.',
  bad: '{"path": "ba_train.jsonl", "sha256": "<hash of last month’s file>", "examples": 25}',
  good: 'Run `goldgate manifest update` after each change of a dataset and commit both.',
  options: {},
  *check(facts) {
    let total = 0;
    for (const { entry, path, file, related } of listedEntries(facts)) {
      if (file.standing !== 'file') {
        total += Number(entry.examples.value ?? 0);
        continue;
      }
      total += file.examples;
      const mend = '`goldgate manifest update` rewrites it';
      const draft = (line: number, what: string, message: string) => ({
        path: facts.path,
        line,
        related,
        identity: `${what} ${path} ${file.sha256}`,
        message: `${path}: ${message}; ${mend}`,
      });
      const { sha256, size, examples } = entry;
      if (String(sha256.value).toLowerCase() !== file.sha256) {
        yield draft(
          sha256.line,
          'sha256',
          `the file’s SHA-256 is ${short(file.sha256)}, the manifest says ${short(sha256.value)}`,
        );
      }
      if (size.value !== undefined && String(size.value) !== String(file.bytes)) {
        yield draft(size.line, 'size', `the file has ${file.bytes} bytes, the manifest says ${short(size.value)}`);
      }
      if (examples.value !== undefined && examples.value !== file.examples) {
        yield draft(
          examples.line,
          'examples',
          `the file holds ${file.examples} examples, the manifest says ${short(examples.value)}`,
        );
      }
    }
    const written = facts.manifest?.total;
    if (written?.value !== undefined && written.value !== total) {
      const message = `\`total_examples\` is ${short(written.value)}, the listed files hold ${total}; \`goldgate manifest update\` rewrites it`;
      yield { path: facts.path, line: written.line, message, identity: `total ${total}` };
    }
  },
});

function short(value: unknown): string {
  const text = typeof value === 'object' ? 'no plain value' : String(value);
  return text.length > 20 ? `${text.slice(0, 12)}…` : text;
}
