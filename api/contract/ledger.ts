import * as z from 'zod';
import { OVERAGE_ANSWERS } from '../domain/engagements/overage-request.js';
import type { Minutes } from '../domain/shared/units.js';
import { route } from './route.js';
import { Id, InstantShape, line, MinutesShape, MonthShape, typed } from './shapes.js';

const atMonth = z.strictObject({ practiceId: Id, engagementId: Id, month: MonthShape });

export const Adjustment = z
  .object({
    id: Id,
    minutes: MinutesShape,
    reason: z.string(),
    by: z.string(),
    adjustedAt: InstantShape,
    can: z.object({ withdraw: z.boolean() }),
  })
  .meta({ id: 'Adjustment' });

export const MonthAdjustments = z
  .object({ month: MonthShape, items: z.array(Adjustment), can: z.object({ adjust: z.boolean() }) })
  .meta({ id: 'MonthAdjustments' });
export type MonthAdjustments = z.infer<typeof MonthAdjustments>;

export const listAdjustments = route({
  name: 'listAdjustments',
  summary: 'What was added to the balance of a contract month or taken from it by hand, oldest first.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/adjustments',
  may: 'terms.read',
  params: atMonth,
  reply: MonthAdjustments,
});

export const adjustMonth = route({
  name: 'adjustMonth',
  summary: 'Adds minutes to the balance of an open month or takes them away. The client reads the reason.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/adjustments',
  may: 'terms.edit',
  params: atMonth,
  body: z.strictObject({
    minutes: typed<Minutes>(z.int().min(-1_000_000).max(1_000_000)),
    reason: line(300, 1),
  }),
  reply: MonthAdjustments,
  refuses: ['ledger.month_unknown', 'ledger.month_closed', 'ledger.adjustment_empty', 'engagements.closed'],
});

export const withdrawAdjustment = route({
  name: 'withdrawAdjustment',
  summary: 'Withdraws an adjustment while its month is open.',
  method: 'DELETE',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/adjustments/:adjustmentId',
  may: 'terms.edit',
  params: z.strictObject({ ...atMonth.shape, adjustmentId: Id }),
  reply: MonthAdjustments,
  refuses: ['ledger.month_closed', 'engagements.closed'],
});

export const OverageRequest = z
  .object({
    id: Id,
    minutes: MinutesShape,
    reason: z.string(),
    by: z.string(),
    askedAt: InstantShape,
    answer: z.enum(OVERAGE_ANSWERS).nullable(),
    sentence: z.string(),
    answeredBy: z.string(),
    answeredAt: InstantShape.nullable(),
    can: z.object({ withdraw: z.boolean() }),
  })
  .meta({ id: 'OverageRequest' });

export const MonthOverage = z
  .object({
    month: MonthShape,
    asks: z
      .boolean()
      .meta({ description: 'The terms of this month bill hours beyond only if the client approved them.' }),
    approved: MinutesShape,
    waiting: MinutesShape,
    items: z.array(OverageRequest),
    can: z.object({ ask: z.boolean() }),
  })
  .meta({ id: 'MonthOverage' });
export type MonthOverage = z.infer<typeof MonthOverage>;

export const listOverage = route({
  name: 'listOverage',
  summary: 'The hours beyond the allowance of a contract month that the client was asked for, oldest first.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/overage',
  may: 'terms.read',
  params: atMonth,
  reply: MonthOverage,
});

export const askOverage = route({
  name: 'askOverage',
  summary: 'Asks the sponsor for hours beyond the allowance of an open month. A mail tells every sponsor.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/overage',
  may: 'terms.edit',
  params: atMonth,
  body: z.strictObject({ minutes: typed<Minutes>(z.int().min(1).max(100_000)), reason: line(300, 1) }),
  reply: MonthOverage,
  refuses: [
    'ledger.month_unknown',
    'ledger.month_closed',
    'ledger.overage_needs_no_answer',
    'ledger.overage_waits',
    'engagements.closed',
  ],
});

export const withdrawOverage = route({
  name: 'withdrawOverage',
  summary: 'Withdraws a request that nobody has answered.',
  method: 'DELETE',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/overage/:requestId',
  may: 'terms.edit',
  params: z.strictObject({ ...atMonth.shape, requestId: Id }),
  reply: MonthOverage,
  refuses: ['ledger.month_closed', 'ledger.overage_answered', 'engagements.closed'],
});
