import type { Id } from '../../contract/shapes.js';
import type { Carry, HoursVisibility, Overage } from '../../domain/engagements/terms.js';
import type { OverageAnswer } from '../../domain/engagements/overage-request.js';
import type { Rounding } from '../../domain/engagements/rounding.js';
import type { Currency } from '../../domain/shared/currency.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';

/** An engagement with everything its hour balance is computed from, as one statement reads it. */
export interface BookRow {
  readonly engagementId: Id;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly visibility: HoursVisibility;
  /** By their first day. */
  readonly terms: readonly TermsRow[];
  readonly months: readonly { readonly month: Month; readonly closed: boolean }[];
  /** Minutes worked, by contract month, and what the billable ones count after rounding; months without any are left out. */
  readonly used: readonly {
    readonly month: Month;
    readonly billable: number;
    readonly counted: number;
    readonly nonBillable: number;
  }[];
  /** What stands, by the month it changes, oldest first. */
  readonly adjustments: readonly {
    readonly month: Month;
    readonly id: Id;
    readonly minutes: number;
    readonly note: string;
  }[];
  readonly asked: readonly AskedRow[];
  /** What was brought along from before the first month. */
  readonly opening: readonly { readonly born: Month; readonly minutes: number }[];
  /** By the month they count in, in the order in which they were made. */
  readonly corrections: readonly CorrectionRow[];
}

/** A request for hours beyond that was not withdrawn, oldest first; its days are those of the engagement's zone. */
export interface AskedRow {
  readonly month: Month;
  readonly id: Id;
  readonly minutes: number;
  readonly reason: string;
  readonly askedOn: Day;
  readonly answer: OverageAnswer | null;
  readonly sentence: string;
  readonly answeredBy: string;
  readonly answeredOn: Day | null;
}

export interface CorrectionRow {
  readonly month: Month;
  readonly id: Id;
  readonly entryId: Id;
  readonly day: Day;
  readonly reason: string;
  readonly minutes: number;
  readonly billed: number;
  readonly ratePerHour: number | null;
  readonly money: number;
}

export interface TermsRow {
  readonly id: Id;
  readonly version: number;
  readonly from: Day;
  readonly to: Day | null;
  readonly per: 'week' | 'month';
  readonly allowance: number;
  readonly startDay: number;
  readonly fee: number;
  readonly currency: Currency;
  readonly carry: Carry;
  readonly overage: Overage;
  readonly rounding: Rounding;
  readonly acceptanceDays: number | null;
  readonly dueWorkingDay: number;
}

/** The books of engagements `e`, over `c`, the entered practice; `which` says which engagements, `more` which columns beside. */
export function booksSql(which: string, more: readonly string[] = []): string {
  return `
  SELECT ${['e.id AS "engagementId"', ...more].join(', ')}, e.starts_on::text AS "startsOn", e.ends_on::text AS "endsOn",
    e.hours_visibility AS visibility,
    coalesce((SELECT json_agg(json_build_object('id', t.id, 'version', t.version, 'from', t.valid_from, 'to', t.valid_to,
        'per', t.allowance_per, 'allowance', t.allowance_minutes, 'startDay', t.start_day, 'fee', t.fee_minor,
        'currency', t.currency, 'carry', t.carry, 'overage', t.overage, 'rounding', t.rounding,
        'acceptanceDays', t.acceptance_days, 'dueWorkingDay', t.due_working_day) ORDER BY t.valid_from)
      FROM terms t WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id AND t.engagement_id = e.id), '[]') AS terms,
    coalesce((SELECT json_agg(json_build_object('month', m.month, 'closed', m.state = 'closed'))
      FROM contract_month m WHERE m.practice_id = e.practice_id AND m.engagement_id = e.id), '[]') AS months,
    coalesce((SELECT json_agg(json_build_object('month', u.month, 'billable', u.billable, 'counted', u.counted,
        'nonBillable', u.non_billable)) FROM app.worked_by_month(e.practice_id, e.client_id, e.id) u), '[]') AS used,
    coalesce((SELECT json_agg(json_build_object('month', a.month, 'id', a.id, 'minutes', a.minutes, 'note', a.reason)
        ORDER BY a.adjusted_at, a.id)
      FROM adjustment a WHERE a.practice_id = e.practice_id AND a.client_id = e.client_id AND a.engagement_id = e.id
        AND a.withdrawn_at IS NULL), '[]') AS adjustments,
    coalesce((SELECT json_agg(json_build_object('month', q.month, 'id', q.id, 'minutes', q.minutes, 'reason', q.reason,
        'askedOn', (q.asked_at AT TIME ZONE e.zone)::date, 'answer', q.answer, 'sentence', q.sentence,
        'answeredBy', coalesce(u.name, ''), 'answeredOn', (q.answered_at AT TIME ZONE e.zone)::date) ORDER BY q.asked_at, q.id)
      FROM overage_request q LEFT JOIN user_account u ON u.id = q.answered_by
      WHERE q.practice_id = e.practice_id AND q.client_id = e.client_id AND q.engagement_id = e.id
        AND q.withdrawn_at IS NULL), '[]') AS asked,
    coalesce((SELECT json_agg(json_build_object('born', o.born, 'minutes', o.minutes) ORDER BY o.born)
      FROM opening_lot o WHERE o.practice_id = e.practice_id AND o.client_id = e.client_id AND o.engagement_id = e.id), '[]') AS opening,
    coalesce((SELECT json_agg(json_build_object('month', k.month, 'id', k.id, 'entryId', k.entry_id, 'day', x.work_date,
        'reason', k.reason, 'minutes', k.minutes, 'billed', k.billed, 'ratePerHour', k.rate_minor, 'money', k.amount_minor)
        ORDER BY k.corrected_at, k.id)
      FROM correction k JOIN time_entry x ON x.practice_id = k.practice_id AND x.id = k.entry_id
      WHERE k.practice_id = e.practice_id AND k.client_id = e.client_id AND k.engagement_id = e.id), '[]') AS corrections
  FROM engagement e WHERE e.practice_id = c.practice_id AND ${which}`;
}
