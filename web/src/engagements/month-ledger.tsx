import type { MonthView } from '@contract/engagements';
import { formatDays, formatMinutes, formatSignedMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';
import classes from './month-ledger.module.css';

/** One contract month: the opening figure, every line that moved it, and what came out. */
export function MonthLedger({ month }: { readonly month: MonthView }) {
  const { figures } = month;
  const lines = [
    { key: 'in', name: 'Carried in', minutes: figures.carriedIn, amount: null as number | null },
    ...month.lines.map((line, index) => ({
      key: String(index),
      name: line.text,
      minutes: line.minutes,
      amount: line.amount,
    })),
  ];
  return (
    <DataTable
      caption={`Ledger of ${formatDays(month.firstDay, month.lastDay)}`}
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        {
          key: 'name',
          head: 'Line',
          cell: (line) => line.name,
          phone: 'name',
          total: month.state === 'closed' ? 'Carried out' : 'Carried out, as it stands',
        },
        {
          key: 'minutes',
          head: 'Hours',
          align: 'end',
          phone: 'aside',
          width: '96px',
          cell: (line) => (line.key === 'in' ? formatMinutes(line.minutes) : formatSignedMinutes(line.minutes)),
          total: formatMinutes(figures.carriedOut),
        },
        {
          key: 'amount',
          head: 'Amount',
          align: 'end',
          width: '140px',
          cell: (line) => (line.amount === null ? '' : formatMoney(line.amount as never, month.currency)),
        },
      ]}
    />
  );
}

/** Whether a month is closed, and whether its balance may still change from below. */
export function MonthState({ month }: { readonly month: MonthView }) {
  return (
    <span className={classes.state}>
      {month.state === 'closed' ? <Status>Closed</Status> : null}
      {month.provisional ? <Status>Provisional: an earlier month is open</Status> : null}
    </span>
  );
}
