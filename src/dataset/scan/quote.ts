// Text from the data is quoted the same way in every message, and never at a length that drowns the message.

const longest = 60;

/** `value` as JSON, cut to about 60 characters with `…`. What JSON cannot say is named by its type. */
export function quote(value: unknown): string {
  const text = JSON.stringify(shallow(value)) ?? typeof value;
  if (text.length <= longest) return text;
  const end = /[\ud800-\udbff]/.test(text[longest - 2] ?? '') ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}

/** Cuts long texts before they are quoted, so that a 50 MB value is not copied to show 60 characters of it. */
function shallow(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 2 * longest ? value.slice(0, 2 * longest) : value;
  return value;
}
