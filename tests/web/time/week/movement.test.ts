import { describe, expect, test } from '@jest/globals';
import { moved } from '../../../../web/src/time/week/movement';

const size = { rows: 3, columns: 7 };
const from = (row: number, column: number, key: string) => moved({ row, column }, key, size);

describe('moving in the week', () => {
  test('arrows go one cell on, and stop at the borders', () => {
    expect(from(1, 1, 'ArrowDown')).toEqual({ row: 2, column: 1 });
    expect(from(2, 1, 'ArrowDown')).toEqual({ row: 2, column: 1 });
    expect(from(0, 0, 'ArrowUp')).toEqual({ row: 0, column: 0 });
    expect(from(1, 6, 'ArrowRight')).toEqual({ row: 1, column: 6 });
    expect(from(1, 1, 'ArrowLeft')).toEqual({ row: 1, column: 0 });
  });

  test('Home and End go along the row, with Ctrl to the corners, Page Up and Down along the day', () => {
    expect(from(1, 3, 'Home')).toEqual({ row: 1, column: 0 });
    expect(from(1, 3, 'End')).toEqual({ row: 1, column: 6 });
    expect(from(1, 3, 'mod+Home')).toEqual({ row: 0, column: 0 });
    expect(from(1, 3, 'mod+End')).toEqual({ row: 2, column: 6 });
    expect(from(1, 3, 'PageUp')).toEqual({ row: 0, column: 3 });
    expect(from(1, 3, 'PageDown')).toEqual({ row: 2, column: 3 });
  });

  test('other keys lead nowhere, and so does every key of an empty grid', () => {
    expect(from(1, 1, 'Tab')).toBeUndefined();
    expect(from(1, 1, 'x')).toBeUndefined();
    expect(moved({ row: 0, column: 0 }, 'ArrowDown', { rows: 0, columns: 7 })).toBeUndefined();
  });
});
