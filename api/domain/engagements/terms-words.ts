import { day } from '../shared/day.js';
import { formatMinutes, formatMonth } from '../shared/format.js';
import { formatMoney } from '../shared/money.js';
import { addMonths, firstDayOf, type Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import { monthTermsOf } from './ledger-facts.js';
import { runLedger, type MonthFigures } from './ledger.js';
import { NO_BALANCE } from './lots.js';
import type { OverageAsked } from './overage-request.js';
import { countMinutes, type Rounding } from './rounding.js';
import { monthlyAllowance, type Carry, type Terms } from './terms.js';

/** What the policies of some terms say, each as one sentence, and what that means in figures. */
export interface PolicyWords {
  readonly id: 'carry' | 'overage' | 'rounding' | 'summary';
  readonly sentence: string;
  /** Worked out by the ledger itself, so that it cannot promise anything else; null where the sentence says it all. */
  readonly example: string | null;
}

/** The policies as they are read aloud to a client; `month` is the one that the examples speak of. */
export function policiesInWords(terms: Terms, month: Month): PolicyWords[] {
  return [
    { id: 'carry', sentence: carrySentence(terms.carry), example: carryExample(terms, month) },
    { id: 'overage', sentence: overageSentence(terms), example: overageExample(terms, month) },
    { id: 'rounding', sentence: roundingSentence(terms.rounding), example: roundingExample(terms.rounding) },
    { id: 'summary', sentence: summarySentence(terms), example: null },
  ];
}

function carrySentence(carry: Carry): string {
  switch (carry.kind) {
    case 'none':
      return 'Unused hours are not carried over.';
    case 'capped':
      return `Up to ${formatMinutes(carry.cap)} of unused hours carry over${forMonths(carry.lifetime)}.`;
    case 'unlimited':
      return carry.lifetime === null
        ? 'Unused hours carry over until they are used.'
        : `Unused hours carry over${forMonths(carry.lifetime)}.`;
    case 'signed':
      return `Hours left over are added to the next month and hours too many are taken from it${
        carry.cap === null ? '' : `; at most ${formatMinutes(carry.cap)} can be left over`
      }.`;
  }
}

function forMonths(lifetime: number): string {
  return lifetime === 1 ? ' into the next month' : ` for ${lifetime} months`;
}

function carryExample(terms: Terms, month: Month): string | null {
  const allowance = monthlyAllowance(terms.allowance);
  const unused = Math.min(480, allowance);
  if (unused === 0) return null;
  const left = `${formatMinutes(minutes(unused))} left over in ${formatMonth(month)}`;
  const { after, carriedOut, forfeited } = tryMonth(terms, month, allowance - unused);
  if (carriedOut === 0) return `${left} lapse when it closes.`;
  const most = forfeited > 0 ? `, at most ${formatMinutes(carriedOut)}` : '';
  if (terms.carry.kind === 'signed') {
    const owed = tryMonth(terms, month, allowance + unused).carriedOut;
    const next = formatMonth(addMonths(month, 1));
    return `${left} are added to ${next}${most}; ${formatMinutes(minutes(-owed))} too many would be taken from it.`;
  }
  const expires = after.lots.at(-1)?.expires ?? null;
  return expires === null
    ? `${left} stay until they are used${most}.`
    : `${left} may be used until the end of ${formatMonth(expires)}${most}.`;
}

function overageSentence({ carry, overage, currency }: Terms): string {
  if (carry.kind === 'signed') return 'Nothing beyond the allowance is billed.';
  switch (overage.kind) {
    case 'absorb':
      return 'Hours beyond the allowance are not billed.';
    case 'bill': {
      const free = overage.leeway > 0 ? ` after ${formatMinutes(overage.leeway)} free each month` : '';
      return `Hours beyond the allowance are billed at ${formatMoney(overage.ratePerHour, currency)} an hour${free}.`;
    }
    case 'approval':
      return `Hours beyond the allowance are billed at ${formatMoney(overage.ratePerHour, currency)} an hour as far as the client approved them.`;
  }
}

function overageExample(terms: Terms, month: Month): string | null {
  const { overage, currency, carry } = terms;
  if (carry.kind === 'signed') return null;
  const beyond = minutes(120 + (overage.kind === 'bill' ? overage.leeway : 0));
  const { overageMoney, overageAbsorbed, overageBilled } = tryMonth(
    terms,
    month,
    monthlyAllowance(terms.allowance) + beyond,
    overage.kind === 'approval' ? beyond : minutes(0),
  );
  const [said, price] = [formatMinutes(beyond), formatMoney(overageMoney, currency)];
  if (overage.kind === 'absorb') return `${said} beyond it cost nothing.`;
  if (overage.kind === 'approval') return `${said} beyond it cost ${price} if the client says yes, and nothing if not.`;
  if (overageAbsorbed === 0) return `${said} beyond it cost ${price}.`;
  return `Of ${said} beyond it, ${formatMinutes(overageAbsorbed)} are free and ${formatMinutes(overageBilled)} cost ${price}.`;
}

const GROUPS: Readonly<Record<Rounding['scope'], string>> = {
  entry: 'Each entry',
  day_and_activity: 'What one person did in a day on an activity',
  month: 'The month as a whole',
};
const DIRECTIONS: Readonly<Record<Rounding['direction'], string>> = {
  up: 'up to the next',
  nearest: 'to the nearest',
  down: 'down to the last',
};

function roundingSentence({ scope, step, direction }: Rounding): string {
  if (step === 1) return 'Every minute counts as it was worked.';
  return `${GROUPS[scope]} is rounded ${DIRECTIONS[direction]} ${step} minutes.`;
}

/** What happens in an example happens on one day, whichever. */
const ANY_DAY = day('2026-01-01');

function roundingExample(rounding: Rounding): string | null {
  if (rounding.step === 1) return null;
  const entry = (worked: number) => ({ author: '', day: ANY_DAY, activity: null, minutes: minutes(worked) });
  const { counted, worked } = countMinutes([entry(20), entry(27)], rounding);
  if (rounding.scope === 'month') return `${formatMinutes(worked)} in a month count ${formatMinutes(counted)}.`;
  const where = rounding.scope === 'entry' ? '' : ' on one activity and day';
  return `Two entries of 0:20 and 0:27${where} count ${formatMinutes(counted)} together.`;
}

function summarySentence({ dueWorkingDay, acceptedAfterDays }: Terms): string {
  const accepted =
    acceptedAfterDays === null
      ? 'only the client can accept it'
      : `it counts as accepted ${acceptedAfterDays === 1 ? 'a day' : `${acceptedAfterDays} days`} after that, unless the client has a question`;
  return `The summary is due on working day ${dueWorkingDay} of the next month; ${accepted}.`;
}

/** A single month under these terms, with so many minutes used and nothing carried in. */
function tryMonth(terms: Terms, month: Month, counted: number, approved: Minutes = minutes(0)): MonthFigures {
  const from = firstDayOf(month, terms.startDay);
  const [figures] = runLedger({
    opening: NO_BALANCE,
    months: [
      {
        month,
        counted: minutes(counted),
        adjustments: [],
        corrections: [],
        asked: approved > 0 ? [sayYes(approved)] : [],
        closed: false,
        engagementEnds: false,
      },
    ],
    termsFor: () => monthTermsOf(month, [{ ...terms, from, to: null }]),
  });
  if (!figures) throw new RangeError('a month makes figures');
  return figures;
}

function sayYes(approved: Minutes): OverageAsked {
  const of = { id: '', reason: '', askedOn: ANY_DAY, sentence: '', answeredBy: '', answeredOn: ANY_DAY };
  return { ...of, minutes: approved, answer: 'yes' };
}
