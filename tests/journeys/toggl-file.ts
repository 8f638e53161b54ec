import { stringify } from 'csv-stringify/sync';
import { addDays, type Day } from '../../api/domain/shared/day';

const TEXTS = ['Roadmap review', 'Architecture decision', 'Vendor call', 'Board pack, "final"', 'Planning; next steps'];

/** A detailed export with `rows` rows of `minutes` each for one client, `perDay` a day, one after the other from nine on. */
export function togglFile(
  client: string,
  from: Day,
  rows: number,
  { perDay, minutes }: { perDay: number; minutes: number },
): string {
  const records = Array.from({ length: rows }, (_, at) => {
    const day = addDays(from, Math.floor(at / perDay));
    const start = 9 * 60 + (at % perDay) * minutes;
    return {
      User: 'Maya Lindqvist',
      Email: 'maya@northgate.example',
      Client: client,
      Project: 'Retainer',
      Task: '',
      Description: TEXTS[at % TEXTS.length],
      Billable: 'Yes',
      'Start date': day,
      'Start time': clock(start),
      'End date': day,
      'End time': clock(start + minutes),
      Duration: `00:${String(minutes).padStart(2, '0')}:00`,
      Tags: 'Architecture',
      'Amount (EUR)': '',
    };
  });
  return stringify(records, { header: true, bom: true });
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
}
