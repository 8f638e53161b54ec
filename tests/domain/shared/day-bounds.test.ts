import { describe, expect, it } from '@jest/globals';
import { day, dayIn } from '@domain/shared/day';
import { boundsOf, dayAt } from '@domain/shared/day-bounds';
import fc from 'fast-check';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kolkata'];
const HOUR = 3_600_000;

describe('the bounds of a day', () => {
  it('are 23 or 25 hours apart when clocks change', () => {
    const length = (text: string) => {
      const { start, end } = boundsOf(day(text), 'Europe/Berlin');
      return (end - start) / HOUR;
    };
    expect([length('2026-03-29'), length('2026-10-25'), length('2026-11-23')]).toEqual([23, 25, 24]);
  });

  it('begin at one o’clock where midnight is skipped', () => {
    expect(new Date(boundsOf(day('2018-11-04'), 'America/Sao_Paulo').start).toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  it('find the same date as asking the calendar, in any zone at any time', () => {
    const instants = fc.integer({ min: Date.parse('2011-12-01'), max: Date.parse('2027-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        expect(dayAt(zone, instant)).toBe(dayIn(zone, instant));
      }),
    );
  });
});
