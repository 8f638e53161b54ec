import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { createClient } from '@contract/clients';
import { routes } from '@contract/all';

const said = (schema: z.ZodType, value: unknown) => {
  const read = schema.safeParse(value);
  return read.success ? [] : read.error.issues.map(({ message }) => message);
};
const engineers = (value: unknown) => said(createClient.body, { name: 'Halden Foods', code: 'HAL', engineers: value });

describe('input that is not as it should be', () => {
  it.each([
    [Number.NaN, 'Write a number.'],
    ['twelve', 'Write a number.'],
    [12.5, 'Write a whole number.'],
    [-3, '0 or more, please.'],
    [99_999_999_999, '100,000 or less, please.'],
  ])('%s engineers are answered with: %s', (value, sentence) => {
    expect(engineers(value)).toEqual([sentence]);
  });

  it('is answered in plain words wherever a schema has no sentence of its own', () => {
    const bad = [undefined, null, 5.5, -1e12, 1e15, '', 'x'.repeat(100_000), [], {}, { nobody: 'knows this' }, true];
    const words = new Set(routes.flatMap(({ body }) => bad.flatMap((value) => said(body, value))));
    expect([...words].filter((word) => /expected|received|invalid|unrecognized|too (small|big)/i.test(word))).toEqual(
      [],
    );
    expect(words.size).toBeGreaterThan(3);
  });
});
