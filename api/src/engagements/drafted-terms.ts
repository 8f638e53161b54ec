import type * as z from 'zod';
import type { TermsDraft } from '../../contract/engagements.js';
import type { HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import { minor, minutes } from '../../domain/shared/units.js';

/** Terms as somebody wrote them down, in force from a day on and without an end. */
export function draftedTerms(
  draft: Omit<z.output<typeof TermsDraft>, 'validFrom'>,
  from: Day,
  visibility: HoursVisibility,
): Terms {
  const { startDay, currency, carry, overage, rounding, acceptedAfterDays, dueWorkingDay } = draft;
  return {
    from,
    to: null,
    allowance: { per: draft.allowancePer, minutes: minutes(draft.allowanceMinutes) },
    startDay,
    fee: minor(draft.fee),
    currency,
    carry,
    overage,
    rounding,
    visibility,
    acceptedAfterDays,
    dueWorkingDay,
  };
}
