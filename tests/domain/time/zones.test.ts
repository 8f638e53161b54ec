import { afterAll, describe, expect, test } from '@jest/globals';
import { day, dayIn, type Day } from '@domain/shared/day';
import { monthOf } from '@domain/shared/month';
import { elapsedMinutes } from '@domain/time/elapsed';
import { splitAtMidnight } from '@domain/time/midnight';
import type { Stretch } from '@domain/time/stretch';
import { readClockTimes } from '@domain/time/wall-clock';
import fc from 'fast-check';
import { RUNS } from '../runs';
import { instantsShowing, secondsByDay, shown } from './zones-independent';

const BERLIN = 'Europe/Berlin';
const COAST = 'America/Los_Angeles';

/** The widest and the oddest clocks there are, and both summer times of both halves of the earth. */
const ZONES = [
  BERLIN,
  COAST,
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
];
/** Nights in which clocks change, forward and back. */
const CHANGES = [
  [BERLIN, '2026-03-29'],
  [BERLIN, '2026-10-25'],
  [COAST, '2026-03-08'],
  [COAST, '2026-11-01'],
  ['Europe/London', '2027-03-28'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
] as const;
/** Changes of summer time, leap days, ends of months and years: where it goes wrong when it does. */
const BORDERS = [
  '2024-02-29',
  '2025-12-31',
  '2026-01-31',
  '2026-02-28',
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2026-11-30',
  '2027-03-28',
  '2027-10-31',
  '2028-02-29',
];
const counted = { splits: 0, parts: 0, clocks: 0, missing: 0, twice: 0 };
afterAll(() => {
  const { splits, parts, clocks, missing, twice } = counted;
  console.info(
    `clock times against an independent model: ${splits} stretches in ${parts} parts, ${clocks} typed times (${missing} in an hour left out, ${twice} in one repeated), ${ZONES.length} zones`,
  );
});

const zone = fc.constantFrom(...ZONES);
const second = 1000;
const anyInstant = fc
  .integer({ min: Date.UTC(2024, 0, 1) / second, max: Date.UTC(2029, 0, 1) / second })
  .map((at) => at * second);
const nearBorder = fc
  .tuple(fc.constantFrom(...BORDERS), fc.integer({ min: -30 * 3600, max: 30 * 3600 }))
  .map(([date, offset]) => Date.parse(`${date}T12:00:00Z`) + offset * second);
const instant = fc.oneof(anyInstant, nearBorder);

describe('against an independent model', () => {
  test('minutes are what elapsed, parts add up, and no part crosses a border', () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 1, max: 30 * 3600 }), (where, start, lasting) => {
        const end = start + lasting * second;
        const parts = splitAtMidnight(start, end, where);
        counted.splits += 1;
        counted.parts += parts.length;
        expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(Math.max(1, Math.floor((lasting + 30) / 60)));
        const model = secondsByDay(where, start, end);
        for (const part of parts) {
          expect([shown(where, part.start).day, shown(where, part.end - 1).day]).toEqual([part.day, part.day]);
          // To the minute: the whole is rounded once, so a part may differ by one from its own seconds.
          expect(Math.abs(part.minutes - (model.get(part.day) ?? 0) / 60)).toBeLessThanOrEqual(1);
        }
        const left = [...model].filter(([on]) => !parts.some((part) => part.day === on));
        expect(left.every(([, seconds]) => seconds < 60)).toBe(true);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  test('clock times mean every instant that shows them: one, none where an hour is left out, two where it is repeated', () => {
    const clock = (at: number) => {
      const digits = (value: number) => String(value).padStart(2, '0');
      return `${digits(Math.floor(at / 4))}:${digits((at % 4) * 15)}`;
    };
    const quarter = fc.integer({ min: 0, max: 95 }).map(clock);
    const night = fc.integer({ min: 0, max: 15 }).map(clock);
    const anyTime = fc.tuple(zone, instant, quarter, quarter, fc.boolean());
    const inTheChange = fc
      .tuple(fc.constantFrom(...CHANGES), night, quarter, fc.boolean(), fc.boolean())
      .map(([[where, on], early, other, first, overnight]) => {
        const around = Date.parse(`${on}T12:00:00Z`);
        const [start, end] = first ? [early, other] : [other, early];
        return [where, around, start, end, overnight] as const;
      });
    const typed = fc.oneof(anyTime, inTheChange);
    fc.assert(
      fc.property(typed, ([where, around, start, end, overnight]) => {
        fc.pre(overnight ? end <= start : end > start);
        const on = day(shown(where, around).day);
        const endsOn = overnight ? (shown('UTC', Date.parse(`${on}T12:00:00Z`) + 86_400_000).day as Day) : on;
        const starts = instantsShowing(where, on, start);
        const ends = instantsShowing(where, endsOn, end);
        const verdict = readClockTimes(on, { start, end, overnight }, where);
        const meant = starts.flatMap((from) => ends.filter((to) => to > from).map((to) => ({ start: from, end: to })));
        const possible = meant.filter((stretch) => stretch.end - stretch.start <= 25 * 3_600_000);
        counted.clocks += 1;
        if (starts.length === 0 || ends.length === 0) {
          counted.missing += 1;
          expect(verdict).toMatchObject({ refusal: { code: 'time.clock_missing' } });
          const { before, after, text } = verdict.ok ? {} : (verdict.refusal.facts as Record<string, string>);
          const of = starts.length === 0 ? on : endsOn;
          expect(text).toBe(starts.length === 0 ? start : end);
          for (const neighbour of [before, after]) expect(existsExactly(where, of, neighbour ?? '')).toBe(true);
        } else if (possible.length > 1) {
          counted.twice += 1;
          expect(verdict).toMatchObject({ refusal: { code: 'time.clock_twice', facts: { readings: possible } } });
        } else if (possible[0]) {
          expect(verdict).toEqual({ ok: true, value: possible[0] });
        } else {
          expect(verdict).toMatchObject({ ok: false });
        }
      }),
      { numRuns: 2 * RUNS },
    );
  });
});

/** Whether the clocks of a zone show a time on a day at all, to the minute. */
function existsExactly(where: string, on: string, clock: string): boolean {
  const around = Date.parse(`${on}T${clock}:00Z`);
  for (let minute = -15 * 60; minute <= 15 * 60; minute += 1) {
    const there = shown(where, around + minute * 60_000);
    if (there.clock === clock && Math.abs(Date.parse(there.day) - Date.parse(on)) <= 86_400_000) return true;
  }
  return false;
}

describe('a CTO in Berlin and a client in Los Angeles', () => {
  /** As both would put it: the day and minutes where the client is, whoever asks. */
  const parts = (on: string, clock: string, where: string) => {
    const [start = '', end = ''] = clock.split('-');
    const read = readClockTimes(day(on), { start, end, overnight: end < start }, where);
    if (!read.ok) throw new Error(read.refusal.code);
    return splitAtMidnight(read.value.start, read.value.end, COAST).map((part) => [
      monthOf(part.day, 1),
      part.day,
      part.minutes,
    ]);
  };

  test.each([
    // Europe is still on winter time, America no longer: eight hours apart instead of nine.
    ['the Sunday on which America springs forward', '2026-03-08', '10:30-12:30', '2026-03-08', '01:30-04:30', 120],
    ['the Sunday on which Europe springs forward', '2026-03-29', '01:30-03:30', '2026-03-28', '17:30-18:30', 60],
    ['the Sunday on which Europe falls back', '2026-10-25', '01:30-03:30', '2026-10-24', '16:30-19:30', 180],
    ['the Sunday on which America falls back', '2026-11-01', '09:30-11:30', '2026-11-01', '00:30-02:30', 0],
  ])('find the same minutes on %s', (_, hereOn, here, thereOn, there, minutes) => {
    const mine = parts(hereOn, here, BERLIN);
    expect(mine.reduce((sum, [, , worked]) => sum + Number(worked), 0)).toBe(minutes === 0 ? 120 : minutes);
    if (minutes > 0) expect(parts(thereOn, there, COAST)).toEqual(mine);
  });

  test('put a call at 23:30 of a month end into the same months, whoever logs it', () => {
    const there = parts('2026-10-31', '23:30-00:45', COAST);
    expect(there).toEqual([
      ['2026-10', '2026-10-31', 30],
      ['2026-11', '2026-11-01', 45],
    ]);
    // It is half past seven on the first of November in Berlin, where the clocks have gone back a week before.
    expect(parts('2026-11-01', '07:30-08:45', BERLIN)).toEqual(there);
  });

  test('put a Berlin evening at the end of a month wholly into it, as it is noon there', () => {
    expect(parts('2026-11-30', '23:30-01:00', BERLIN)).toEqual([['2026-11', '2026-11-30', 90]]);
  });
});

describe('at the ends of the earth', () => {
  const at = (text: string) => Date.parse(text);

  test('the same hour is two days apart between UTC+14 and UTC-12', () => {
    const [start, end] = [at('2026-11-30T11:00:00Z'), at('2026-11-30T11:50:00Z')];
    expect(splitAtMidnight(start, end, 'Pacific/Kiritimati').map((part) => part.day)).toEqual(['2026-12-01']);
    expect(splitAtMidnight(start, end, 'Etc/GMT+12').map((part) => part.day)).toEqual(['2026-11-29']);
  });

  test('a leap day is a day, and the night after it leads into March', () => {
    const [start, end] = [at('2028-02-29T22:00:00Z'), at('2028-03-01T01:00:00Z')];
    expect(splitAtMidnight(start, end, 'UTC').map((part) => [part.day, part.minutes])).toEqual([
      ['2028-02-29', 120],
      ['2028-03-01', 60],
    ]);
  });

  test("Lord Howe's days have half an hour less and more", () => {
    const whole = (from: string, to: string) => {
      const [only] = splitAtMidnight(at(from), at(to), 'Australia/Lord_Howe');
      return [only?.day, only?.minutes];
    };
    expect(whole('2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z')).toEqual(['2026-10-04', 23.5 * 60]);
    expect(whole('2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z')).toEqual(['2026-04-05', 24.5 * 60]);
  });

  test('a traveller logs the same minutes from anywhere', () => {
    fc.assert(
      fc.property(zone, zone, instant, fc.integer({ min: 60, max: 20 * 3600 }), (one, other, start, lasting) => {
        const stretch: Stretch = { start, end: start + lasting * second };
        const total = (where: string) =>
          splitAtMidnight(stretch.start, stretch.end, where).reduce((sum, part) => sum + part.minutes, 0);
        expect(total(one)).toBe(total(other));
        expect(total(one)).toBe(elapsedMinutes(stretch.start, stretch.end));
        expect(dayIn(one, start)).toBe(shown(one, start).day);
      }),
      { numRuns: RUNS },
    );
  });
});
