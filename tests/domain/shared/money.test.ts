import { describe, expect, test } from '@jest/globals';
import { CURRENCIES, currencyDecimals, isCurrency } from '@domain/shared/currency';
import { formatMoney, moneyDecimal, parseMoney, priceOf, totalsByCurrency } from '@domain/shared/money';
import { roundHalfAway, roundHalfUp } from '@domain/shared/rounded';
import { minor, minutes } from '@domain/shared/units';
import fc from 'fast-check';

describe('rounding', () => {
  test.each([
    [5, 2, 3],
    [-5, 2, -3],
    [4, 3, 1],
    [-4, 3, -1],
    [1, -2, -1],
    [0, 7, 0],
  ])('half away from zero: %i/%i is %i', (numerator, denominator, expected) => {
    expect(roundHalfAway(numerator, denominator)).toBe(expected);
  });

  test.each([
    [5, 2, 3],
    [-5, 2, -2],
    [-3, 2, -1],
    [-4, 3, -1],
    [-5, 3, -2],
    [31200, 12, 2600],
  ])('half up: %i/%i is %i', (numerator, denominator, expected) => {
    expect(roundHalfUp(numerator, denominator)).toBe(expected);
  });

  test('is never more than half away from the exact value', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (n, d) => {
          for (const rounded of [roundHalfAway(n, d), roundHalfUp(n, d)]) {
            const distance = 2n * (BigInt(rounded) * d - n);
            expect(distance <= d && distance >= -d).toBe(true);
          }
          expect(2n * (BigInt(roundHalfUp(n, d)) * d - n) > -d).toBe(true);
        },
      ),
    );
  });

  test('refuses what a number cannot hold exactly, and a fraction without a denominator', () => {
    expect(() => roundHalfAway(10n ** 17n, 1n)).toThrow(RangeError);
    expect(() => roundHalfUp(1, 0)).toThrow(RangeError);
  });
});

describe('currencies', () => {
  test('have the decimals of ISO 4217', () => {
    expect([currencyDecimals('EUR'), currencyDecimals('JPY'), currencyDecimals('KWD')]).toEqual([2, 0, 3]);
    expect(() => currencyDecimals('XYZ')).toThrow(RangeError);
  });

  test('are known by their capital letters only', () => {
    expect(isCurrency('USD')).toBe(true);
    expect(isCurrency('usd')).toBe(false);
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  });
});

describe('money', () => {
  test.each([
    [800000, 'USD', 'USD 8,000.00'],
    [500, 'JPY', 'JPY 500'],
    [-1250, 'EUR', 'EUR -12.50'],
    [5, 'KWD', 'KWD 0.005'],
    [123456789, 'JPY', 'JPY 123,456,789'],
    [0, 'EUR', 'EUR 0.00'],
  ])('%i of %s reads %s', (amount, currency, text) => {
    expect(formatMoney(minor(amount), currency)).toBe(text);
  });

  test('of an hour and a half at 99.99 is 149.99, rounded once', () => {
    expect(priceOf(minutes(90), minor(9999))).toBe(14999);
    expect(priceOf(minutes(-90), minor(9999))).toBe(-14999);
  });

  test('in two currencies makes two totals', () => {
    const totals = totalsByCurrency([
      { amount: minor(100), currency: 'USD' },
      { amount: minor(5), currency: 'EUR' },
      { amount: minor(-30), currency: 'USD' },
    ]);
    expect(totals).toEqual([
      { amount: 5, currency: 'EUR' },
      { amount: 70, currency: 'USD' },
    ]);
  });
});

describe('a typed amount', () => {
  test.each([
    ['8000', 'USD', 800000],
    ['8,000.00', 'USD', 800000],
    ['8.000,00', 'EUR', 800000],
    ['8 000,5', 'EUR', 800050],
    ["8'000.50", 'CHF', 800050],
    ['1,234,567', 'USD', 123456700],
    ['8,000', 'USD', 800000],
    ['8.000', 'EUR', 800000],
    ['0,5', 'EUR', 50],
    ['-12.50', 'EUR', -1250],
    ['1.250.000', 'JPY', 1250000],
    ['1.5', 'KWD', 1500],
    ['12345.67', 'USD', 1234567],
  ])('%s %s is %i minor units', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, value: amount });
  });

  test.each([
    ['', 'EUR', 'money.unclear'],
    ['eight', 'EUR', 'money.unclear'],
    ['1,2,3', 'EUR', 'money.unclear'],
    ['8,00,000', 'EUR', 'money.unclear'],
    ['1.2345', 'EUR', 'money.too_precise'],
    ['0.005', 'EUR', 'money.too_precise'],
    ['1.5', 'JPY', 'money.too_precise'],
    ['8.000', 'KWD', 'money.ambiguous'],
    ['90071992547409', 'EUR', 'ok'],
    ['999999999999999', 'EUR', 'money.too_large'],
  ])('%s in %s answers %s', (text, currency, code) => {
    const verdict = parseMoney(text, currency);
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code);
  });

  test('reads back everything an export writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('EUR', 'JPY'), (amount, currency) => {
        expect(parseMoney(moneyDecimal(minor(amount), currency), currency)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});
