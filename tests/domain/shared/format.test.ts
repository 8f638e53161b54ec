import { describe, expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import {
  formatContractMonth,
  formatDay,
  formatDays,
  formatDayShort,
  formatMinutes,
  formatMonth,
  formatSignedMinutes,
  hoursDecimal,
} from '@domain/shared/format';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import fc from 'fast-check';

test.each([
  [90, '1:30', '+1:30', '1.50'],
  [-50, '-0:50', '-0:50', '-0.83'],
  [0, '0:00', '0:00', '0.00'],
  [6000, '100:00', '+100:00', '100.00'],
  [1, '0:01', '+0:01', '0.02'],
])('%i minutes read %s, signed %s, in decimals %s', (worked, plain, signed, decimal) => {
  expect(formatMinutes(minutes(worked))).toBe(plain);
  expect(formatSignedMinutes(minutes(worked))).toBe(signed);
  expect(hoursDecimal(minutes(worked))).toBe(decimal);
});

test('formatted minutes read back to the same minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), (worked) => {
      const text = formatMinutes(minutes(worked));
      const [hours = 0, rest = 0] = text.replace('-', '').split(':').map(Number);
      expect((text.startsWith('-') ? -1 : 1) * (hours * 60 + rest) + 0).toBe(worked);
    }),
  );
});

describe('calendar dates', () => {
  test('read with their weekday', () => {
    expect(formatDay(day('2026-11-23'))).toBe('Mon 23 Nov 2026');
    expect(formatDayShort(day('2026-01-04'))).toBe('4 Jan');
  });

  test.each([
    ['2026-11-01', '2026-11-14', '1-14 Nov 2026'],
    ['2026-11-23', '2026-12-06', '23 Nov - 6 Dec 2026'],
    ['2026-12-28', '2027-01-03', '28 Dec 2026 - 3 Jan 2027'],
    ['2026-12-28', '2026-12-28', '28 Dec 2026'],
  ])('%s to %s reads %s', (from, to, text) => {
    expect(formatDays(day(from), day(to))).toBe(text);
  });

  test('a contract month is named, or spelled out when it starts inside a calendar month', () => {
    expect(formatMonth(month('2026-11'))).toBe('November 2026');
    expect(formatContractMonth(month('2026-11'), 1)).toBe('November 2026');
    expect(formatContractMonth(month('2026-11'), 15)).toBe('15 Nov - 14 Dec 2026');
  });
});
