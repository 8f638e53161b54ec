import { describe, expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { parseDuration } from '@domain/time/duration';
import { elapsedMinutes } from '@domain/time/elapsed';
import type { Stretch } from '@domain/time/stretch';
import { clockAt, dayOfClockTimes, offsetAt, readClockTimes } from '@domain/time/wall-clock';

const BERLIN = 'Europe/Berlin';

function intervalOf(text: string) {
  const read = parseDuration(text);
  if (!read.ok || !read.value.interval) throw new Error(`no clock times: ${text}`);
  return read.value.interval;
}

const read = (on: string, text: string, zone = BERLIN) => readClockTimes(day(on), intervalOf(text), zone);
const minutesOf = ({ start, end }: Stretch) => elapsedMinutes(start, end);

function lasting(on: string, text: string, zone = BERLIN) {
  const verdict = read(on, text, zone);
  return verdict.ok ? minutesOf(verdict.value) : verdict.refusal.code;
}

describe('clock times as typed', () => {
  test.each([
    ['on an ordinary day', '2026-11-23', '9-10:30', 90],
    ['past midnight', '2026-11-23', '22-1:30', 210],
    ['up to midnight', '2026-11-23', '22-24', 120],
    ['over the hour that spring leaves out', '2026-03-29', '1-4', 120],
    ['over the hour that autumn repeats', '2026-10-25', '1-4', 240],
    ['through the night to spring', '2026-03-28', '22-6', 420],
    ['through the night to autumn', '2026-10-24', '22-6', 540],
  ])('last what has elapsed: %s', (_, on, text, minutes) => {
    expect(lasting(on, text)).toBe(minutes);
  });

  test('that spring left out are refused with the times beside them', () => {
    expect(read('2026-03-29', '1-2:30')).toEqual({
      ok: false,
      refusal: {
        code: 'time.clock_missing',
        facts: { field: 'minutes', text: '02:30', before: '01:59', after: '03:00' },
      },
    });
    expect(read('2027-03-28', '0-1', 'Europe/London')).toMatchObject({
      refusal: { facts: { text: '01:00', before: '00:59', after: '02:00' } },
    });
    expect(lasting('2026-03-29', '2:15-5')).toBe('time.clock_missing');
    expect(lasting('2026-03-28', '23-2:30')).toBe('time.clock_missing');
    expect(lasting('2026-03-29', '1:59-3')).toBe(1);
  });

  test('that autumn repeated are asked about: which end, which start, or both', () => {
    const readings = (text: string) => {
      const verdict = read('2026-10-25', text);
      return verdict.ok ? [] : (verdict.refusal.facts['readings'] as Stretch[]).map(minutesOf);
    };
    expect(readings('1-2:30')).toEqual([90, 150]);
    expect(readings('2:30-4')).toEqual([150, 90]);
    expect(readings('2:15-2:45')).toEqual([30, 90, 30]);
  });

  test('are told apart by how far the clocks are from UTC', () => {
    const verdict = read('2026-10-25', '1-2:30');
    const ends = verdict.ok ? [] : (verdict.refusal.facts['readings'] as Stretch[]).map(({ end }) => end);
    expect(ends.map((end) => [clockAt(end, BERLIN), offsetAt(end, BERLIN)])).toEqual([
      ['02:30', '+02:00'],
      ['02:30', '+01:00'],
    ]);
  });

  test('on Lord Howe Island skip and repeat half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    expect(read('2026-10-04', '1-2:15', zone)).toMatchObject({
      refusal: { facts: { before: '01:59', after: '02:30' } },
    });
    expect(lasting('2026-10-04', '1-3', zone)).toBe(90);
    expect(lasting('2026-04-05', '1-3', zone)).toBe(150);
    expect(lasting('2026-04-05', '1-1:45', zone)).toBe('time.clock_twice');
  });

  test('that pass midnight and have not begun yet are those of the night before', () => {
    const morning = Date.parse('2026-11-23T08:00:00Z');
    const night = Date.parse('2026-11-23T22:30:00Z');
    const on = (text: string, now: number) => dayOfClockTimes(day('2026-11-23'), intervalOf(text), BERLIN, now);
    expect(on('22-1:30', morning)).toBe('2026-11-22');
    expect(on('22-1:30', night)).toBe('2026-11-23');
    expect(on('14-15', morning)).toBe('2026-11-23');
  });
});
