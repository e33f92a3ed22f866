// Where Python writes or cuts text otherwise than JavaScript does: DSPy's prompts and files depend on it, byte for byte.

/** A number that Python holds as a float: a whole one is written `1.0`. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const isSpace = new RegExp(`[${space}]`);

/** `str.strip()`. */
export function strip(text: string): string {
  let from = 0;
  let end = text.length;
  while (from < end && isSpace.test(text.charAt(from))) from++;
  while (end > from && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(from, end);
}

/** `str.splitlines()`: a break at the end opens no further line. */
export function splitLines(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are line breaks to Python.
  const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `inspect.cleandoc`, which DSPy applies to all instructions, then blank lines emptied as `textwrap.dedent` does. */
export function cleanDoc(text: string): string {
  const [first = '', ...rest] = expandTabs(text).split('\n');
  const indents = rest.filter((line) => strip(line) !== '').map((line) => line.length - stripStart(line).length);
  const margin = indents.length > 0 ? Math.min(...indents) : 0;
  const lines = [stripStart(first), ...rest.map((line) => line.slice(margin))];
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines.map((line) => (/^[ \t]+$/.test(line) ? '' : line)).join('\n');
}

/** `str(value)` of what JSON can hold but for lists and objects. */
export function pythonText(value: string | number | boolean | Float): string {
  if (value instanceof Float) return floatText(value.value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isInteger(value) ? integerText(value) : floatText(value);
  return value;
}

/** `json.dumps(value, ensure_ascii=False)`, on one line or with an indent of two spaces. */
export function pythonJson(value: unknown, layout: 'line' | 'block', indent = ''): string {
  if (value instanceof Float) return floatText(value.value);
  if (typeof value === 'number') return pythonText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((item) => pythonJson(item, layout, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item, layout, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (members.length === 0) return `${open}${close}`;
  if (layout === 'line') return `${open}${members.join(', ')}${close}`;
  return `${open}\n${inner}${members.join(`,\n${inner}`)}\n${indent}${close}`;
}

function stripStart(text: string): string {
  const rest = strip(text);
  return rest === '' ? '' : text.slice(text.indexOf(rest));
}

function expandTabs(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      let column = '';
      for (const [index, part] of line.split('\t').entries()) {
        if (index > 0) column += ' '.repeat(8 - (column.length % 8));
        column += part;
      }
      return column;
    })
    .join('\n');
}

function integerText(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
}

/** `repr(float)`: the shortest digits, an exponent below 1e-4 and from 1e16. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
