// The kernel reads JSON without escapes, and knows lower case and white space of ASCII alone. This rewrites the lines
// that have more, so that a text has one form however it was written.

/** Stands for a double quote inside a text: Unicode keeps it free of any meaning. */
const quoteStandIn = '\uffff';

/** A valid line of JSON with every escape replaced by what it means. The result is for the kernel, not for JSON.parse. */
export function withoutEscapes(line: string): string {
  return line.replace(/\\(?:u([0-9a-fA-F]{4})|([^u]))/g, (_, hex: string | undefined, letter: string) => {
    const character = hex === undefined ? (controls[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16));
    return character === '"' ? quoteStandIn : character;
  });
}

const controls: Record<string, string | undefined> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The line as shingles are made of it: lower case, every white space one that the kernel knows. */
export function forWords(line: string): string {
  return line.toLowerCase().replace(/[^\S \t\n\v\f\r]/g, ' ');
}
