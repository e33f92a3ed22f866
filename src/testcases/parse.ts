// Reads one story's Markdown into sections, cases and expected results.

import { parseExpected } from './expected.ts';
import type { Case, Section, SectionKind, TestcaseFile } from './facts.ts';
import { fold } from './fold.ts';
import { parseMarkdown, type Token } from './markdown.ts';
import { numbersCase, sectionKind } from './titles.ts';

const marker = /^\uFEFF?<!--\s*goldgate:(stub|generated)\b[^>]*-->/;

/** Never throws: what cannot be read is told in `problems`. `path` is relative to the root, with `/`. */
export function parseTestcases(markdown: string, path: string): TestcaseFile {
  const origin = (marker.exec(markdown)?.[1] ?? 'human') as TestcaseFile['origin'];
  const story = (path.split('/').at(-1) ?? path).replace(/\.md$/i, '');
  const file: TestcaseFile = {
    ...{ path, story, origin, stub: origin === 'stub' },
    ...{ sections: [], lookalikes: [], text: '', problems: [] },
  };
  const tokens = parseMarkdown(markdown);
  if (!Array.isArray(tokens)) return { ...file, problems: [tokens] };

  file.text = foldBlocks(tokens);
  let open = null as OpenSection | null;
  for (const token of tokens) {
    const lookalike = lookalikeOf(token);
    if (lookalike) file.lookalikes.push(lookalike);
    if (token.type === 'heading') {
      const around = open !== null && token.depth > open.depth ? open : null;
      const kind = around && numbersCase(token.text) ? null : sectionKind(token.text);
      if (!around || (kind && kind !== around.kind)) {
        if (open) file.sections.push(readSection(open));
        open = kind && token.depth > 1 ? { kind, ...token, body: [] } : null;
        continue;
      }
    }
    open?.body.push(token);
  }
  if (open) file.sections.push(readSection(open));
  return file;
}

/** Deeper than any heading. */
const noRank = 7;

interface OpenSection {
  kind: SectionKind;
  line: number;
  depth: number;
  text: string;
  body: Token[];
}

function readSection({ kind, line, text: title, body }: OpenSection): Section {
  return { kind, line, title, text: foldBlocks(body), cases: [...splitCases(body)].map(readCase) };
}

function lookalikeOf(token: Token): TestcaseFile['lookalikes'][number] | null {
  const { line } = token;
  if (token.type === 'heading' && token.depth === 1) {
    const kind = sectionKind(token.text);
    return kind && { kind, line, what: 'a heading of level 1: make it `##`' };
  }
  if (token.type === 'text' && token.bold && token.lists === 0 && token.lines.length === 1) {
    const kind = sectionKind(token.lines[0] ?? '');
    return kind && { kind, line, what: 'bold text: make it a `##` heading' };
  }
  return null;
}

/**
 * Cases are the numbered sub-headings of a section; without any, its numbered bold lines; without any, the items of
 * its outermost ordered lists. What follows a case, indented or not, belongs to it, up to a heading of its own rank.
 */
function* splitCases(body: readonly Token[]): Iterable<Token[]> {
  const rankOf = (token: Token) => (token.type === 'heading' && numbersCase(token.text) ? token.depth : noRank);
  const rank = body.reduce((least, token) => Math.min(least, rankOf(token)), noRank);
  const starts = [
    (token: Token) => rank < noRank && rankOf(token) === rank,
    (token: Token) => token.type === 'text' && token.bold && token.lists === 0 && numbersCase(token.lines[0] ?? ''),
    (token: Token) => token.type === 'item' && token.ordered && token.lists === 1,
  ].find((starts) => body.some(starts));
  let open: Token[] | null = null;
  for (const token of body) {
    const begins = starts?.(token) ?? false;
    if (begins || (token.type === 'heading' && (rank === noRank || token.depth <= rank))) {
      if (open) yield open;
      open = begins ? [] : null;
    }
    open?.push(token);
  }
  if (open) yield open;
}

function readCase(tokens: readonly Token[]): Case {
  const titled = tokens.find((token) => token.type !== 'item');
  const title = titled?.type === 'heading' ? titled.text : titled?.type === 'text' ? titled.lines.join(' ') : '';
  return { line: tokens[0]?.line ?? 1, title: title.trim(), text: foldBlocks(tokens), expected: parseExpected(tokens) };
}

function foldBlocks(tokens: readonly Token[]): string {
  const texts = tokens.map((token) =>
    token.type === 'heading' ? token.text : token.type === 'text' ? token.lines.join(' ') : '',
  );
  return texts
    .filter((text) => text !== '')
    .map(fold)
    .join('\n');
}
