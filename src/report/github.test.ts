import { expect, test } from 'vitest';
import { renderGithub } from './github.ts';
import { commandsIn } from './runner-rules.ts';
import { finding, reportOf, sampleReport } from './sample.ts';

test('annotations name the place, the rule and what else is concerned', () => {
  expect(renderGithub(sampleReport, {})).toBe(
    `::error file=data/production/ba_train.jsonl,line=6,col=113,title=record-schema::found 3, expected a string · at /constraints/0/priority
::error file=data/production/ba_train.jsonl,line=21,title=no-leakage::the same concept as a held-out record · see data/production/ba_eval.jsonl:2
::warning file=data/production/qa train.jsonl,line=1,title=balance::domain web has 71 %25 of the records
Goldgate: fail (2 errors, 1 warning)
`,
  );
});

test('ten of each level, those in the change first, the rest counted', () => {
  const findings = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    Array.from({ length: 40 }, (_, index) => finding({ level, line: index + 1, path: index < 35 ? 'a' : 'b' })),
  );
  const output = renderGithub(reportOf(findings), { touched: (path) => path === 'b' });
  const commands = commandsIn(output);
  for (const level of ['error', 'warning', 'notice']) {
    const files = commands.filter(({ name }) => name === level).map(({ properties }) => properties.file);
    expect(files.join('')).toBe('bbbbbaaaaa');
  }
  expect(output).toContain('30 of 120 findings are annotated');
});
