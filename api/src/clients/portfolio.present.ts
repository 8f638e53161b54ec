import type { PortfolioRow, readPortfolio } from '../../contract/clients.js';
import type { Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { exceptionsOf, type Standing } from '../../domain/clients/exceptions.js';
import { promisedWeekly } from '../../domain/clients/promised-hours.js';
import { daysInPhase, phaseLabel, type Phase } from '../../domain/engagements/phases.js';
import { termsOn } from '../../domain/engagements/terms.js';
import { isStalled } from '../../domain/search/stages.js';
import { addDays, dayIn, daysBetween, mondayOf, weekOf, type Day } from '../../domain/shared/day.js';
import { monthOf, type Month } from '../../domain/shared/month.js';
import { isLate, summaryDueOn } from '../../domain/statements/due.js';
import { minutes } from '../../domain/shared/units.js';
import { monthsOf, presentBalance, type EngagementBook } from '../engagements/book.store.js';
import type { ClientRow, StayRow, WeekMinutes } from './portfolio.query.js';

type Portfolio = Reply<typeof readPortfolio>;

const WEEKS = 8;

/** Everything that was read for the portfolio, all clients together. */
export interface PortfolioFacts {
  readonly clients: readonly ClientRow[];
  readonly books: ReadonlyMap<Id, EngagementBook>;
  readonly toPublish: ReadonlyMap<Id, readonly Month[]>;
  readonly published: ReadonlyMap<Id, readonly Month[]>;
  readonly withoutHandover: ReadonlySet<Id>;
  readonly stays: readonly StayRow[];
  readonly weeks: readonly WeekMinutes[];
  readonly capacity: number | null;
}

/** The Monday of the first of the weeks that the portfolio shows. */
export function firstMonday(today: Day): Day {
  return addDays(mondayOf(weekOf(today)), -7 * (WEEKS - 1));
}

/** Every client on one screen. `today` is the member's own date; each row lives by the date of its engagement's zone. */
export function presentPortfolio(
  facts: PortfolioFacts,
  { asOf, today, todayIn }: { readonly asOf: Date; readonly today: Day; readonly todayIn: (zone: string) => Day },
): Portfolio {
  const rows = facts.clients.map((client) =>
    presentRow(client, facts, client.zone === null ? today : todayIn(client.zone)),
  );
  return {
    asOf: asOf.toISOString(),
    today,
    rows,
    weeks: presentWeeks(facts.weeks, today),
    promisedWeekly: promisedWeekly(facts.clients.flatMap((client) => promised(client, facts, todayIn))),
    capacityWeekly: facts.capacity === null ? null : minutes(facts.capacity),
  };
}

function presentRow(client: ClientRow, facts: PortfolioFacts, today: Day): PortfolioRow {
  const phase = client.phase as Phase | null;
  const book = client.engagement_id === null ? undefined : facts.books.get(client.engagement_id);
  const balance = phase === 'closed' ? null : presentBalance(book, today);
  const search = searchOf(client, facts.stays, today);
  return {
    clientId: client.client_id,
    name: client.name,
    code: client.code,
    engineers: client.engineers,
    archived: client.archived,
    engagementId: client.engagement_id,
    phase,
    phaseLabel:
      phase &&
      phaseLabel(phase, {
        handoverMissing: client.engagement_id !== null && facts.withoutHandover.has(client.engagement_id),
      }),
    phaseSince: client.phase_since,
    phaseDays: client.phase_since && daysInPhase(client.phase_since, today),
    since: client.starts_on,
    balance,
    nextStep: client.next_step,
    nextStepOn: client.next_step_on,
    exceptions: exceptionsOf({
      today,
      archived: client.archived,
      nextStep: client.next_step,
      nextStepOn: client.next_step_on,
      stalled: search?.stalled ?? 0,
      engagement: standingOf(client, book, balance, facts, today),
    }),
    search,
  };
}

function standingOf(
  { client_id, engagement_id, phase, starts_on }: ClientRow,
  book: EngagementBook | undefined,
  balance: PortfolioRow['balance'],
  facts: PortfolioFacts,
  today: Day,
): Standing['engagement'] {
  if (engagement_id === null || phase === null || starts_on === null || !book) return null;
  const startDay = book.terms[0]?.startDay ?? 1;
  const months = book.terms.length === 0 ? [] : monthsOf(book, today);
  const toClose = months.filter((month) => month < monthOf(today, startDay) && !book.months.get(month)?.closed);
  const toPublish = facts.toPublish.get(engagement_id) ?? [];
  const published = facts.published.get(engagement_id) ?? [];
  const [late] = [...toClose, ...toPublish]
    .sort()
    .map((month) => ({ month, dueOn: summaryDueOn(month, book.terms) }))
    .filter(({ month, dueOn }) => isLate(dueOn, published.includes(month), today));
  return {
    phase: phase as Phase,
    startsOn: starts_on,
    startDay,
    termsInForce: termsOn(book.terms, today) !== undefined,
    hours: balance,
    toClose,
    toPublish,
    late: late ?? null,
    lastEntryOn: lastEntryOf(client_id, facts.weeks),
  };
}

function lastEntryOf(clientId: Id, weeks: readonly WeekMinutes[]): Day | null {
  const days = weeks.filter((week) => week.client_id === clientId).map(({ latest }) => latest);
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null);
}

function searchOf({ engagement_id, zone }: ClientRow, stays: readonly StayRow[], today: Day): PortfolioRow['search'] {
  const mine = stays.filter((stay) => stay.engagement_id === engagement_id);
  const [first] = mine;
  if (!first || zone === null) return null;
  const stalled = mine.filter(
    ({ disposition, stalled_days, entered_at }) =>
      disposition === 'active' &&
      entered_at !== null &&
      isStalled(daysBetween(dayIn(zone, entered_at), today), { stalledAfterDays: stalled_days }),
  );
  return {
    searchId: first.search_id,
    inPlay: mine.filter(({ disposition }) => disposition !== null).length,
    stalled: stalled.length,
  };
}

function promised(client: ClientRow, { books }: PortfolioFacts, todayIn: (zone: string) => Day) {
  if (client.archived || client.engagement_id === null || client.zone === null || client.phase === 'closed') return [];
  const terms = termsOn(books.get(client.engagement_id)?.terms ?? [], todayIn(client.zone));
  return terms ? [terms.allowance] : [];
}

function presentWeeks(stored: readonly WeekMinutes[], today: Day): Portfolio['weeks'] {
  const first = firstMonday(today);
  return Array.from({ length: WEEKS }, (_, at) => addDays(first, 7 * at)).map((monday) => ({
    week: weekOf(monday),
    monday,
    minutesByClient: Object.fromEntries(
      stored.filter((cell) => cell.monday === monday).map((cell) => [cell.client_id, minutes(cell.minutes)]),
    ),
  }));
}
