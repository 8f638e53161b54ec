import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DISPOSITIONS } from '@domain/search/candidacy';
import { STAGE_KIND_IDS } from '@domain/search/stages';
import { day } from '@domain/shared/day';
import { searchProgress, searchWeek, type CountedCandidacy } from '@domain/statements/search-progress';

const search = { title: 'VP of Engineering', startedOn: day('2026-10-05'), targetWeeks: 16 };

const anyCandidacy: fc.Arbitrary<CountedCandidacy> = fc.record({
  kind: fc.constantFrom(...STAGE_KIND_IDS),
  disposition: fc.constantFrom(...DISPOSITIONS),
  visited: fc.array(fc.constantFrom(...STAGE_KIND_IDS), { maxLength: 5 }),
});

test('counts everybody once: in one step, or closed', () => {
  fc.assert(
    fc.property(fc.array(anyCandidacy, { maxLength: 40 }), (people) => {
      const { steps, closed, considered } = searchProgress(search, people, day('2026-11-23'));
      expect(considered).toBe(people.length);
      expect(steps.reduce((sum, { now }) => sum + now, 0) + closed).toBe(considered);
      expect(steps[0]?.reached).toBe(considered);
      steps.forEach(({ now, reached }, at) => {
        expect(reached).toBeGreaterThanOrEqual(now);
        expect(reached).toBeLessThanOrEqual(steps[at - 1]?.reached ?? considered);
      });
    }),
  );
});

test('remembers how far somebody got who stands further back or is closed', () => {
  const people: CountedCandidacy[] = [
    { kind: 'assess', disposition: 'closed', visited: ['research', 'assess', 'client'] },
    { kind: 'outreach', disposition: 'on_hold', visited: ['outreach', 'assess'] },
    { kind: 'offer', disposition: 'hired', visited: ['offer'] },
  ];
  const { steps, closed } = searchProgress(search, people, day('2026-11-23'));
  expect(steps.map(({ label, now, reached }) => [label, now, reached])).toEqual([
    ['In research', 1, 3],
    ['In assessment', 0, 3],
    ['Presented', 0, 2],
    ['Final checks', 0, 1],
    ['Hired', 1, 1],
  ]);
  expect(closed).toBe(1);
});

test('counts weeks from the day the search began', () => {
  const week = (on: string) => searchWeek(search.startedOn, day(on));
  expect(['2026-10-05', '2026-10-11', '2026-10-12', '2026-11-23', '2026-10-01'].map(week)).toEqual([1, 1, 2, 8, 1]);
});
