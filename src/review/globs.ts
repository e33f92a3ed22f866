// Which paths a rule is over: ordered globs, of which the last that matches counts. Paths are compared in one Unicode
// form, case and all; everything but `*`, `?`, `[…]` and `{…}` stands for itself, and a leading dot is nothing special.

import { alternativesOf, compileGlob, hasTooManyAlternatives } from './glob.ts';

export interface PathMatcher {
  matches(path: string): boolean;
  /** Whether files that the globs include could stand below a link of this path, were it followed. */
  reachesBelow(link: string): boolean;
}

/** Globs that have passed `globFault`. */
export function pathMatcher(globs: readonly string[]): PathMatcher {
  const steps = globs.map((glob) => ({
    included: !glob.startsWith('!'),
    ...compileGlob(glob.replace(/^!/, '').normalize('NFC')),
  }));
  const segments = (path: string) => path.normalize('NFC').split('/');
  return {
    matches: (path) => {
      const own = segments(path);
      return steps.findLast((step) => step.matches(own))?.included ?? false;
    },
    reachesBelow: (link) => {
      const own = segments(link);
      return steps.some((step) => step.included && step.reachesBelow(own));
    },
  };
}

/** A path as a glob that matches nothing else. */
export const literally = (path: string): string => path.replace(/[\\*?[\]{}!]/g, '\\$&');

const longest = 500;

/** What is wrong with a glob in the policy, and what to write instead; `null` when it can be taken. */
export function globFault(glob: string): string | null {
  const pattern = glob.replace(/^!/, '');
  const segments = pattern.split('/');
  if (glob.length > longest) return `is longer than ${longest} characters; write several globs`;
  if (pattern.trim() === '') return 'is empty';
  if (pattern.startsWith('!')) return 'begins with two `!`; one excludes';
  if (pattern.startsWith('/'))
    return `begins with \`/\`; paths begin at the repository’s root: \`${pattern.replace(/^\/+/, '')}\``;
  if (pattern.includes('\\'))
    return 'holds a backslash; folders are parted by `/`, and a special character is taken literally in brackets: `[*]`';
  if (/[()|]/.test(pattern))
    return 'holds `(`, `)` or `|`; write alternatives as `{a,b}`, and one such character as `?`';
  if (segments.some((segment) => segment === '..' || segment === '.'))
    return 'holds a `.` or `..`; write the path itself';
  if (segments.slice(0, -1).includes('')) return 'holds `//`; folders are parted by one `/`';
  if (pattern.endsWith('/')) return `ends with \`/\`; for all that is in the folder, write \`${glob}**\``;
  if (!isBalanced(pattern)) return 'has a bracket or a brace without its other half';
  if (/\[\]|\{[^,{}]*\}/.test(pattern)) return 'has brackets with nothing or braces with only one thing in them';
  if (hasTooManyAlternatives(pattern)) return 'has braces that stand for more than 100 globs; write several';
  const written = alternativesOf(pattern).flatMap((one) => one.split('/'));
  if (written.some((segment) => segment.includes('**') && segment !== '**')) {
    return 'has `**` beside something else; alone between two `/` it is any number of folders, as in `**/*.jsonl`';
  }
  return null;
}

function isBalanced(pattern: string): boolean {
  let [braces, inBrackets] = [0, false];
  for (const character of pattern) {
    if (inBrackets) inBrackets = character !== ']';
    else if (character === '[') inBrackets = true;
    else if (character === ']') return false;
    else if (character === '{') braces++;
    else if (character === '}' && --braces < 0) return false;
  }
  return braces === 0 && !inBrackets;
}
