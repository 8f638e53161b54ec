import { totalsByCurrency, type Money } from '../shared/money.js';
import type { StatementEdition } from './edition.js';

/** The latest summary of one engagement in a month, as it was published to the practice. */
export type PracticeEdition = StatementEdition & { readonly money: NonNullable<StatementEdition['money']> };

/** Whether this version replaces one that was out before. */
export function isRevised({ version }: Pick<StatementEdition, 'version'>): boolean {
  return version !== null && version > 1;
}

/** The summaries by currency, alphabetically by currency and then by client; currencies are never added together. */
export function byCurrency(
  editions: readonly PracticeEdition[],
): readonly (Money & { readonly editions: readonly PracticeEdition[] })[] {
  const totals = totalsByCurrency(
    editions.map(({ money, engagement }) => ({ amount: money.total, currency: engagement.currency })),
  );
  return totals.map((total) => ({
    ...total,
    editions: editions
      .filter(({ engagement }) => engagement.currency === total.currency)
      .toSorted((a, b) => (a.client.name < b.client.name ? -1 : 1)),
  }));
}
