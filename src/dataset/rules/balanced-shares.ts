import { defineRule, option } from '../../core/rule.ts';
import type { DatasetFacts } from '../facts.ts';
import { totalsByRole } from '../totals.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'balanced-shares',
  subject: 'datasets',
  level: 'warning',
  requirement:
    'No domain, tier or language makes up nearly all of a role’s examples, and each expected value has its share.',
  why: 'A program tuned on web projects alone is only known to work for web projects.',
  bad: '"metadata": {"domain": "web"} in 48 of 50 records.',
  good: 'Web, app and api, each with a fifth of the records or more.',
  options: {
    largest: option.number(0.8, 'The largest share that one value may have.', {
      minimum: 0,
      maximum: 1,
      stricter: 'lower',
    }),
    smallest: option.number(0.05, 'The smallest share that a value named under `values` may have.', {
      minimum: 0,
      maximum: 1,
    }),
    values: option.texts([], 'Values that must be there, as `domain:api`, `tier:corporate`, `language:es`.'),
    'from-records': option.count(
      10,
      'Roles and splits with fewer records that say the value are left alone.',
      1,
      'lower',
    ),
  },
  *check({ files }, options) {
    for (const { role, split, path, related, tally } of totalsByRole(files)) {
      for (const [key, counts] of Object.entries(tally)) {
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        if (total < options['from-records']) continue;
        const draft = (value: string, problem: string) => ({
          path,
          line: 1,
          related,
          message: `role ${role}, ${split}: ${key} ${JSON.stringify(value)} ${problem}`,
          identity: `share ${role} ${split} ${key} ${value}`,
        });
        for (const [value, count] of Object.entries(counts)) {
          if (count / total <= options.largest) continue;
          yield draft(
            value,
            `has ${count} of ${total} examples, at most ${Math.round(options.largest * 100)} % are wanted`,
          );
        }
        for (const value of options.values.filter((value) => value.startsWith(`${key}:`))) {
          const name = value.slice(key.length + 1);
          const count = counts[name] ?? 0;
          if (count / total >= options.smallest) continue;
          yield draft(
            name,
            `has ${count} of ${total} examples, at least ${Math.round(options.smallest * 100)} % are wanted`,
          );
        }
      }
    }
  },
});
