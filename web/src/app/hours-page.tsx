import { formatContractMonth } from '@domain/shared/format';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMonths } from '../engagements/engagements.queries';
import { BalanceWarnings } from '../engagements/balance-warnings';
import { Adjustments } from '../engagements/adjustments';
import { MonthFigures } from '../engagements/month-figures';
import { MonthLedger, MonthState } from '../engagements/month-ledger';
import { Overage } from '../engagements/overage';
import { sentenceFor } from '../platform/problems';
import { EntryList } from '../time/entry-list';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField } from '../ui/fields';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { withFigure } from './hours-view';
import { WithEngagement, type ClientParts } from './client-parts';
import classes from './hours-page.module.css';

export function HoursPage() {
  return <WithEngagement>{(parts) => <Hours {...parts} />}</WithEngagement>;
}

/** The contract months of an engagement: figures, the ledger behind them, and the entries. */
function Hours({ practice, engagement }: ClientParts) {
  const months = useMonths(practice, engagement.id);
  const { month: chosen, figure } = useSearch({ from: '/p/$practice/clients/$client/hours' });
  const navigate = useNavigate({ from: '/p/$practice/clients/$client/hours' });
  if (months.isPending) return <Skeleton rows={8} />;
  if (months.isError) return <Failure onRetry={() => void months.refetch()}>{sentenceFor(months.error)}</Failure>;
  const month = months.data.items.find((one) => one.month === chosen) ?? months.data.items[0];
  if (!month) return <Empty>No contract month has begun yet.</Empty>;
  const at = { practiceId: practice, engagementId: engagement.id, month: month.month };
  return (
    <>
      <div className={classes.month}>
        <ChoiceField
          aria-label="Contract month"
          value={month.month}
          onChange={(event) =>
            void navigate({ search: withFigure({ month: event.currentTarget.value }, figure ?? null), replace: true })
          }
          data={months.data.items.map((one) => ({
            value: one.month,
            label: formatContractMonth(one.month, Number(one.firstDay.slice(8))),
          }))}
        />
        <MonthState month={month} />
      </div>
      <MonthFigures
        month={month}
        open={figure ?? null}
        onOpen={(of) => void navigate({ search: (view) => withFigure(view, of), replace: true })}
      />
      {month.month === engagement.balance?.month ? <BalanceWarnings engagement={engagement} /> : null}
      <div className={classes.ledger}>
        <Section title="Ledger">
          <MonthLedger month={month} />
        </Section>
      </div>
      <div className={classes.ledger}>
        <Overage at={at} beyond={month.figures.overage} />
      </div>
      <div className={classes.ledger}>
        <Adjustments at={at} />
      </div>
      <EntryList practice={practice} engagementId={engagement.id} from={month.firstDay} to={month.lastDay} />
    </>
  );
}
