import type { Correction, CorrectionsView } from '../../contract/statements.js';
import type { Currency } from '../../domain/shared/currency.js';
import { minor, minutes } from '../../domain/shared/units.js';
import type { EntryAtHand } from './corrections.service.js';
import type { StoredCorrection } from './corrections.store.js';

/** What an entry counts, how it came to that, and whether it can be mended further. */
export function presentCorrections({ entry, corrections, facts, mine }: EntryAtHand): CorrectionsView {
  const { closed, openMonth, counts, voided } = facts;
  return {
    items: corrections.map((correction) => presentCorrection(correction, closed?.currency ?? null)),
    counts,
    openMonth: openMonth?.month ?? null,
    can: { correct: mine && !voided && closed !== null && openMonth !== null && entry.phase !== 'closed' },
  };
}

function presentCorrection(correction: StoredCorrection, currency: Currency | null): Correction {
  const { id, entryId, month, minutes: mended, billed, rate, amount, reason, by, correctedAt } = correction;
  return {
    id,
    entryId,
    month,
    minutes: minutes(mended),
    reason,
    by,
    correctedAt: correctedAt.toISOString(),
    bill:
      rate === null || currency === null
        ? null
        : { minutes: minutes(billed), ratePerHour: minor(Number(rate)), amount: minor(Number(amount)), currency },
  };
}
