import type { addMilestone } from '../../contract/engagements.js';
import type { Reply } from '../../contract/route.js';
import { dayOf, dayOrNull } from '../platform/database/dates.js';
import type { Milestone } from '../platform/database/generated/client.js';

/** A dated point of an engagement, as staff read it. */
export function presentMilestone(milestone: Milestone): Reply<typeof addMilestone> {
  const { id, name, dueOn, doneOn, clientSees, version } = milestone;
  return { id, name, dueOn: dayOf(dueOn), doneOn: dayOrNull(doneOn), clientSees, version };
}
