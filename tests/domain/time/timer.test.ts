import { describe, expect, test } from '@jest/globals';
import { momentOf } from '@domain/time/device-moment';
import { decideStop, looksForgotten } from '@domain/time/timer';
import fc from 'fast-check';
import { RUNS } from '../runs';

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const nine = at('09:00:00');

describe('stopping a timer', () => {
  test('keeps all the time it ran', () => {
    expect(decideStop(nine, at('10:30:00'), null)).toEqual({
      ok: true,
      value: [{ start: nine, end: at('10:30:00') }],
    });
  });

  test('keeps a second of a timer that is stopped in the instant it started', () => {
    expect(decideStop(nine, nine, null)).toMatchObject({ value: [{ end: nine + 1000 }] });
  });

  test('is refused before it started', () => {
    expect(decideStop(nine, nine - 1, null)).toMatchObject({ refusal: { code: 'time.timer_order' } });
  });

  test('keeps pieces of the time it ran, when its owner says which', () => {
    const pieces = [
      { start: nine, end: at('09:20:00') },
      { start: at('09:40:00'), end: at('10:30:00') },
    ];
    expect(decideStop(nine, at('10:30:00'), pieces)).toEqual({ ok: true, value: pieces });
  });

  test.each([
    ['no piece at all', []],
    ['a piece from before it started', [{ start: nine - 1, end: at('09:20:00') }]],
    ['a piece from after it stopped', [{ start: nine, end: at('10:30:01') }]],
    ['a piece without length', [{ start: nine, end: nine }]],
    [
      'pieces that overlap',
      [
        { start: nine, end: at('09:40:00') },
        { start: at('09:30:00'), end: at('10:00:00') },
      ],
    ],
  ])('refuses %s', (_, pieces) => {
    expect(decideStop(nine, at('10:30:00'), pieces)).toMatchObject({ refusal: { code: 'time.outside_timer' } });
  });
});

describe('a forgotten timer', () => {
  test('is one that runs for more than eight hours', () => {
    expect(looksForgotten(nine, at('17:00:00'), 'UTC')).toBeNull();
    expect(looksForgotten(nine, at('17:00:01'), 'UTC')).toBe('long');
  });

  test('or past midnight where its owner is, and not anywhere else', () => {
    expect(looksForgotten(at('22:30:00'), at('23:30:00'), 'Europe/Berlin')).toBe('midnight');
    expect(looksForgotten(at('22:30:00'), at('23:30:00'), 'Europe/London')).toBeNull();
  });
});

describe('what a device says', () => {
  test('counts from the receipt, however wrong its clock is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        (daysWrong, ago) => {
          const sent = nine + daysWrong * 86_400_000;
          expect(momentOf({ happened: sent - ago, sent }, nine)).toBe(nine - ago);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test.each([
    ['forward', -1],
    ['backward by months', 90 * 86_400_000],
  ])('is not believed when its clock jumped %s in between', (_, ago) => {
    expect(momentOf({ happened: nine - ago, sent: nine }, nine)).toBe(nine);
  });
});
