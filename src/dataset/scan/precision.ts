// A number that JSON.parse changes without a word is lost data; one that only looks different (1.0, 1e2) is not.

/**
 * Whether the JSON number `text` survives the way through a double: the shortest decimal that reads back as the same
 * double denotes the same value as `text`.
 */
export function survivesDouble(text: string): boolean {
  const double = Number(text);
  return Number.isFinite(double) && decimalOf(text) === decimalOf(String(double));
}

/** One spelling for each decimal value: its significant digits without outer zeros, then the power of ten. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const first = digits.search(/[1-9]/);
  if (first < 0) return '0';
  let last = digits.length;
  while (digits.charCodeAt(last - 1) === 0x30) last--;
  return `${sign}${digits.slice(first, last)}e${BigInt(power) - BigInt(fraction.length) + BigInt(digits.length - last)}`;
}
