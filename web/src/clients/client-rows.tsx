import type { PortfolioRow } from '@contract/clients';
import type { Day } from '@domain/shared/day';
import { formatDayShort, formatMonth } from '@domain/shared/format';
import type { Month } from '@domain/shared/month';
import { Link } from '@tanstack/react-router';
import { phaseSteps } from '../platform/phase-steps';
import { count, nearby } from '../platform/when';
import { HoursMeter, leftInWords, nearness } from '../ui/meter';
import { Status } from '../ui/status';
import { PhaseTicks } from '../ui/strip';
import { DataTable, type Column } from '../ui/table';
import { exceptionInShort } from './exception-words';
import classes from './client-rows.module.css';

interface ClientRowsProps {
  readonly practice: string;
  readonly today: Day;
  readonly rows: readonly PortfolioRow[];
}

/** One row a client: who, where the baton is, hours, what is left, what comes next, and only then what is wrong. */
export function ClientRows({ practice, today, rows }: ClientRowsProps) {
  const columns: Column<PortfolioRow>[] = [
    {
      key: 'client',
      head: 'Client',
      width: '22%',
      phone: 'name',
      cell: (row) => <Name practice={practice} row={row} />,
    },
    { key: 'phase', head: 'Phase', width: '19%', cell: (row) => <PhaseCell row={row} /> },
    { key: 'hours', head: 'Hours this month', width: '16%', phone: 'hidden', cell: (row) => <HoursCell row={row} /> },
    { key: 'left', head: 'Left', align: 'end', width: '10%', phone: 'aside', cell: (row) => <Left row={row} /> },
    { key: 'next', head: 'Next', cell: (row) => <Next row={row} today={today} /> },
    { key: 'state', head: '', width: '13%', align: 'end', cell: (row) => <Worst row={row} /> },
  ];
  return (
    <DataTable
      caption="Clients"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.clientId}
      quiet={(row) => row.phase === 'closed' || row.archived}
    />
  );
}

function Name({ practice, row }: { readonly practice: string; readonly row: PortfolioRow }) {
  const facts = [
    row.engineers === null ? null : count(row.engineers, 'engineer'),
    row.since ? `since ${formatMonth(row.since.slice(0, 7) as Month).replace(/^(\w{3})\w*/, '$1')}` : null,
  ].filter(Boolean);
  return (
    <>
      <Link to="/p/$practice/clients/$client" params={{ practice, client: row.clientId }} className={classes.name}>
        {row.name}
      </Link>
      <span className={classes.facts}>{facts.join(' · ')}</span>
    </>
  );
}

function PhaseCell({ row }: { readonly row: PortfolioRow }) {
  if (!row.phase || !row.phaseLabel) return <span className={classes.soft}>No engagement yet</span>;
  if (row.phase === 'closed') return <span className={classes.soft}>{row.phaseLabel}</span>;
  return (
    <PhaseTicks
      label={row.phaseLabel}
      steps={phaseSteps(row.phase)}
      note={row.phaseDays === null ? undefined : `${row.phaseDays} d`}
    />
  );
}

function HoursCell({ row }: { readonly row: PortfolioRow }) {
  return row.balance ? <HoursMeter used={row.balance.used} available={row.balance.available} /> : null;
}

function Left({ row }: { readonly row: PortfolioRow }) {
  if (!row.balance) return null;
  const { used, available } = row.balance;
  const tone = nearness(used, available);
  return (
    <span className={classes.left} data-tone={tone}>
      {leftInWords(available - used)}
    </span>
  );
}

function Next({ row, today }: { readonly row: PortfolioRow; readonly today: Day }) {
  if (!row.nextStep) return null;
  return (
    <>
      <span className={classes.step}>{row.nextStep}</span>
      {row.nextStepOn ? (
        <span className={classes.facts}>
          {formatDayShort(row.nextStepOn)} · {row.nextStepOn < today ? 'overdue, ' : null}
          {nearby(row.nextStepOn, today)}
        </span>
      ) : null}
    </>
  );
}

function Worst({ row }: { readonly row: PortfolioRow }) {
  const [first] = row.exceptions;
  if (!first) return null;
  const { words, tone } = exceptionInShort(first);
  return <Status tone={tone}>{words}</Status>;
}
