import { describe, expect, test } from '@jest/globals';
import {
  countMinutes,
  ROUNDING_DIRECTIONS,
  ROUNDING_SCOPES,
  ROUNDING_STEPS,
  roundMinutes,
  type Rounding,
} from '@domain/engagements/rounding';
import { day } from '@domain/shared/day';
import { minutes } from '@domain/shared/units';
import fc from 'fast-check';
import { RUNS } from '../runs';

const worked = (of: number, facts = {}) => ({
  author: 'ada',
  day: day('2026-11-23'),
  activity: 'C1',
  minutes: minutes(of),
  ...facts,
});

const anyRounding: fc.Arbitrary<Rounding> = fc.record({
  scope: fc.constantFrom(...ROUNDING_SCOPES),
  step: fc.constantFrom(...ROUNDING_STEPS),
  direction: fc.constantFrom(...ROUNDING_DIRECTIONS),
});

describe('rounding to a step', () => {
  test.each([
    [7, 15, 'up', 15],
    [7, 15, 'nearest', 0],
    [8, 15, 'nearest', 15],
    [3, 6, 'nearest', 6],
    [14, 15, 'down', 0],
    [30, 15, 'up', 30],
    [-7, 6, 'up', -6],
    [-7, 6, 'down', -12],
    [-9, 6, 'nearest', -6],
  ] as const)('%i to %i %s is %i', (of, step, direction, expected) => {
    expect(roundMinutes(minutes(of), { step, direction })).toBe(expected);
  });

  test('leaves multiples where they are, changes nothing the second time and moves less than a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), anyRounding, (of, rounding) => {
        const once = roundMinutes(minutes(of), rounding);
        expect(once % rounding.step === 0).toBe(true);
        expect(roundMinutes(once, rounding)).toBe(once);
        expect(Math.abs(once - of)).toBeLessThan(rounding.step);
        if (of % rounding.step === 0) expect(once).toBe(of);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('counting a month', () => {
  const entries = [worked(7), worked(8), worked(7, { activity: 'V1' }), worked(7, { author: 'bo' })];
  const up15 = (scope: Rounding['scope']) => countMinutes(entries, { scope, step: 15, direction: 'up' });

  test('rounds each entry, each author, day and activity, or the month', () => {
    expect(up15('entry')).toEqual({ worked: 29, counted: 60, rounding: 31 });
    expect(up15('day_and_activity')).toEqual({ worked: 29, counted: 45, rounding: 16 });
    expect(up15('month')).toEqual({ worked: 29, counted: 30, rounding: 1 });
  });

  test('keeps time without an activity in a group of its own', () => {
    const mixed = [worked(7, { activity: null }), worked(8, { activity: null }), worked(1)];
    expect(countMinutes(mixed, { scope: 'day_and_activity', step: 15, direction: 'up' }).counted).toBe(30);
  });

  test('prints worked, counted and the line between them, in any order of entries', () => {
    const anyEntry = fc.record({
      author: fc.constantFrom('ada', 'bo'),
      day: fc.constantFrom(day('2026-11-23'), day('2026-11-24')),
      activity: fc.constantFrom('C1', 'V1', null),
      minutes: fc.integer({ min: 1, max: 600 }).map(minutes),
    });
    fc.assert(
      fc.property(fc.array(anyEntry), anyRounding, (some, rounding) => {
        const counted = countMinutes(some, rounding);
        expect(counted.worked + counted.rounding).toBe(counted.counted);
        expect(counted.worked).toBe(some.reduce((sum, entry) => sum + entry.minutes, 0));
        expect(counted.counted % rounding.step).toBe(0);
        expect(countMinutes([...some].reverse(), rounding)).toEqual(counted);
      }),
      { numRuns: RUNS },
    );
  });
});
