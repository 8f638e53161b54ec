import { downloadMonth, downloadMonthInCurrency, type MonthOfStatements } from '@contract/bookkeeping';
import { downloadStatement } from '@contract/statements';
import { formatMonth } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import type { Month } from '@domain/shared/month';
import { Button } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { addressOf } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { moment } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField } from '../ui/fields';
import { Figures } from '../ui/figures';
import { FileLinks } from '../ui/file-links';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';
import { useMonthOfStatements } from './books.queries';
import classes from './books-page.module.css';

const AT = '/p/$practice/statements';

/** A month over all clients, as a bookkeeper needs it: totals by currency, every summary with its files, all of it at once. */
export function BooksPage() {
  const { practice } = useParams({ from: AT });
  const { month } = useSearch({ from: AT });
  const books = useMonthOfStatements(practice, month);
  if (books.isPending)
    return (
      <Page title="Summaries">
        <Skeleton rows={6} />
      </Page>
    );
  if (books.isError)
    return (
      <Page title="Summaries">
        <Failure onRetry={() => void books.refetch()}>{sentenceFor(books.error)}</Failure>
      </Page>
    );
  return <Books practice={practice} books={books.data} />;
}

interface BooksProps {
  readonly practice: string;
  readonly books: MonthOfStatements;
}

function Books({ practice, books }: BooksProps) {
  const { month, months, statements, totals } = books;
  const navigate = useNavigate({ from: AT });
  if (month === null)
    return (
      <Page title="Summaries">
        <Empty>Nothing was published yet. Summaries appear here as soon as a month is.</Empty>
      </Page>
    );
  const offered = months.includes(month) ? months : [month, ...months];
  return (
    <Page
      title="Summaries"
      lead={`${formatMonth(month)}, the latest version of each client`}
      actions={
        <>
          <ChoiceField
            aria-label="Month"
            value={month}
            onChange={(event) =>
              void navigate({ search: { month: event.currentTarget.value as Month }, replace: true })
            }
            data={offered.map((one) => ({ value: one, label: formatMonth(one) }))}
          />
          {statements.length > 0 ? (
            <Button component="a" href={addressOf(downloadMonth, { params: { practiceId: practice, month } })} download>
              Download all
            </Button>
          ) : null}
        </>
      }
    >
      {statements.length === 0 ? <Empty>Nothing was published of {formatMonth(month)}.</Empty> : null}
      <Figures
        items={totals.map(({ amount, currency, statements: count }) => ({
          label: count === 1 ? 'Total of 1 statement' : `Total of ${count} statements`,
          value: formatMoney(amount, currency),
          note: (
            <FileLinks
              of={`all lines in ${currency}`}
              files={[
                {
                  format: 'csv',
                  fileName: `statements-${month}-${currency}.csv`,
                  href: addressOf(downloadMonthInCurrency, { params: { practiceId: practice, month, currency } }),
                },
              ]}
            />
          ),
        }))}
      />
      {statements.length > 0 ? <Statements practice={practice} statements={statements} /> : null}
    </Page>
  );
}

type Statement = MonthOfStatements['statements'][number];

function Statements({ practice, statements }: { readonly practice: string; readonly statements: Statement[] }) {
  return (
    <DataTable
      caption="Statements of the month"
      rows={statements}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'client',
          head: 'Client',
          phone: 'name',
          cell: ({ clientName, legalName, purchaseOrder }) => (
            <>
              {clientName}
              <span className={classes.about}>
                {[legalName, purchaseOrder && `Purchase order ${purchaseOrder}`].filter(Boolean).join(' · ')}
              </span>
            </>
          ),
        },
        {
          key: 'version',
          head: 'Version',
          cell: ({ number, revised, publishedAt }) => (
            <>
              {revised ? <Status tone="now">Version {number}, revised</Status> : `Version ${number}`}
              <span className={classes.about}>{moment(publishedAt)}</span>
            </>
          ),
        },
        {
          key: 'total',
          head: 'Total',
          align: 'end',
          phone: 'aside',
          nowrap: true,
          cell: ({ total, currency }) => formatMoney(total, currency),
        },
        {
          key: 'files',
          head: 'Files',
          align: 'end',
          width: '34%',
          cell: (statement) => <Files practice={practice} statement={statement} />,
        },
      ]}
    />
  );
}

const EDITIONS = { practice: 'With fee', client: 'As the client has it' } as const;

function Files({ practice, statement }: { readonly practice: string; readonly statement: Statement }) {
  return (['practice', 'client'] as const).map((edition) => (
    <span key={edition} className={classes.files}>
      <span className={classes.edition}>{EDITIONS[edition]}</span>
      <FileLinks
        of={`${statement.clientName}, ${EDITIONS[edition].toLowerCase()}`}
        files={statement.files
          .filter((file) => file.edition === edition)
          .map(({ format, fileName }) => ({
            format,
            fileName,
            href: addressOf(downloadStatement, {
              params: { practiceId: practice, statementId: statement.id, edition, format },
            }),
          }))}
      />
    </span>
  ));
}
