// One glob against one path, in a time that grows with both and no faster: a pull request may bring any path, and a regular
// expression with several stars can take minutes for one that was made for it.

/** Within a segment: any number of characters, or a test of one. */
type Piece = '*' | ((character: string) => boolean);
type Segment = '**' | readonly Piece[];

const mostAlternatives = 100;

/** What `{a,b}` stands for, written out. Stops once there are more than 100. */
export function alternativesOf(glob: string): string[] {
  const [done, open]: [string[], string[]] = [[], [glob]];
  for (let one = open.pop(); one !== undefined && done.length <= mostAlternatives; one = open.pop()) {
    // The first braces that hold no others; what follows a backslash or stands in brackets is no brace.
    const found = /^((?:\\.|\[[^\]]*\]|[^\\[])*?)\{((?:\\.|\[[^\]]*\]|[^\\[{}])*)\}(.*)$/su.exec(one);
    if (found === null) done.push(one);
    else {
      const [, before, inner = '', after] = found;
      const parts = inner.split(/,(?![^[]*\])/);
      open.push(...parts.reverse().map((part) => `${before}${part}${after}`));
    }
  }
  return done;
}

export const hasTooManyAlternatives = (glob: string): boolean => alternativesOf(glob).length > mostAlternatives;

export interface Glob {
  matches(path: readonly string[]): boolean;
  /** Whether it could match a path below this one. */
  reachesBelow(path: readonly string[]): boolean;
}

/** `*` and `**`, `?`, `[a-z]`, `[!a-z]`, `{a,b}`, and `\x` for x. Paths come in segments. */
export function compileGlob(glob: string): Glob {
  const patterns = alternativesOf(glob).map((one) => one.split('/').map(segmentOf));
  return {
    matches: (path) => patterns.some((pattern) => fits(pattern, path, '**', segmentFits)),
    reachesBelow: (path) => patterns.some((pattern) => isOverFolder(pattern, path)),
  };
}

function segmentOf(text: string): Segment {
  if (text === '**') return text;
  const pieces = text.match(/\*+|\\.|\[[^\]]+\]|./gsu) ?? [];
  return pieces.map((piece): Piece => {
    if (piece.startsWith('*')) return '*';
    if (piece === '?') return () => true;
    if (/^\[.+\]$/su.test(piece)) return oneOf(piece.slice(1, -1));
    const literal = piece.replace(/^\\(?=.)/su, '');
    return (character) => character === literal;
  });
}

function oneOf(inner: string): (character: string) => boolean {
  const negated = /^[!^]./su.test(inner);
  const ranges = (negated ? inner.slice(1) : inner).match(/.-.|./gsu) ?? [];
  const bounds = ranges.map((range) => [range.codePointAt(0), [...range].at(-1)?.codePointAt(0)] as [number, number]);
  return (character) => {
    const point = character.codePointAt(0) ?? 0;
    return bounds.some(([low, high]) => low <= point && point <= high) !== negated;
  };
}

const segmentFits = (segment: Segment, name: string): boolean =>
  segment !== '**' && fits(segment, [...name], '*', (piece, character) => piece !== '*' && piece(character));

/** Only the last star is ever gone back to: what an earlier one could take, it can take as well. */
function fits<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  star: Part,
  takes: (part: Part, item: Item) => boolean,
): boolean {
  let [at, index, lastStar, from] = [0, 0, -1, 0];
  while (index < items.length) {
    if (at < pattern.length && pattern[at] === star) {
      lastStar = at++;
      from = index;
    } else if (at < pattern.length && takes(pattern[at] as Part, items[index] as Item)) {
      at++;
      index++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      index = ++from;
    } else return false;
  }
  return pattern.slice(at).every((part) => part === star);
}

function isOverFolder(pattern: readonly Segment[], path: readonly string[]): boolean {
  for (const [index, name] of path.entries()) {
    const segment = pattern[index];
    if (segment === '**') return true;
    if (segment === undefined || !segmentFits(segment, name)) return false;
  }
  return pattern.length > path.length;
}
