import { describe, expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { isLate, summaryDueOn } from '@domain/statements/due';
import { makeTerms } from '../engagements/make-terms';

describe('a summary', () => {
  test('is due on the third working day after its month, unless the terms say another', () => {
    expect(summaryDueOn(month('2026-10'), [makeTerms()])).toBe('2026-11-04');
    expect(summaryDueOn(month('2026-10'), [makeTerms({ dueWorkingDay: 1 })])).toBe('2026-11-02');
    expect(summaryDueOn(month('2026-10'), [makeTerms({ startDay: 15 })])).toBe('2026-11-18');
  });

  test('is due as the terms of its own month say, not those that follow', () => {
    const terms = [makeTerms({ to: day('2026-11-01') }), makeTerms({ from: day('2026-11-01'), dueWorkingDay: 10 })];
    expect(summaryDueOn(month('2026-10'), terms)).toBe('2026-11-04');
    expect(summaryDueOn(month('2026-11'), terms)).toBe('2026-12-14');
  });

  test('is late from the day after, until its first version is out', () => {
    expect(isLate(day('2026-11-04'), false, day('2026-11-04'))).toBe(false);
    expect(isLate(day('2026-11-04'), false, day('2026-11-05'))).toBe(true);
    expect(isLate(day('2026-11-04'), true, day('2026-11-05'))).toBe(false);
  });
});
