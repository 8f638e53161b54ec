import type * as z from 'zod';
import type { Engagement as EngagementReply, Terms as TermsReply } from '../../contract/engagements.js';
import { expiryOf } from '../../domain/engagements/lots.js';
import { daysInPhase, phaseLabel } from '../../domain/engagements/phases.js';
import { monthlyAllowance, termsOn } from '../../domain/engagements/terms.js';
import { scopeOf } from '../../domain/identity/permissions.js';
import type { Day } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import type { Me } from '../platform/tenancy/actor.js';
import { bookOf, presentBalance, type EngagementBook, type StoredTerms } from './book.store.js';
import type { EngagementRow } from './engagement.query.js';

/** An engagement with its terms and the hours of the running month, as staff read it. */
export function presentEngagement(engagement: EngagementRow, today: Day, me: Me): EngagementReply {
  const { phase, handoverMissing } = engagement;
  const book = bookOf(engagement);
  const running = phase !== 'closed';
  const inForce = termsOn(book.terms, today);
  const balance = presentBalance(book, today);
  return {
    id: engagement.engagementId,
    clientId: engagement.clientId,
    zone: engagement.zone,
    startsOn: engagement.startsOn,
    endsOn: engagement.endsOn,
    phase,
    phaseLabel: phaseLabel(phase, { handoverMissing }),
    phaseSince: engagement.phaseSince,
    phaseDays: daysInPhase(engagement.phaseSince, today),
    hoursVisibility: book.visibility,
    warnsClient: engagement.warnsClient,
    today,
    balance,
    warnings: engagement.warnings.filter(({ month }) => month === balance?.month).map(presentWarning),
    terms: book.terms.map((terms) => presentTerms(terms, terms === inForce)),
    opening: presentOpening(book),
    version: engagement.version,
    can: {
      edit: scopeOf(me.role, 'clients.edit') !== null,
      editTerms: running && scopeOf(me.role, 'terms.edit') !== null,
      movePhase: running && scopeOf(me.role, 'phase.move') !== null,
      logTime: running && scopeOf(me.role, 'time.log') !== null,
      readSearch: scopeOf(me.role, 'search.read') !== null,
    },
  };
}

function presentWarning(warning: EngagementRow['warnings'][number]): EngagementReply['warnings'][number] {
  const { mark, used, available, warnedAt, toldClient } = warning;
  return { mark, used: minutes(used), available: minutes(available), warnedAt, toldClient };
}

/** The balance brought along, a debt as a lot of its own. */
function presentOpening({ opening, terms: [first] }: EngagementBook): EngagementReply['opening'] {
  return opening.map(({ born, minutes }) => ({
    born,
    minutes,
    expires: first && minutes > 0 ? expiryOf(born, first.carry) : null,
  }));
}

function presentTerms(terms: StoredTerms, inForce: boolean): z.output<typeof TermsReply> {
  return {
    id: terms.id,
    validFrom: terms.from,
    validTo: terms.to,
    allowanceMinutes: terms.allowance.minutes,
    allowancePer: terms.allowance.per,
    monthlyMinutes: monthlyAllowance(terms.allowance),
    startDay: terms.startDay,
    fee: terms.fee,
    currency: terms.currency,
    carry: terms.carry,
    overage: terms.overage,
    rounding: terms.rounding,
    acceptedAfterDays: terms.acceptedAfterDays,
    dueWorkingDay: terms.dueWorkingDay,
    inForce,
    version: terms.version,
  };
}
