import type { LedgerRow, MonthView } from '../../contract/engagements.js';
import type { ListedStatement, StatementRow, SummaryView } from '../../contract/statements.js';
import type * as z from 'zod';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Overage } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import { firstDayOf, lastDayOf, type Month } from '../../domain/shared/month.js';
import { minor, type Minutes } from '../../domain/shared/units.js';
import { statementFigures } from '../../domain/statements/statement-figures.js';
import { amountsOf, type StoredStatement } from './statements.store.js';

/** A contract month with the ledger behind its balance. */
export function presentMonth(month: {
  readonly figures: MonthFigures;
  readonly worked: { readonly worked: Minutes; readonly nonBillable: Minutes };
  readonly overage: Overage;
  readonly startDay: number;
  readonly today: Day;
  readonly closedAt: Date | null;
  readonly published: number;
}): MonthView {
  const { figures, worked, overage, startDay, today, closedAt, published } = month;
  const { ledger, lines, money } = statementFigures(figures, overage, 'en');
  const amounts = amountsOf(figures);
  const lastDay = lastDayOf(figures.month, startDay);
  return {
    month: figures.month,
    firstDay: firstDayOf(figures.month, startDay),
    lastDay,
    state: closedAt ? 'closed' : 'open',
    over: lastDay < today,
    provisional: figures.provisional,
    figures: { ...ledger, worked: worked.worked, nonBillable: worked.nonBillable },
    lines: lines.map(({ kind, minutes, lot, text }, at): z.infer<typeof LedgerRow> => {
      const amount = amounts[at] ?? null;
      return { kind, minutes, lot, amount: amount === null ? null : minor(amount), text };
    }),
    fee: figures.fee,
    overageMoney: figures.overageMoney,
    total: money.total,
    currency: figures.currency,
    closedOn: closedAt && closedAt.toISOString(),
    published,
  };
}

/** A published version with its files. */
export function presentStatement(statement: StoredStatement): z.infer<typeof StatementRow> {
  const { id, month, number, closure, publishedAt, by, files } = statement;
  type File = SummaryView['published'][number]['files'][number];
  const order = (file: { edition: string; format: string }) =>
    `${file.edition} ${['pdf', 'csv', 'json'].indexOf(file.format)}`;
  return {
    id,
    month: month as Month,
    number,
    revision: closure.revision,
    publishedAt: publishedAt.toISOString(),
    by,
    hash: files.find(({ edition, format }) => edition === 'client' && format === 'json')?.sha256 ?? '',
    files: files
      .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
      .map(({ edition, format, fileName, sha256 }) => {
        return { edition: edition as File['edition'], format: format as File['format'], fileName, sha256 };
      }),
  };
}

/** A published version in a list over all clients. */
export function presentListed(statement: StoredStatement): z.infer<typeof ListedStatement> {
  const { clientId, engagementId, closure } = statement;
  const clientName = closure.contractMonth.engagement.client.name;
  return { ...presentStatement(statement), clientId, clientName, engagementId };
}
