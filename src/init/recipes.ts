// `dspy-qa` and `dspy-qa-lint`, where the team already looks for its commands.

import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';

/** What stands in a package.json: scripts that are there already stay, unless `force`. */
const scripts = {
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

/** The package.json with our scripts and no other byte changed, or `null` when it is no JSON object. */
export function addScripts(text: string, force: boolean): string | null {
  let changed = text;
  for (const [name, command] of Object.entries(scripts)) {
    const errors: ParseError[] = [];
    const root = parseTree(changed, errors, { disallowComments: true });
    if (errors.length > 0 || root?.type !== 'object') return null;
    const list = findNodeAtLocation(root, ['scripts']);
    const old = findNodeAtLocation(root, ['scripts', name]);
    const value = JSON.stringify(command);
    if (list !== undefined && list.type !== 'object') return null;
    if (old) changed = force ? splice(changed, old.offset, old.length, value) : changed;
    else if (list) changed = insertMember(changed, list, `${JSON.stringify(name)}: ${value}`, 2);
    else
      changed = insertMember(
        changed,
        root,
        `"scripts": {${lineBreak(changed, 2)}${JSON.stringify(name)}: ${value}${lineBreak(changed, 1)}}`,
        1,
      );
  }
  return changed;
}

/** As the last member of an object, on a line of its own unless the file is a single line. */
function insertMember(text: string, object: Node, member: string, depth: number): string {
  const last = object.children?.at(-1);
  if (last) return splice(text, last.offset + last.length, 0, `,${lineBreak(text, depth)}${member}`);
  return splice(
    text,
    object.offset,
    object.length,
    `{${lineBreak(text, depth)}${member}${lineBreak(text, depth - 1)}}`,
  );
}

function lineBreak(text: string, depth: number): string {
  const indent = /^([ \t]+)"/m.exec(text)?.[1];
  if (indent === undefined && !/\n./.test(text)) return '';
  return (text.includes('\r\n') ? '\r\n' : '\n') + (indent ?? '  ').repeat(depth);
}

const splice = (text: string, offset: number, length: number, part: string) =>
  text.slice(0, offset) + part + text.slice(offset + length);
