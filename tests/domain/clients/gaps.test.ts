import { describe, expect, test } from '@jest/globals';
import { gapsOf, type LoggedSoFar } from '@domain/clients/gaps';
import { day } from '@domain/shared/day';

const acme: LoggedSoFar = {
  startsOn: day('2026-08-01'),
  startDay: 1,
  termsInForce: true,
  lastEntryOn: day('2026-11-17'),
};
const told = (today: string, over: Partial<LoggedSoFar> = {}) =>
  gapsOf({ ...acme, ...over }, day(today)).map(({ sentence }) => sentence);

describe('hours that may be missing', () => {
  test('five whole working days without an entry are a gap; weekends and today do not count', () => {
    expect(told('2026-11-24')).toEqual([]);
    expect(told('2026-11-25')).toEqual(['No hours for 5 working days; the last were on 17 Nov 2026']);
  });

  test('an engagement without any hours counts from its start, as far as it is known', () => {
    expect(told('2026-11-25', { startsOn: day('2026-11-19'), lastEntryOn: null })).toEqual([]);
    expect(told('2026-11-25', { startsOn: day('2026-11-16'), lastEntryOn: null })).toEqual([
      'No hours since the start on 16 Nov 2026',
    ]);
    expect(told('2026-11-25', { lastEntryOn: null })).toEqual(['No hours for eight weeks']);
  });

  test('a month is said to end from three days before on', () => {
    const busy = { lastEntryOn: day('2026-11-26') };
    expect(told('2026-11-26', busy)).toEqual([]);
    expect(told('2026-11-27', busy)).toEqual(['November 2026 ends in 3 days: log what is missing']);
    expect(told('2026-11-29', busy)).toEqual(['November 2026 ends tomorrow: log what is missing']);
    expect(told('2026-11-30', busy)).toEqual(['November 2026 ends today: log what is missing']);
    expect(told('2026-12-01', busy)).toEqual([]);
  });

  test('a contract month ends on its own day', () => {
    expect(told('2026-11-12', { startDay: 15, lastEntryOn: day('2026-11-11') })).toEqual([
      '15 Oct - 14 Nov 2026 ends in 2 days: log what is missing',
    ]);
  });

  test('where no terms are in force or nothing has begun, nothing is missing', () => {
    expect(told('2026-11-30', { termsInForce: false })).toEqual([]);
    expect(told('2026-11-30', { startsOn: day('2026-12-01') })).toEqual([]);
  });
});
