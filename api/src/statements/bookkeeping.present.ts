import type { MonthOfStatements } from '../../contract/bookkeeping.js';
import type { Month } from '../../domain/shared/month.js';
import { byCurrency, isRevised, type PracticeEdition } from '../../domain/statements/bookkeepers-month.js';
import type { LatestStatement } from './bookkeeping.store.js';

export function presentMonthOfStatements(
  month: Month | null,
  months: readonly Month[],
  latest: readonly LatestStatement[],
): MonthOfStatements {
  const read = latest.map((of) => ({ ...of, edition: editionOf(of) }));
  return {
    month,
    months: [...months],
    totals: byCurrency(read.map(({ edition }) => edition)).map(({ amount, currency, editions }) => {
      return { amount, currency, statements: editions.length };
    }),
    statements: read
      .toSorted((a, b) => (a.edition.client.name < b.edition.client.name ? -1 : 1))
      .map(({ statementId, publishedAt, files, edition }) => ({
        id: statementId,
        clientName: edition.client.name,
        legalName: edition.client.legalName,
        address: edition.client.address,
        purchaseOrder: edition.client.purchaseOrder,
        number: edition.version ?? 0,
        revised: isRevised(edition),
        publishedAt: publishedAt.toISOString(),
        total: edition.money.total,
        currency: edition.engagement.currency,
        files: files.map(({ edition: of, format, fileName }) => ({ edition: of, format, fileName })),
      })),
  };
}

/** A practice edition as it was published: the one source of its figures. */
export function editionOf({ json }: Pick<LatestStatement, 'json'>): PracticeEdition {
  return JSON.parse(Buffer.from(json).toString('utf8')) as PracticeEdition;
}
