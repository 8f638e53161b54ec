import { describe, expect, test } from '@jest/globals';
import { laidDown, readBlock } from '../../../../web/src/time/week/paste';

describe('what a spreadsheet put into the clipboard', () => {
  test('is read as rows and cells, without the line at its end', () => {
    expect(readBlock('1.5\t2\r\n\t0:45\r\n')).toEqual([
      ['1.5', '2'],
      ['', '0:45'],
    ]);
    expect(readBlock('2')).toEqual([['2']]);
    expect(readBlock(' \n')).toEqual([]);
  });

  test('loses the seconds and quotes that spreadsheets add', () => {
    expect(readBlock('1:30:00\t"1,5"')).toEqual([['1:30', '1,5']]);
  });

  test('is laid down from where one is; empty cells leave alone what is there', () => {
    const { cells, beyond } = laidDown(
      [
        ['1', '', '3'],
        ['4', '5', '6'],
      ],
      { row: 1, column: 5 },
      { rows: 3, columns: 7 },
    );
    expect(cells).toEqual([
      { row: 1, column: 5, text: '1' },
      { row: 2, column: 5, text: '4' },
      { row: 2, column: 6, text: '5' },
    ]);
    expect(beyond).toBe(2);
  });
});
