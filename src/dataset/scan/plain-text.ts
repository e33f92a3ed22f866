// The kernel reads JSON without escapes, and knows lower case and white space of ASCII alone. This rewrites the lines
// that have more, so that a text has one form however it was written.

/** Stands for a double quote inside a text: Unicode keeps it free of any meaning. */
const quoteStandIn = '\uffff';

/** A valid line of JSON with every escape replaced by what it means. The result is for the kernel, not for JSON.parse. */
export function withoutEscapes(line: string): string {
  let plain = '';
  let from = 0;
  for (let at = line.indexOf('\\'); at >= 0; at = line.indexOf('\\', from)) {
    const letter = line.charAt(at + 1);
    const end = at + (letter === 'u' ? 6 : 2);
    const meaning = letter === 'u' ? codeUnit(line.slice(at + 2, end)) : (controls[letter] ?? letter);
    plain += line.slice(from, at) + (meaning === '"' ? quoteStandIn : meaning);
    from = end;
  }
  return plain + line.slice(from);
}

const controls: Record<string, string | undefined> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function codeUnit(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** The line as shingles are made of it: lower case, every white space one that the kernel knows. */
export function forWords(line: string): string {
  return line.toLowerCase().replace(/[^\S \t\n\v\f\r]/g, ' ');
}
