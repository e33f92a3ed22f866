// `dspy-qa` and `dspy-qa-lint`, where the team already looks for its commands.

import { applyEdits, modify, type ParseError, parse } from 'jsonc-parser';

/** What stands in a package.json: scripts that are there already stay, unless `force`. */
export const scripts = {
  'dspy-qa': 'goldgate testcases',
  'dspy-qa-lint': 'goldgate lint',
} as const;

const invocation = 'npx --no-install goldgate';

/** The part of a Makefile; targets in `taken` are left out. */
export function renderMakeRecipes(taken: ReadonlySet<string>): string | null {
  const targets = Object.entries(scripts).filter(([name]) => !taken.has(name));
  if (targets.length === 0) return null;
  return [
    '# Test cases of the stories: `make dspy-qa` writes them (DSPY_QA_STUB=1: without a model), `make dspy-qa-lint` checks them.',
    `GOLDGATE ?= ${invocation}`,
    `.PHONY: ${targets.map(([name]) => name).join(' ')}`,
    ...targets.map(([name, command]) => `${name}:\n\t$(GOLDGATE) ${command.replace(/^goldgate /, '')}`),
  ].join('\n');
}

/** Names of the targets that a Makefile declares. */
export function targetsOf(makefile: string): Set<string> {
  const names = [...makefile.matchAll(/^([^\s#:=.][^:=#\n]*):(?!=)/gm)].flatMap(([, targets = '']) =>
    targets.trim().split(/\s+/),
  );
  return new Set(names);
}

/** The package.json with our scripts in its own formatting, or `null` when it is no JSON object. */
export function addScripts(text: string, force: boolean): string | null {
  const errors: ParseError[] = [];
  const found: unknown = parse(text, errors, { disallowComments: true });
  if (errors.length > 0 || typeof found !== 'object' || found === null || Array.isArray(found)) return null;
  const existing = (found as { scripts?: unknown }).scripts ?? {};
  if (typeof existing !== 'object' || existing === null || Array.isArray(existing)) return null;
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  let changed = text;
  for (const [name, command] of Object.entries(scripts)) {
    if (Object.hasOwn(existing, name) && !force) continue;
    changed = applyEdits(changed, modify(changed, ['scripts', name], command, { formattingOptions }));
  }
  return changed;
}
