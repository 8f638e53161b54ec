import { expect, it } from '@jest/globals';
import { addDays, dayIn, daysBetween, isWeek, mondayOf, weekday, weekOf, type Day } from '@domain/shared/day';
import { addMonths, type Month } from '@domain/shared/month';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { RUNS } from '../runs';

// Our calendar arithmetic against Temporal's, which it stands in for where dates are counted by the thousand.

const FIRST = Temporal.PlainDate.from('1900-01-01');
const days = fc.integer({ min: 0, max: 110_000 }).map((number) => FIRST.add({ days: number }).toString() as Day);
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const instants = fc.integer({ min: Date.parse('1960-01-01'), max: Date.parse('2100-01-01') });

it('adds days as Temporal does', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -50_000, max: 50_000 }), (day, number) => {
      expect(addDays(day, number)).toBe(Temporal.PlainDate.from(day).add({ days: number }).toString());
    }),
    { numRuns: RUNS },
  );
});

it('counts days between two dates as Temporal does', () => {
  fc.assert(
    fc.property(days, days, (from, to) => {
      expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days);
    }),
    { numRuns: RUNS },
  );
});

it('knows the day of the week as Temporal does', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(weekday(day)).toBe(Temporal.PlainDate.from(day).dayOfWeek);
    }),
    { numRuns: RUNS },
  );
});

it('adds months as Temporal does', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -1000, max: 1000 }), (day, number) => {
      const month = day.slice(0, 7) as Month;
      expect(addMonths(month, number)).toBe(Temporal.PlainYearMonth.from(month).add({ months: number }).toString());
    }),
    { numRuns: RUNS },
  );
});

it('tells the date in every zone as Temporal does, asked for the first time and again', () => {
  fc.assert(
    fc.property(zones, instants, fc.integer({ min: -900_000, max: 900_000 }), (zone, instant, aside) => {
      for (const at of [instant, instant + aside, instant]) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        expect(dayIn(zone, at)).toBe(zoned.toPlainDate().toString());
      }
    }),
    { numRuns: RUNS },
  );
});

it('tells the date on both sides of every midnight of a year, in every zone', () => {
  for (const zone of Intl.supportedValuesOf('timeZone').filter((_, at) => at % 7 === 0)) {
    for (let day = Temporal.PlainDate.from('2026-01-01'); day.year === 2026; day = day.add({ days: 9 })) {
      const midnight = day.toZonedDateTime(zone).epochMilliseconds;
      expect(dayIn(zone, midnight)).toBe(day.toString());
      expect(dayIn(zone, midnight - 1)).toBe(day.subtract({ days: 1 }).toString());
    }
  }
});

it('knows the weeks that exist, each with seven days of four-digit years', () => {
  fc.assert(
    fc.property(days, (day) => isWeek(weekOf(day)) && daysBetween(mondayOf(weekOf(day)), day) === weekday(day) - 1),
  );
  for (const week of ['2026-W53', '1000-W01', '9999-W51'])
    expect({ week, is: isWeek(week) }).toEqual({ week, is: true });
  for (const week of ['2026-W99', '2026-W00', '2027-W53', '0000-W01', '9999-W52', '2026-W5']) {
    expect({ week, is: isWeek(week) }).toEqual({ week, is: false });
  }
});
