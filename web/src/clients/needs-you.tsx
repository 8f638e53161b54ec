import type { PortfolioRow } from '@contract/clients';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { Empty } from '../ui/empty';
import type { Exception } from './exception-words';
import classes from './needs-you.module.css';

interface NeedsYouProps {
  readonly practice: string;
  readonly rows: readonly PortfolioRow[];
}

/** Every exception as a line that leads to where it can be settled. */
export function NeedsYou({ practice, rows }: NeedsYouProps) {
  const lines = rows.flatMap((row) => row.exceptions.map((exception) => ({ row, exception })));
  if (lines.length === 0) return <Empty>Nothing is waiting for you. A good day for the hard thing.</Empty>;
  return (
    <ul className={classes.list}>
      {lines.map(({ row, exception }) => (
        <li key={`${row.clientId}-${exception.kind}-${exception.month ?? ''}`} className={classes.line}>
          <div>
            <span className={classes.client}>{row.name}</span>
            <p>{exception.sentence}</p>
          </div>
          <WayOn practice={practice} client={row.clientId} exception={exception} />
        </li>
      ))}
    </ul>
  );
}

function WayOn(props: { readonly practice: string; readonly client: string; readonly exception: Exception }) {
  const { practice, client, exception } = props;
  const params = { practice, client };
  const arrow = <ArrowRight size={14} aria-hidden="true" />;
  switch (exception.kind) {
    case 'summary_late':
    case 'month_to_close':
    case 'summary_to_publish':
      if (!exception.month) return null;
      return (
        <Link
          to="/p/$practice/clients/$client/summaries/$month"
          params={{ ...params, month: exception.month }}
          className={classes.way}
        >
          {exception.kind === 'summary_to_publish' ? 'Review and publish' : 'Close the month'} {arrow}
        </Link>
      );
    case 'stalled':
      return (
        <Link to="/p/$practice/clients/$client/search" params={params} className={classes.way}>
          Open the board {arrow}
        </Link>
      );
    case 'over':
    case 'nearly_used':
    case 'forecast_over':
      return (
        <Link to="/p/$practice/clients/$client/hours" params={params} className={classes.way}>
          See the hours {arrow}
        </Link>
      );
    case 'no_terms':
      return (
        <Link to="/p/$practice/clients/$client/settings" params={params} className={classes.way}>
          Set the terms {arrow}
        </Link>
      );
    case 'hours_missing':
    case 'month_ending':
      return (
        <Link to="/p/$practice/time" params={{ practice }} className={classes.way}>
          Log hours {arrow}
        </Link>
      );
    case 'step_overdue':
      return (
        <Link to="/p/$practice/clients/$client" params={params} className={classes.way}>
          Update it {arrow}
        </Link>
      );
  }
}
