// Which paths a rule is over: ordered globs, of which the last that matches counts. Paths are compared in one Unicode
// form, case and all; everything but `*`, `?`, `[…]` and `{…}` stands for itself, and a leading dot is nothing special.

import picomatch from 'picomatch';

export type PathMatcher = (path: string) => boolean;

/** Globs that have passed `globFault`, or those of the datasets. */
export function pathMatcher(globs: readonly string[]): PathMatcher {
  const steps = globs.map((glob) => {
    const pattern = glob.replace(/^!/, '').normalize('NFC');
    // Without the flag `s`, a line break in a file's name would take it out of `**`.
    const matches = picomatch(pattern, { dot: true, nonegate: true, noextglob: true, flags: 's' });
    return { included: !glob.startsWith('!'), matches };
  });
  return (path) => {
    const normal = path.normalize('NFC');
    return steps.findLast(({ matches }) => matches(normal))?.included ?? false;
  };
}

/** Whether files that the globs include could stand at `link` or below, were it followed. Says yes when in doubt. */
export function reachesBelow(globs: readonly string[], link: string): boolean {
  const below = (inner: string, outer: string) => outer === '' || inner === outer || inner.startsWith(`${outer}/`);
  return globs
    .filter((glob) => !glob.startsWith('!'))
    .some((glob) => {
      const { base } = picomatch.scan(glob.normalize('NFC'));
      const at = link.normalize('NFC');
      return below(base, at) || (below(at, base) && glob !== base);
    });
}

/** A path as a glob that matches nothing else. */
export const literally = (path: string): string => path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');

const longest = 500;
const mostStars = 3;

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
  // Their number is the exponent of the time that a hostile path may take.
  if (
    segments.filter((segment) => segment === '**').length > mostStars ||
    segments.some((segment) => segment !== '**' && (segment.match(/\*+/g) ?? []).length > mostStars)
  ) {
    return `holds more than ${mostStars} \`**\`, or more than ${mostStars} \`*\` between two \`/\`; write several globs`;
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
