import { expect, test } from '@jest/globals';
import { dayIn } from '@domain/shared/day';
import { elapsedMinutes } from '@domain/time/elapsed';
import { splitAtMidnight } from '@domain/time/midnight';
import fc from 'fast-check';
import { RUNS } from '../runs';

const hour = 3_600_000;

test('time within a day stays one part', () => {
  const start = Date.UTC(2026, 10, 23, 9);
  expect(splitAtMidnight(start, start + hour, 'Europe/Berlin')).toEqual([
    { day: '2026-11-23', minutes: 60, start, end: start + hour },
  ]);
});

test('time over midnight is split there, and the last part takes the total minus the others', () => {
  const start = Date.UTC(2026, 10, 23, 22, 29, 31);
  const end = Date.UTC(2026, 10, 23, 23, 30, 10);
  expect(splitAtMidnight(start, end, 'Europe/Berlin').map((part) => [part.day, part.minutes])).toEqual([
    ['2026-11-23', 30],
    ['2026-11-24', 31],
  ]);
});

test('a few seconds on one side of midnight make no part of their own', () => {
  const midnight = Date.UTC(2026, 10, 23, 23);
  const parts = splitAtMidnight(midnight - 20_000, midnight + 600_000, 'Europe/Berlin');
  expect(parts.map((part) => [part.day, part.minutes])).toEqual([['2026-11-24', 10]]);
});

test('the day on which clocks go back has 25 hours', () => {
  const parts = splitAtMidnight(Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 26, 0), 'Europe/Berlin');
  expect(parts.map((part) => [part.day, part.minutes])).toEqual([
    ['2026-10-25', 1500],
    ['2026-10-26', 60],
  ]);
});

test('parts add up, lie on their own dates and leave no gap, in any zone', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'UTC',
  ];
  const anyStart = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), anyStart, fc.integer({ min: 1, max: 200_000 }), (zone, at, lasting) => {
      const [start, end] = [at * 1000, (at + lasting) * 1000];
      const parts = splitAtMidnight(start, end, zone);
      expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(elapsedMinutes(start, end));
      const inOrder = parts.every((part, n) => n === 0 || (parts[n - 1]?.day ?? '') < part.day);
      const onTheirDates = parts.every(
        (part) => dayIn(zone, part.start) === part.day && dayIn(zone, part.end - 1) === part.day,
      );
      expect([inOrder, onTheirDates, parts.every((part) => part.minutes > 0)]).toEqual([true, true, true]);
    }),
    { numRuns: Math.min(RUNS, 5_000) },
  );
});
