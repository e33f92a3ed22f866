import fc from 'fast-check';
import { expect, test } from 'vitest';
import { survivesDouble } from './precision.ts';

test.each([
  '0',
  '-0',
  '0.0',
  '1.0',
  '1e2',
  '0.10',
  '100E-2',
  '9007199254740992',
  '5e-324',
  '1e308',
  '0e999999999999',
  '0.1',
])('%s survives', (text) => expect(survivesDouble(text)).toBe(true));

test.each([
  '9007199254740993',
  '12345678901234567890',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1234567890123456789',
  '1e99999999999999999999',
])('%s does not', (text) => expect(survivesDouble(text)).toBe(false));

test('every double survives in its own spellings', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      expect(survivesDouble(String(double))).toBe(true);
      expect(
        survivesDouble(
          double
            .toExponential()
            .replace('e', '0e')
            .replace(/^(-?\d)0e/, '$1.0e'),
        ),
      ).toBe(true);
    }),
  );
});
