import type { Allowance } from '../engagements/terms.js';
import { roundHalfUp } from '../shared/rounded.js';
import { minutes, type Minutes } from '../shared/units.js';

/** What several allowances promise in a week: a monthly one counts as month x 12 / 52, rounded half up to the minute. */
export function promisedWeekly(allowances: readonly Allowance[]): Minutes {
  return minutes(
    allowances.reduce(
      (sum, { per, minutes: agreed }) => sum + (per === 'week' ? agreed : roundHalfUp(agreed * 12, 52)),
      0,
    ),
  );
}
