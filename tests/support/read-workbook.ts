import { readXlsx } from 'hucre/xlsx';
import type { Sheet } from 'hucre';

/** A workbook as another program reads it: each sheet's rows of plain values, dates as dates. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const { sheets } = await readXlsx(bytes);
  return new ReadWorkbook(sheets);
}

type Value = Sheet['rows'][number][number];

export class ReadWorkbook {
  constructor(private readonly sheets: readonly Sheet[]) {}

  get names(): string[] {
    return this.sheets.map(({ name }) => name);
  }

  rows(sheet: string): readonly (readonly Value[])[] {
    return this.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  }

  /** The row that starts with these words. */
  row(sheet: string, label: string): readonly Value[] {
    return this.rows(sheet).find(([first]) => first === label) ?? [];
  }

  /** A duration in two columns, what is there and what is below zero, as signed minutes. */
  signed(sheet: string, label: string, column: number): number {
    const [plus, minus] = this.row(sheet, label).slice(column, column + 2);
    return toMinutes(plus) - toMinutes(minus);
  }
}

const LEAP_DAY_THAT_NEVER_WAS = Date.UTC(1900, 2, 1);

/** A duration is a part of a day; a reader that takes it for a moment counts from day 0, wrongly by one until March 1900. */
export function toMinutes(value: Value | undefined): number {
  if (!(value instanceof Date)) return Math.round(Number(value ?? 0) * 1440);
  const dayZero = Date.UTC(1899, 11, value.getTime() < LEAP_DAY_THAT_NEVER_WAS ? 31 : 30);
  return Math.round((value.getTime() - dayZero) / 60_000);
}
