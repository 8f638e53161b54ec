import type { HoursFacts, MoneyFacts, PrintedLineKind, SearchProgress, StatementSnapshot } from './snapshot.js';

/**
 * Every printed figure that its own printed rows do not explain, one sentence each; none when the summary adds up. A
 * summary that both sides trust is not printed while this list has an entry.
 */
export function disagreements(snapshot: StatementSnapshot): readonly string[] {
  return [
    ...totalsOf(snapshot.hours),
    ...ledgerOf(snapshot.hours),
    ...moneyOf(snapshot.money),
    ...snapshot.searches.flatMap(countsOf),
  ];
}

function totalsOf({ entries, activities, totals, ledger }: HoursFacts): string[] {
  const counted = entries.map((entry) => entry.counted);
  return [
    same('worked', totals.worked, 'its entries', sum(entries.map((entry) => entry.worked))),
    same('worked', totals.worked, 'its activities', sum(activities.map((activity) => activity.minutes))),
    same('not billable', totals.notBillable, 'its entries', sum(entries.map((e) => (e.billable ? 0 : e.worked)))),
    same(
      'counted',
      totals.counted,
      'worked, not billable and rounding',
      totals.worked - totals.notBillable + totals.rounding,
    ),
    counted.includes(null) ? [] : same('counted', totals.counted, 'its entries', sum(counted.map(Number))),
    same('used', totals.used, 'counted and corrections', totals.counted + totals.corrections),
    same('used in the ledger', ledger.used, 'the totals', totals.used),
  ].flat();
}

function ledgerOf({ ledger, lines }: HoursFacts): string[] {
  const of = (...kinds: PrintedLineKind[]) =>
    sum(lines.filter((line) => kinds.includes(line.kind)).map((line) => line.minutes));
  const { available, used, overage, expired, forfeited, carriedOut } = ledger;
  return [
    same('available', available, 'what came in', ledger.carriedIn + ledger.accrued + ledger.adjustments),
    same('available and overage', available + overage, 'where they went', used + expired + forfeited + carriedOut),
    same('carried out', carriedOut, 'the ledger lines', ledger.carriedIn + sum(lines.map((line) => line.minutes))),
    same('accrued', ledger.accrued, 'its lines', of('accrue')),
    same('adjustments', ledger.adjustments, 'their lines', of('adjust')),
    same('used', used, 'its lines', -of('consume', 'correct')),
    same('overage', overage, 'its lines', of('overage')),
    same('expired', expired, 'its lines', -of('expire')),
    same('forfeited', forfeited, 'its lines', -of('forfeit')),
  ].flat();
}

function moneyOf({ lines, total }: MoneyFacts): string[] {
  return same('the total in money', total, 'its lines', sum(lines.map((line) => line.amount)));
}

function countsOf({ title, steps, closed, considered }: SearchProgress): string[] {
  return same(`people in ${title}`, considered, 'its steps', sum(steps.map((step) => step.now)) + closed);
}

function same(figure: string, printed: number, source: string, derived: number): string[] {
  return printed === derived ? [] : [`${figure} is ${printed}, but ${source} make ${derived}`];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
