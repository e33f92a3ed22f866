// Finds the JSON object in an answer, through fences, prose and the two faults that models make most: bare line breaks
// in texts, and a comma after the last member. One pass, so that no answer takes longer than it is long.

const deepest = 64;
const mostStarts = 20;

/** The first JSON object that a text holds, at most 64 levels deep; `null` when there is none. */
export function findJsonObject(text: string): Record<string, unknown> | null {
  let start = text.indexOf('{');
  for (let starts = 0; start >= 0 && starts < mostStarts; starts++) {
    const piece = balancedFrom(text, start);
    const value = piece && parseObject(piece.json);
    if (value) return value;
    start = text.indexOf('{', piece ? piece.end : start + 1);
  }
  return null;
}

/** The text from an opening brace to the one that closes it, mended; `null` when it is too deep or never closed. */
function balancedFrom(text: string, start: number): { json: string; end: number } | null {
  const token = /["{}[\]]|,(?=\s{0,99}[}\]])/g;
  const parts: string[] = [];
  let from = start;
  let depth = 0;
  token.lastIndex = start;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const at = match.index;
    if (match[0] === '"') {
      const end = stringEnd(text, at);
      if (end === null) return null;
      parts.push(text.slice(from, at), mended(text.slice(at, end)));
      from = token.lastIndex = end;
    } else if (match[0] === ',') {
      parts.push(text.slice(from, at));
      from = at + 1;
    } else if (match[0] === '{' || match[0] === '[') {
      if (++depth > deepest) return null;
    } else if (--depth === 0) {
      parts.push(text.slice(from, at + 1));
      return { json: parts.join(''), end: at + 1 };
    }
  }
  return null;
}

function stringEnd(text: string, open: number): number | null {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at + 1;
  }
  return null;
}

function mended(string: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON does not allow in a text.
  return string.replace(/[\0-\x1f]/g, (control) => JSON.stringify(control).slice(1, -1));
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
