import type * as z from 'zod';
import type { TermsDraft } from '../../contract/engagements.js';
import { UNROUNDED } from '../../domain/engagements/rounding.js';
import type { HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import { minor, minutes } from '../../domain/shared/units.js';

/** The third working day of the next month, unless other terms say otherwise. */
const DUE_WORKING_DAY = 3;

/** The kind of terms on offer: nothing is carried over, every minute counts, and hours beyond the allowance are billed. */
export function offeredTerms(
  draft: Omit<z.output<typeof TermsDraft>, 'validFrom'>,
  from: Day,
  visibility: HoursVisibility,
): Terms {
  return {
    from,
    to: null,
    allowance: { per: draft.allowancePer, minutes: minutes(draft.allowanceMinutes) },
    startDay: draft.startDay,
    fee: minor(draft.fee),
    currency: draft.currency,
    carry: { kind: 'none' },
    overage: { kind: 'bill', ratePerHour: minor(draft.overageRate), leeway: minutes(0) },
    rounding: UNROUNDED,
    visibility,
    acceptedAfterDays: null,
    dueWorkingDay: DUE_WORKING_DAY,
  };
}
