import type { MonthView } from '@contract/engagements';
import { formatContractMonth, formatDate, formatDayShort, formatMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { Link } from '@tanstack/react-router';
import { sentenceFor } from '../platform/problems';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { Status, type Tone } from '../ui/status';
import { DataTable } from '../ui/table';
import { useMonths } from './statements.queries';

interface SummariesPageProps {
  readonly practice: string;
  readonly clientId: string;
  readonly engagementId: string;
}

/** Every contract month with what is still to be done before the client reads it. */
export function SummariesPage({ practice, clientId, engagementId }: SummariesPageProps) {
  const months = useMonths(practice, engagementId);
  if (months.isPending) return <Skeleton rows={4} height={41} />;
  if (months.isError) return <Failure onRetry={() => void months.refetch()}>{sentenceFor(months.error)}</Failure>;
  if (months.data.items.length === 0) return <Empty>The first contract month has not begun yet.</Empty>;
  return (
    <>
      <DataTable
        caption="Monthly summaries"
        rows={months.data.items}
        rowKey={(month) => month.month}
        columns={[
          {
            key: 'month',
            head: 'Month',
            phone: 'name',
            cell: (month) => (
              <Link
                to="/p/$practice/clients/$client/summaries/$month"
                params={{ practice, client: clientId, month: month.month }}
              >
                {formatContractMonth(month.month, Number(month.firstDay.slice(8)))}
              </Link>
            ),
          },
          { key: 'last', head: 'Last day', cell: (month) => formatDate(month.lastDay), phone: 'hidden' },
          {
            key: 'used',
            head: 'Used',
            align: 'end',
            cell: (month) => formatMinutes(month.figures.used),
            phone: 'aside',
          },
          {
            key: 'of',
            head: 'Available',
            align: 'end',
            phone: 'hidden',
            cell: (month) => formatMinutes(month.figures.available),
          },
          {
            key: 'total',
            head: 'Total',
            align: 'end',
            phone: 'hidden',
            cell: (month) => formatMoney(month.total, month.currency),
          },
          {
            key: 'state',
            head: 'State',
            align: 'end',
            width: '20%',
            cell: (month) => {
              const { words, tone } = stateOf(month);
              return (
                <Status tone={tone}>
                  {words}
                  {month.published === 0 && month.over
                    ? `, ${month.late ? 'was due' : 'due'} ${formatDayShort(month.dueOn)}`
                    : ''}
                </Status>
              );
            },
          },
        ]}
      />
      <p>
        <Link to="/p/$practice/statements" params={{ practice }}>
          Every client’s summaries of a month
        </Link>
      </p>
    </>
  );
}

/** What comes next for a month: it runs, waits to be closed, waits to be published, or is out. */
export function stateOf(month: MonthView): { readonly words: string; readonly tone: Tone } {
  if (month.published > 0)
    return month.state === 'open'
      ? { words: `Open again after version ${month.published}`, tone: 'now' }
      : { words: `Published, version ${month.published}`, tone: 'plain' };
  const waiting = month.late ? 'warn' : 'now';
  if (month.state === 'closed') return { words: 'To publish', tone: waiting };
  return month.over ? { words: 'To close', tone: waiting } : { words: 'Running', tone: 'plain' };
}
