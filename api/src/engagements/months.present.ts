import type * as z from 'zod';
import type { LedgerRow, MonthView } from '../../contract/engagements.js';
import type { LedgerLine } from '../../domain/engagements/ledger-lines.js';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Overage } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import { formatMonth } from '../../domain/shared/format.js';
import { firstDayOf, lastDayOf } from '../../domain/shared/month.js';
import type { Minor, Minutes } from '../../domain/shared/units.js';
import { isLate } from '../../domain/statements/due.js';
import type { PrintedLine } from '../../domain/statements/snapshot.js';
import { statementFigures } from '../../domain/statements/statement-figures.js';
import { english } from '../../domain/statements/wording.js';

/** A contract month with the ledger behind its balance, in the very words and numbers of its summary. */
export function presentMonth(month: {
  readonly figures: MonthFigures;
  readonly worked: { readonly worked: Minutes; readonly nonBillable: Minutes };
  readonly overage: Overage;
  readonly startDay: number;
  readonly today: Day;
  readonly closedAt: Date | null;
  readonly published: number;
  readonly dueOn: Day;
}): MonthView {
  const { figures, worked, overage, startDay, today, closedAt, published, dueOn } = month;
  const { ledger, lines, money } = statementFigures(figures, overage, 'en');
  const lastDay = lastDayOf(figures.month, startDay);
  return {
    month: figures.month,
    firstDay: firstDayOf(figures.month, startDay),
    lastDay,
    state: closedAt ? 'closed' : 'open',
    over: lastDay < today,
    provisional: figures.provisional,
    figures: { ...ledger, worked: worked.worked, nonBillable: worked.nonBillable },
    lines: lines.map((line, at) => presentLine(line, figures.lines[at])),
    fee: figures.fee,
    overageMoney: figures.overageMoney,
    total: money.total,
    currency: figures.currency,
    closedOn: closedAt && closedAt.toISOString(),
    published,
    dueOn,
    late: isLate(dueOn, published > 0, today),
  };
}

function presentLine(line: PrintedLine, source: LedgerLine | undefined): z.infer<typeof LedgerRow> {
  const { kind, minutes, lot, text } = line;
  const ofOtherMonth = (kind === 'expire' || kind === 'forfeit') && lot !== null && english.lot(formatMonth(lot));
  return {
    kind,
    minutes,
    lot,
    amount: source ? amountOf(source) : null,
    text: [english.line[kind], ofOtherMonth, text].filter(Boolean).join(', '),
  };
}

function amountOf(line: LedgerLine): Minor | null {
  switch (line.kind) {
    case 'accrue':
      return line.fee;
    case 'overage':
    case 'correct':
      return line.money;
    case 'adjust':
    case 'consume':
    case 'expire':
    case 'forfeit':
      return null;
  }
}
