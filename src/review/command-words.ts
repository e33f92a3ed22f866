// A line as a command takes it: words apart by blanks, options among them. No shell sees it.

export interface Words {
  plain: string[];
  /** In their order, a name as often as it stands there; `null` where the line ends before the value. */
  options: (readonly [name: string, value: string | null])[];
}

/** What is not seen on the page: zero-width, bidi and tag characters, soft hyphens, variation selectors. */
const invisible = /\p{Cf}|\p{Variation_Selector}/gu;

export const withoutInvisible = (text: string): string => text.replace(invisible, '');

/** `--name value`, `--name=value` and `name=value` are options; a value in quotes may hold blanks. `null`: a quote out of place. */
export function parseWords(line: string): Words | null {
  const words = splitWords(line);
  if (words === null) return null;
  const found: Words = { plain: [], options: [] };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, dashes, name = '', given] = /^(--)?([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (dashes === undefined && given === undefined) found.plain.push(word);
    else found.options.push([name, given ?? words.shift() ?? null]);
  }
  return found;
}

function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const [all, plain = '', double, single] = /^([^\s"']*)(?:"([^"]*)"|'([^']*)')?(?=\s|$)\s*/.exec(rest) ?? [];
    if (!all) return null;
    words.push(plain + (double ?? single ?? ''));
    rest = rest.slice(all.length);
  }
  return words;
}
