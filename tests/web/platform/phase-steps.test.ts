import { expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { phaseSteps } from '../../../web/src/platform/phase-steps';

const moves = [
  { to: 'search_running' as const, on: day('2026-09-21') },
  { to: 'assessing' as const, on: day('2026-06-01') },
  { to: 'preparing_search' as const, on: day('2026-07-15') },
];

function stepOf(key: string) {
  return phaseSteps('search_running', moves, day('2026-11-23')).find((step) => step.key === key);
}

test('the present phase counts its first day as day 1', () => {
  expect(stepOf('search_running')).toMatchObject({ state: 'current', note: 'day 64' });
});

test('a past phase says for how many days it lasted', () => {
  expect(stepOf('assessing')).toMatchObject({ state: 'past', note: '44 d' });
});

test('a phase that was never entered is skipped, one ahead is ahead', () => {
  expect(stepOf('foundation')?.state).toBe('skipped');
  expect(stepOf('handing_over')?.state).toBe('ahead');
});

test('without the moves, what lies before counts as past', () => {
  expect(phaseSteps('handing_over').map(({ state }) => state)).toEqual([
    ...Array.from({ length: 4 }, () => 'past'),
    'current',
    ...Array.from({ length: 3 }, () => 'ahead'),
  ]);
});

test('days of two stays in one phase add up', () => {
  const twice = [
    ...moves,
    { to: 'preparing_search' as const, on: day('2026-10-01') },
    { to: 'search_running' as const, on: day('2026-10-11') },
  ];
  const steps = phaseSteps('search_running', twice, day('2026-10-11'));
  expect(steps.find(({ key }) => key === 'preparing_search')?.note).toBe('78 d');
  expect(steps.find(({ key }) => key === 'search_running')?.note).toBe('day 11');
});
