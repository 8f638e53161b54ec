import { describe, expect, test } from '@jest/globals';
import { DISPOSITIONS, type Disposition } from '@domain/search/candidacy';
import { funnelOf, type FunnelCandidacy } from '@domain/search/funnel';
import fc from 'fast-check';

const stages = [
  { id: 'a', name: 'Identified', kind: 'research' as const },
  { id: 'b', name: 'CTO screen', kind: 'assess' as const },
  { id: 'c', name: 'Accepted', kind: 'hired' as const },
];

function people(count: number, stageId: string, disposition: Disposition, visited: string[] = []): FunnelCandidacy[] {
  return Array(count).fill({ stageId, disposition, visitedStageIds: visited });
}

describe('the funnel', () => {
  test('counts first, and names its denominator; a percentage only from ten decided up', () => {
    const rows = funnelOf(stages, [
      ...people(3, 'a', 'active'),
      ...people(6, 'a', 'closed'),
      ...people(3, 'b', 'closed', ['a']),
      ...people(1, 'c', 'hired', ['a', 'b']),
    ]);
    expect(rows[0]).toMatchObject({
      reached: 13,
      wentOn: 4,
      ended: 6,
      inPlay: 3,
      conversion: { part: 4, whole: 10, percent: 40 },
    });
    expect(rows[1]).toMatchObject({
      reached: 4,
      wentOn: 1,
      ended: 3,
      conversion: { part: 1, whole: 4, percent: null },
    });
    expect(rows[2]).toMatchObject({ reached: 1, wentOn: 0, ended: 0, inPlay: 0 });
  });

  test('keeps the furthest stage of somebody who went back, and shows where they are', () => {
    const rows = funnelOf(stages, people(1, 'a', 'active', ['a', 'b']));
    expect(rows.map(({ reached, inPlay, here }) => [reached, inPlay, here])).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });

  test('accounts for everybody in every row', () => {
    const anyId = fc.constantFrom('a', 'b', 'c', 'removed');
    const anyPerson = fc.record({
      stageId: fc.constantFrom('a', 'b', 'c'),
      disposition: fc.constantFrom(...DISPOSITIONS),
      visitedStageIds: fc.array(anyId, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 30 }), (some) => {
        const rows = funnelOf(stages, some);
        expect(rows[0]?.reached).toBe(some.length);
        rows.forEach((row, at) => {
          const hired = row.reached - row.wentOn - row.ended - row.inPlay;
          expect(hired).toBeGreaterThanOrEqual(0);
          expect(row.wentOn).toBe(rows[at + 1]?.reached ?? 0);
          expect(row.conversion.percent === null).toBe(row.conversion.whole < 10);
        });
        const open = some.filter(({ disposition }) => disposition === 'active' || disposition === 'on_hold').length;
        expect(rows.reduce((sum, row) => sum + row.here, 0)).toBe(open);
        expect(rows.reduce((sum, row) => sum + row.inPlay, 0)).toBe(open);
      }),
    );
  });
});
