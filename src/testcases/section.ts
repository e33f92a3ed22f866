// The happy and the unhappy part are looked for in the same way, by two rules.

import type { Draft } from '../core/finding.ts';
import type { SectionKind, TestcaseFacts } from './facts.ts';

const names = {
  happy: 'no happy-path section (`## Happy Path`, `## Camino feliz`)',
  unhappy: 'no unhappy-path section (`## Unhappy Path`, `## Camino infeliz`, `## Casos negativos`)',
};

/** One finding for each readable file without such a section; what looks like one is pointed at. */
export function* checkSection({ present, files }: TestcaseFacts, kind: SectionKind): Iterable<Draft> {
  if (!present) return;
  for (const { path, story, sections, lookalikes, problems } of files) {
    if (problems.length > 0 || sections.some((section) => section.kind === kind)) continue;
    const near = lookalikes.filter((lookalike) => lookalike.kind === kind);
    const hint = near.length > 0 ? `; line ${near[0]?.line} is ${near[0]?.what}` : '';
    const related = near.map(({ line }) => ({ path, line }));
    const message = `${story} has ${names[kind]}${hint}.`;
    yield { path, line: 1, message, ...(near.length > 0 ? { related } : {}), identity: `${story}: ${kind}` };
  }
}
