import { expect, test } from '@jest/globals';
import { decideMoveDay } from '@domain/engagements/move-day';
import { day } from '@domain/shared/day';

const today = day('2026-11-23');
const since = day('2026-11-02');
const code = (on: string, lastHours: string | null = null) => {
  const verdict = decideMoveDay(day(on), { since, lastHours: lastHours === null ? null : day(lastHours) }, today);
  return verdict.ok ? null : verdict.refusal.code;
};

test('a move may be dated from the last move to today', () => {
  expect(code('2026-11-02')).toBeNull();
  expect(code('2026-11-23')).toBeNull();
  expect(code('2026-11-24')).toBe('phase.day_ahead');
  expect(code('2026-11-01')).toBe('phase.before_last_move');
});

test('an engagement does not end before its last hours', () => {
  expect(code('2026-11-19', '2026-11-20')).toBe('phase.before_last_hours');
  expect(code('2026-11-20', '2026-11-20')).toBeNull();
});
