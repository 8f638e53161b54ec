import { describe, expect, test } from '@jest/globals';
import { OPEN_FIGURES, partsOf, type OpenFigure, type ToldMonth } from '@domain/engagements/figure-parts';
import { runLedger } from '@domain/engagements/ledger';
import { minutes } from '@domain/shared/units';
import fc from 'fast-check';
import { RUNS } from '../runs';
import { agreed, makeCorrection, makeMonth, broughtTo } from './make-terms';

interface Case {
  readonly brought: number;
  readonly counted: number;
  readonly rounding: number;
  readonly nonBillable: number;
  readonly adjusted: number;
  readonly corrected: number;
}

function tell({ brought, counted, rounding, nonBillable, adjusted, corrected }: Case): ToldMonth {
  const carry = { kind: 'capped' as const, cap: minutes(300), lifetime: 2 };
  const [figures] = runLedger({
    opening: broughtTo('2026-01', brought, carry),
    months: [
      makeMonth('2026-01', counted, {
        adjustments: adjusted === 0 ? [] : [{ id: 'a', minutes: minutes(adjusted), note: 'goodwill' }],
        corrections: corrected === 0 ? [] : [makeCorrection({ minutes: corrected })],
      }),
    ],
    termsFor: () => agreed(1200, { carry }),
  });
  if (!figures) throw new RangeError('a month makes figures');
  const lines = figures.lines.map((line) => ({ kind: line.kind, minutes: line.minutes, text: line.kind }));
  const worked = minutes(counted - rounding + nonBillable);
  return { figures: { ...figures, worked, nonBillable: minutes(nonBillable) }, lines };
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  brought: fc.nat(300),
  counted: fc.nat(3000),
  rounding: fc.integer({ min: -30, max: 30 }),
  nonBillable: fc.nat(200),
  adjusted: fc.integer({ min: -1500, max: 500 }),
  corrected: fc.integer({ min: -600, max: 600 }),
});

function valueOf(figure: OpenFigure, { figures }: ToldMonth): number {
  switch (figure) {
    case 'left':
      return figures.available - figures.used;
    case 'carried_out':
      return figures.carriedOut;
    default:
      return figures[figure];
  }
}

describe('every figure of a month', () => {
  test('is the sum of the parts it opens into', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...OPEN_FIGURES), (one, figure) => {
        const told = tell(one);
        expect(partsOf(figure, told).reduce((sum, part) => sum + part.minutes, 0)).toBe(valueOf(figure, told));
      }),
      { numRuns: RUNS },
    );
  });

  test('names what was rounded and corrected, and leaves out what is nothing', () => {
    const plain = { brought: 0, counted: 600, rounding: 0, nonBillable: 0, adjusted: 0, corrected: 0 };
    expect(partsOf('used', tell(plain))).toEqual([{ text: 'Worked', minutes: 600 }]);
    expect(partsOf('used', tell({ ...plain, rounding: 15, nonBillable: 30, corrected: -60 }))).toEqual([
      { text: 'Worked', minutes: 615 },
      { text: 'Not billable', minutes: -30 },
      { text: 'Rounding', minutes: 15 },
      { text: 'correct', minutes: -60 },
    ]);
  });
});
