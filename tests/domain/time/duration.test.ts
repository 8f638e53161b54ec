import { describe, expect, test } from '@jest/globals';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { parseDuration } from '@domain/time/duration';
import fc from 'fast-check';

describe('a duration', () => {
  test.each([
    ['1.5', 90],
    ['1,5', 90],
    ['1:30', 90],
    ['1h30', 90],
    ['90m', 90],
    ['.75', 45],
    [',75', 45],
    ['2', 120],
    ['24', 1440],
    ['24:00', 1440],
    ['1h', 60],
    ['1.5h', 90],
    ['.5h', 30],
    ['1h 30m', 90],
    ['1 h 5 min', 65],
    ['45 min', 45],
    ['2 hours', 120],
    ['1hr', 60],
    [':45', 45],
    ['0:05', 5],
    ['1.33', 80],
    ['1.675', 101],
    [' 1H30 ', 90],
    ['1440m', 1440],
  ])('typed %s is %i minutes', (text, expected) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: { minutes: expected } });
  });

  test.each([
    ['9-10:30', 90, '09:00', '10:30', false],
    ['22-1:30', 210, '22:00', '01:30', true],
    ['8-13.15', 315, '08:00', '13:15', false],
    ['9 - 10', 60, '09:00', '10:00', false],
    ['9\u201310:30', 90, '09:00', '10:30', false],
    ['22-24', 120, '22:00', '00:00', true],
    ['0:00-24:00', 1440, '00:00', '00:00', true],
    ['9am-5pm', 480, '09:00', '17:00', false],
    ['11pm-1am', 120, '23:00', '01:00', true],
    ['12am-12pm', 720, '00:00', '12:00', false],
    ['23:30-0:15', 45, '23:30', '00:15', true],
  ])('typed %s is %i minutes on the clock', (text, expected, start, end, overnight) => {
    expect(parseDuration(text)).toEqual({
      ok: true,
      value: { minutes: expected, interval: { start, end, overnight } },
    });
  });

  test('above 24 is refused with the two readings', () => {
    expect(parseDuration('90')).toEqual({
      ok: false,
      refusal: {
        code: 'time.duration_ambiguous',
        facts: {
          text: '90',
          readings: [
            { text: '90m', minutes: 90 },
            { text: '90h', minutes: 5400 },
          ],
        },
      },
    });
  });

  test('from nine to five is refused, because the afternoon and the next morning both fit', () => {
    const verdict = parseDuration('9-5');
    expect(verdict).toMatchObject({
      refusal: {
        code: 'time.duration_ambiguous',
        facts: {
          readings: [
            { text: '09:00-17:00', minutes: 480 },
            { text: '20h00', minutes: 1200 },
          ],
        },
      },
    });
  });

  test.each([
    ['', 'time.duration_unclear'],
    ['soon', 'time.duration_unclear'],
    ['1:75', 'time.duration_unclear'],
    ['1h75', 'time.duration_unclear'],
    ['1.5h30', 'time.duration_unclear'],
    ['9-', 'time.duration_unclear'],
    ['9-13.5', 'time.duration_unclear'],
    ['9-25', 'time.duration_unclear'],
    ['2026-11-20', 'time.duration_unclear'],
    ['-1', 'time.duration_unclear'],
    ['1e3', 'time.duration_unclear'],
    ['0', 'time.duration_zero'],
    ['0m', 'time.duration_zero'],
    ['.001', 'time.duration_zero'],
    ['9-9', 'time.duration_zero'],
    ['25:00', 'time.duration_too_long'],
    ['1441m', 'time.duration_too_long'],
    ['30h', 'time.duration_too_long'],
    ['24.5', 'time.duration_ambiguous'],
  ])('typed %s is refused as %s', (text, code) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('of a hundred thousand digits is unclear at once', () => {
    const started = performance.now();
    for (const text of ['9', '9.', '9-', ' ', 'h']) {
      expect(parseDuration(text.repeat(100_000)).ok).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(250);
  });

  test('written by the app is read back to the same minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), (worked) => {
        const hours = Math.floor(worked / 60);
        const texts = [formatMinutes(minutes(worked)), `${worked}m`, `${hours}h${worked % 60}`];
        for (const text of texts) expect(parseDuration(text)).toEqual({ ok: true, value: { minutes: worked } });
      }),
    );
  });

  test('is whole minutes between one and a day, whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,:hm-ap '), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(typed, fc.string()), (text) => {
        const verdict = parseDuration(text);
        if (verdict.ok) {
          expect(Number.isInteger(verdict.value.minutes)).toBe(true);
          expect(verdict.value.minutes).toBeGreaterThanOrEqual(1);
          expect(verdict.value.minutes).toBeLessThanOrEqual(1440);
        }
      }),
    );
  });

  test('every reading offered for an ambiguous number up to a day can be typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 25, max: 1440 }), (number) => {
        expect(parseDuration(String(number))).toMatchObject({ refusal: { code: 'time.duration_ambiguous' } });
        expect(parseDuration(`${number}m`)).toEqual({ ok: true, value: { minutes: number } });
      }),
    );
  });
});
