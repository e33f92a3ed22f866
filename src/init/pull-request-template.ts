// What an author answers when golden data changes; the gate cannot ask for it.

export const templatePaths = [
  '.github/pull_request_template.md',
  '.github/PULL_REQUEST_TEMPLATE.md',
  'pull_request_template.md',
  'PULL_REQUEST_TEMPLATE.md',
  'docs/pull_request_template.md',
  'docs/PULL_REQUEST_TEMPLATE.md',
] as const;

export function renderTemplateSection(branch: string): string {
  return `## Golden data

<!-- Only when a dataset, the manifest or the expectations change; delete this part otherwise. -->

- Where the examples come from (curated, mined, synthetic; with what):
- Who has read every new or changed example (\`goldgate diff --base origin/${branch}\`):
- [ ] No training example is, or paraphrases, one that is held out (eval, val, gold, test)
- [ ] No personal data and no secrets
- [ ] \`goldgate manifest update --curator NAME\` was run, and \`goldgate check --base origin/${branch}\` passes`;
}
