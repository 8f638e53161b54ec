import { minutes, type Minutes } from '../shared/units.js';

/** The figures of a month that open into what they are made of. */
export const OPEN_FIGURES = ['available', 'used', 'left', 'overage', 'carried_out'] as const;

export type OpenFigure = (typeof OPEN_FIGURES)[number];

/** A signed part of a figure, in words; all parts of a figure add up to it. */
export interface FigurePart {
  readonly text: string;
  readonly minutes: Minutes;
}

/** A month as its ledger tells it: figures, and lines in words. */
export interface ToldMonth {
  readonly figures: Readonly<
    Record<
      | 'carriedIn'
      | 'available'
      | 'used'
      | 'fromCarried'
      | 'fromOwn'
      | 'overage'
      | 'carriedOut'
      | 'worked'
      | 'nonBillable',
      Minutes
    >
  >;
  readonly lines: readonly { readonly kind: string; readonly minutes: Minutes; readonly text: string }[];
}

/** What a figure of a month is made of, in the order in which it is told. */
export function partsOf(figure: OpenFigure, { figures, lines }: ToldMonth): FigurePart[] {
  const { carriedIn, available, used, fromCarried, fromOwn, worked, nonBillable } = figures;
  const part = (text: string, of: number): FigurePart => ({ text, minutes: minutes(of) });
  const ofKind = (...kinds: readonly string[]) => lines.filter(({ kind }) => kinds.includes(kind));
  switch (figure) {
    case 'available':
      return [
        part('Carried in', carriedIn),
        ...ofKind('accrue', 'adjust').map(({ text, minutes: of }) => part(text, of)),
      ];
    case 'used': {
      const counted = -ofKind('consume').reduce((sum, line) => sum + line.minutes, 0);
      return [
        part('Worked', worked),
        ...present([part('Not billable', -nonBillable), part('Rounding', counted - (worked - nonBillable))]),
        ...ofKind('correct').map(({ text, minutes: of }) => part(text, -of)),
      ];
    }
    case 'left':
      return [part('Available', available), part('Used', -used)];
    case 'overage':
      return [
        part('Used', used),
        ...present([part('Taken from carried hours', -fromCarried)]),
        part('Taken from this month', -fromOwn),
      ];
    case 'carried_out':
      return [part('Carried in', carriedIn), ...lines.map(({ text, minutes: of }) => part(text, of))];
  }
}

function present(parts: readonly FigurePart[]): FigurePart[] {
  return parts.filter((one) => one.minutes !== 0);
}
