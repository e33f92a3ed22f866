import { defineRule } from '../../core/rule.ts';
import type { Located, ManifestFacts } from '../manifest.ts';

export const rule = defineRule<ManifestFacts>()({
  id: 'manifest-dates',
  subject: 'manifest',
  level: 'error',
  requirement: 'Dates in the manifest are well-formed, not in the future, and nothing is updated before it is created.',
  why: 'Dates say which data a pilot ran on; an impossible one makes the whole record doubtful.',
  bad: '{"created_at": "2026-02-30", "updated_at": "tomorrow"}',
  good: '{"created_at": "2026-02-28", "updated_at": "2026-03-02 09:15:00"}',
  options: {},
  *check({ path, manifest, today }) {
    if (!manifest) return;
    const named = [
      { owner: 'the manifest', dates: { updated_at: manifest.updatedAt } },
      ...manifest.entries.map(({ name, created_at, updated_at }) => ({
        owner: String(name.value),
        dates: { created_at, updated_at },
      })),
    ];
    for (const { owner, dates } of named) {
      const good: Partial<Record<string, string>> = {};
      for (const [key, { value, line }] of Object.entries<Located>(dates)) {
        if (value === undefined || value === null) continue;
        const draft = (problem: string) => ({
          path,
          line,
          message: `${owner}: \`${key}\` ${JSON.stringify(value)} ${problem}`,
          identity: `${owner} ${key} ${String(value)}`,
        });
        const day = parseDay(value);
        if (day === null) yield draft('is no date; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS');
        else if (day > today) yield draft('lies in the future');
        else good[key] = String(value).replace('T', ' ');
      }
      const { created_at: created, updated_at: updated } = good;
      if (created && updated && created > updated.padEnd(created.length, '~')) {
        const line = (dates as Record<string, Located>).updated_at?.line ?? 1;
        const message = `${owner}: \`updated_at\` ${updated} is before \`created_at\` ${created}`;
        yield { path, line, message, identity: `${owner} order ${created} ${updated}` };
      }
    }
  },
});

/** The day of a date as teams write it, `YYYY-MM-DD`, or `null` when there is no such day or time. */
function parseDay(value: unknown): string | null {
  const form = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
  const match = typeof value === 'string' ? form.exec(value) : null;
  if (!match?.[1]) return null;
  const [, day, hour = '0', minute = '0', second = '0'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}
