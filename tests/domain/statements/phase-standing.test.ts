import { expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { phaseStanding, type DatedMove } from '@domain/statements/phase-standing';

const moved = (to: DatedMove['to'], on: string, more: Partial<DatedMove> = {}): DatedMove => {
  return { to, on: day(on), overridden: false, reason: '', sentence: '', ...more };
};
const none = { gate: null, milestone: null, handoverMissing: false };

test('tells each stay with its days, the present one up to today', () => {
  const moves = [moved('assessing', '2026-09-07'), moved('foundation', '2026-10-12', { sentence: 'We build.' })];
  const standing = phaseStanding({ phase: 'foundation', since: day('2026-10-12'), moves, ...none }, day('2026-11-23'));
  expect(standing).toMatchObject({ label: 'Building the plan', days: 43 });
  expect(standing.timeline).toMatchObject([
    { phase: 'assessing', from: '2026-09-07', to: '2026-10-12', days: 35, sentence: null },
    { phase: 'foundation', from: '2026-10-12', to: null, days: 43, sentence: 'We build.' },
  ]);
});

test('lets the client read the reason of an overridden gate and no other', () => {
  const moves = [
    moved('handing_over', '2026-10-01', { reason: 'between us' }),
    moved('strategic_partner', '2026-11-01', { overridden: true, reason: 'The VP starts in January.' }),
  ];
  const standing = phaseStanding(
    { phase: 'strategic_partner', since: day('2026-11-01'), moves, ...none, handoverMissing: true },
    day('2026-11-02'),
  );
  expect(standing.label).toBe('Strategic partner; hand-over not accepted');
  expect(standing.timeline.map(({ override }) => override)).toEqual([null, 'The VP starts in January.']);
});

test('reads an engagement without moves as one stay', () => {
  const standing = phaseStanding(
    { phase: 'assessing', since: day('2026-11-01'), moves: [], ...none },
    day('2026-11-01'),
  );
  expect(standing.timeline).toMatchObject([{ phase: 'assessing', from: '2026-11-01', to: null, days: 1 }]);
});
