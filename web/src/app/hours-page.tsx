import { formatContractMonth, formatDate, formatMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { minutes } from '@domain/shared/units';
import type { MonthView } from '@contract/engagements';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMonths } from '../engagements/engagements.queries';
import { MonthLedger, MonthState } from '../engagements/month-ledger';
import { sentenceFor } from '../platform/problems';
import { EntryList } from '../time/entry-list';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField } from '../ui/fields';
import { Figures } from '../ui/figures';
import { leftInWords, nearness } from '../ui/meter';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { WithEngagement, type ClientParts } from './client-parts';
import classes from './hours-page.module.css';

export function HoursPage() {
  return <WithEngagement>{(parts) => <Hours {...parts} />}</WithEngagement>;
}

/** The contract months of an engagement: figures, the ledger behind them, and the entries. */
function Hours({ practice, engagement }: ClientParts) {
  const months = useMonths(practice, engagement.id);
  const { month: chosen } = useSearch({ from: '/p/$practice/clients/$client/hours' });
  const navigate = useNavigate({ from: '/p/$practice/clients/$client/hours' });
  if (months.isPending) return <Skeleton rows={8} />;
  if (months.isError) return <Failure onRetry={() => void months.refetch()}>{sentenceFor(months.error)}</Failure>;
  const month = months.data.items.find((one) => one.month === chosen) ?? months.data.items[0];
  if (!month) return <Empty>No contract month has begun yet.</Empty>;
  return (
    <>
      <div className={classes.month}>
        <ChoiceField
          aria-label="Contract month"
          value={month.month}
          onChange={(event) => void navigate({ search: { month: event.currentTarget.value }, replace: true })}
          data={months.data.items.map((one) => ({
            value: one.month,
            label: formatContractMonth(one.month, Number(one.firstDay.slice(8))),
          }))}
        />
        <MonthState month={month} />
      </div>
      <MonthFiguresRow month={month} />
      <div className={classes.ledger}>
        <Section title="Ledger">
          <MonthLedger month={month} />
        </Section>
      </div>
      <EntryList practice={practice} engagementId={engagement.id} from={month.firstDay} to={month.lastDay} />
    </>
  );
}

function MonthFiguresRow({ month }: { readonly month: MonthView }) {
  const { figures } = month;
  const tone = nearness(figures.used, figures.available);
  return (
    <Figures
      items={[
        {
          label: month.state === 'closed' ? 'Carried out' : 'Left',
          value:
            month.state === 'closed'
              ? formatMinutes(figures.carriedOut)
              : leftInWords(figures.available - figures.used),
          ...(tone === 'quiet' || month.state === 'closed' ? {} : { tone }),
          note: month.state === 'closed' ? 'to the next month' : `resets after ${formatDate(month.lastDay)}`,
        },
        {
          label: 'Used',
          value: formatMinutes(figures.used),
          note: `of ${formatMinutes(figures.available)} available`,
        },
        {
          label: 'Worked',
          value: formatMinutes(figures.worked),
          note: figures.nonBillable > 0 ? `${formatMinutes(figures.nonBillable)} not billable` : 'all billable',
        },
        {
          label: 'Beyond the allowance',
          value: formatMinutes(minutes(figures.overage)),
          note: month.overageMoney > 0 ? formatMoney(month.overageMoney, month.currency) : 'nothing to bill',
        },
        {
          label: 'Fee',
          value: formatMoney(month.fee, month.currency),
          note: `${formatMoney(month.total, month.currency)} in all`,
        },
      ]}
    />
  );
}
