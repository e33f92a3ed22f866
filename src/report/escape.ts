// Whatever comes from data must stay text: for the eye (hidden characters are shown) and for the Actions runner,
// which takes some lines of a step's output as commands.

/** Controls, bidi controls, invisible and tag characters: what a reader would not see or would see wrongly. */
export const hidden = /[\p{Cc}\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const shown: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of plain text in which nothing hides: a line end becomes `\n`, an escape character `\u{1b}`. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(hidden, (character) => shown[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour may stand before the text.
const commandLine = /^((?:[^\S\r\n\u2028\u2029]|\x85|\x1b\[[\d;]*m)*):(?=:)/gm;

/**
 * Text of any number of lines in which the runner finds no command. It knows two forms: a line that starts with `::`
 * once trimmed, and `##[` anywhere. A backslash breaks both: `\::error`, `#\#[error]`. Everything else is unchanged.
 */
export function inert(text: string): string {
  return text.replace(commandLine, '$1\\:').replace(/##(?=\[)/g, '#\\#');
}

/** Text of many lines from anywhere (an exception, another program): nothing hidden but its line ends, no command. */
export function plain(text: string): string {
  return inert(text.split(/\r?\n/).map(visible).join('\n'));
}

/** At most `most` UTF-16 code units, never half a character; `…` stands for the rest. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
