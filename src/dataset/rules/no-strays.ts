import { defineRule } from '../../core/rule.ts';
import type { ManifestFacts } from '../manifest.ts';

const signs: [RegExp, string][] = [
  [/\.(bak|backup|old|orig|rej|tmp|swp)$|~$/i, 'looks like a backup'],
  [/( \d+| - copy.*|\(\d+\)| copy(?: \d+)?)(\.\w+)?$/i, 'looks like a copy that a file manager or a sync tool made'],
  [/^\s|\s$|\s\.\w+$/, 'has white space at an end of its name'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  [/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/, 'has invisible characters in its name'],
];

export const rule = defineRule<ManifestFacts>()({
  id: 'no-strays',
  subject: 'manifest',
  level: 'warning',
  requirement: 'No backups, copies or oddly named files lie beside the datasets.',
  why: 'A stray `ba_train 2.jsonl` is trained on by the next script that uses a glob.',
  bad: 'data/production/ba_train 2.jsonl, data/production/ba_train.jsonl.bak',
  good: 'Keep old versions in git alone.',
  options: {},
  *check({ datasets, others }) {
    const seen = new Map<string, string>();
    for (const path of [...datasets, ...others]) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const draft = (problem: string) => ({
        path,
        line: 1,
        message: `${JSON.stringify(name)} ${problem}; delete or rename it`,
        identity: `stray ${path}`,
      });
      const sign = signs.find(([pattern]) => pattern.test(name));
      if (sign) yield draft(sign[1]);
      else if (name !== name.normalize('NFC')) yield draft('is not in Unicode’s composed form (NFC)');
      const folded = path.normalize('NFC').toLowerCase();
      const twin = seen.get(folded);
      if (twin) yield draft(`differs from ${JSON.stringify(twin)} in case or Unicode form alone`);
      seen.set(folded, path);
    }
  },
});
