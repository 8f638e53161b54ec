import { minutes, type Minutes } from '../../../../domain/shared/units.js';
import type { Cell } from './cells.js';

/**
 * Minutes of either sign in two columns, what is there and what is below zero, because a spreadsheet cannot show a
 * negative duration. `formula` computes the signed value; it is taken to the whole minute, so that nothing is exactly zero.
 */
export function signed(value: Minutes, formula?: string, total = false): [Cell, Cell] {
  const cell = (size: Minutes, by: string | undefined): Cell => ({
    minutes: size,
    ...(by === undefined ? {} : { formula: `ROUND((${by})*1440,0)/1440` }),
    total,
  });
  return value >= 0
    ? [cell(value, formula), null]
    : [null, cell(minutes(-value), formula === undefined ? undefined : `-(${formula})`)];
}
