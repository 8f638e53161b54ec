import { describe, expect, test } from '@jest/globals';
import { isOrderKey, keyBetween, LONGEST_KEY, spreadKeys } from '@domain/search/order-key';
import fc from 'fast-check';
import { RUNS } from '../runs';

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

describe('an order key', () => {
  test('lies between its neighbours in byte order, however often cards are put somewhere', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (places) => {
        const column: string[] = [];
        for (const place of places) {
          const at = Math.min(column.length, Math.floor(place * (column.length + 1)));
          const key = keyBetween(column[at - 1] ?? null, column[at] ?? null);
          expect(isOrderKey(key)).toBe(true);
          column.splice(at, 0, key);
        }
        expect([...column].sort(byBytes)).toEqual(column);
        expect(new Set(column).size).toBe(column.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('lies between any two keys', () => {
    const anyKey = fc.stringMatching(/^[0-9A-Za-z]{0,9}[1-9A-Za-z]$/);
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        fc.pre(a !== b);
        const [low, high] = [a, b].sort(byBytes) as [string, string];
        for (const [from, to] of [
          [low, high],
          [low, null],
          [null, high],
        ] as const) {
          const key = keyBetween(from, to);
          expect(isOrderKey(key)).toBe(true);
          if (from !== null) expect(byBytes(from, key)).toBe(-1);
          if (to !== null) expect(byBytes(key, to)).toBe(-1);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('does not grow at the ends of a column', () => {
    let [first, last] = [keyBetween(null, null), keyBetween(null, null)];
    for (let n = 0; n < 5_000; n++) {
      first = keyBetween(null, first);
      last = keyBetween(last, null);
      expect(Math.max(first.length, last.length)).toBe(6);
    }
  });

  test('grows by a character for some six cards squeezed into one place', () => {
    const low = keyBetween(null, null);
    let high = keyBetween(low, null);
    for (let n = 0; n < 150; n++) high = keyBetween(low, high);
    expect(high.length).toBeLessThanOrEqual(LONGEST_KEY);
  });

  test('stays possible beyond the end of the fixed width', () => {
    expect(keyBetween('zzzzzz', null) > 'zzzzzz').toBe(true);
    expect(keyBetween(null, '000001') < '000001').toBe(true);
  });

  test('is refused between neighbours that are not in order, or no keys', () => {
    expect(() => keyBetween('b', 'a')).toThrow(RangeError);
    expect(() => keyBetween('a', 'a')).toThrow(RangeError);
    expect(() => keyBetween('a0', null)).toThrow(RangeError);
    expect(() => keyBetween(null, 'ä')).toThrow(RangeError);
  });
});

test.each([0, 1, 2, 60, 10_000])('%i spread keys are in order, short and leave room', (count) => {
  const keys = spreadKeys(count);
  expect(keys).toHaveLength(count);
  expect([...keys].sort(byBytes)).toEqual(keys);
  expect(new Set(keys).size).toBe(count);
  expect(keys.every((key) => key.length === 6 && isOrderKey(key))).toBe(true);
});
