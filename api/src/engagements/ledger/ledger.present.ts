import type * as z from 'zod';
import type { Adjustment, MonthAdjustments, MonthOverage, OverageRequest } from '../../../contract/ledger.js';
import { asksFirst } from '../../../domain/engagements/overage-request.js';
import { minutes } from '../../../domain/shared/units.js';
import type { StoredAdjustment } from './adjustments.store.js';
import type { MonthAtHand } from './month-at-hand.js';
import type { StoredRequest } from './overage.store.js';

/** The adjustments of a month, as staff read them. */
export function presentAdjustments(at: MonthAtHand, stored: readonly StoredAdjustment[]): MonthAdjustments {
  const open = isOpen(at);
  return { month: at.month, items: stored.map((one) => presentAdjustment(one, open)), can: { adjust: open } };
}

function presentAdjustment(adjustment: StoredAdjustment, withdraw: boolean): z.infer<typeof Adjustment> {
  const { id, minutes: changed, reason, by, adjustedAt } = adjustment;
  return { id, minutes: minutes(changed), reason, by, adjustedAt: adjustedAt.toISOString(), can: { withdraw } };
}

/** What the client was asked for in a month, as staff read it. The portal has a presenter of its own. */
export function presentOverage(at: MonthAtHand, stored: readonly StoredRequest[]): MonthOverage {
  const open = isOpen(at);
  const asks = at.terms !== null && asksFirst(at.terms);
  const sum = (answer: StoredRequest['answer']) =>
    minutes(stored.reduce((total, one) => (one.answer === answer ? total + one.minutes : total), 0));
  const waiting = sum(null);
  return {
    month: at.month,
    asks,
    approved: sum('yes'),
    waiting,
    items: stored.map((one) => presentRequest(one, open)),
    can: { ask: open && asks && waiting === 0 },
  };
}

function presentRequest(request: StoredRequest, open: boolean): z.infer<typeof OverageRequest> {
  const { id, minutes: wanted, reason, by, askedAt, answer, sentence, answeredBy, answeredAt } = request;
  return {
    id,
    minutes: minutes(wanted),
    reason,
    by,
    askedAt: askedAt.toISOString(),
    answer,
    sentence,
    answeredBy,
    answeredAt: answeredAt && answeredAt.toISOString(),
    can: { withdraw: open && answer === null },
  };
}

function isOpen({ mayEdit, ended, closed, terms }: MonthAtHand): boolean {
  return mayEdit && !ended && !closed && terms !== null;
}
