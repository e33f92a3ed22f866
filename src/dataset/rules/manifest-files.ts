import { defineRule } from '../../core/rule.ts';
import { listedEntries, type ManifestFacts } from '../manifest.ts';

const because = {
  missing: 'does not exist; restore the file or remove the entry',
  outside: 'leads out of the repository; list only files inside it',
  link: 'is a symbolic link; commit the file itself',
  folder: 'is a folder; list its files one by one',
  special: 'is no regular file; list only files',
};

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-files',
  subject: 'manifest',
  level: 'error',
  requirement: 'Each file that the manifest lists exists, is a regular file, and lies inside the repository.',
  why: 'A deleted eval set is how a measured prompt becomes one that nobody can measure again.',
  bad: '{"path": "../../elsewhere/ba_eval.jsonl"}',
  good: '{"path": "ba_eval.jsonl"}',
  options: {},
  *check(facts) {
    for (const { entry, path, file, related } of listedEntries(facts)) {
      if (file.standing === 'file') continue;
      const message = `${path} ${because[file.standing]}`;
      yield { path: facts.path, line: entry.path.line, related, message, identity: `${file.standing} ${path}` };
    }
  },
});
