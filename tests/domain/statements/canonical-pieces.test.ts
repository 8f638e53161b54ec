import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, canonicalPieces } from '@domain/statements/canonical-json';
import { RUNS } from '../runs';

test('the pieces of canonical JSON make the whole', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), fc.nat(160), (value, times) => {
      const whole = { b: Array.from({ length: times }, () => value), a: {}, c: value };
      expect([...canonicalPieces(whole)].join('')).toBe(canonicalJson(whole));
    }),
    { numRuns: RUNS },
  );
});

test('no piece of a long month is long', () => {
  const month = { entries: Array.from({ length: 10_000 }, (_, at) => ({ text: `entry ${at}`, worked: at })) };
  const pieces = [...canonicalPieces(month)];
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(4_000);
});
