import type { PortalHome, PortalStatement } from '../../contract/portal.js';
import { daysInPhase, phaseLabel } from '../../domain/engagements/phases.js';
import type { Day } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import { decideAcceptance, decideQuestion } from '../../domain/statements/acceptance.js';
import { reasonForClient } from '../../domain/statements/phase-standing.js';
import { searchWeek } from '../../domain/statements/search-progress.js';
import { presentBalance } from '../engagements/book.store.js';
import { acceptanceFacts, presentAcceptance } from '../statements/acceptance.present.js';
import {
  bookOf,
  type PortalEngagement,
  type PortalRequest,
  type PortalSearch,
  type PortalStanding,
  type PortalStatementRow,
} from './portal.store.js';

type Standing = NonNullable<PortalHome['engagement']>;

/** An engagement as its client reads it; every field that leaves is named here. */
export function presentStanding(
  engagement: PortalEngagement,
  facts: PortalStanding,
  today: Day,
  role: string,
): Standing {
  const { id, zone, phase, phaseSince } = engagement;
  const handoverMissing = phase === 'strategic_partner' && facts.moves.at(-1)?.overridden === true;
  return {
    id,
    zone,
    today,
    phase,
    phaseLabel: phaseLabel(phase),
    phaseSince,
    phaseDays: daysInPhase(phaseSince, today),
    note: handoverMissing ? 'Hand-over not accepted' : null,
    timeline: facts.moves.map((move) => ({
      to: move.to,
      label: phaseLabel(move.to),
      on: move.on,
      sentence: move.sentence,
      reason: reasonForClient(move),
    })),
    hours: presentHours(engagement, facts, today),
    asked: facts.asked.map((request) => presentRequest(request, role)),
    nextMilestone: facts.milestone && { name: facts.milestone.name, dueOn: facts.milestone.dueOn },
    search: facts.search && presentSearch(facts.search, today),
  };
}

/** A published version and what this person may do about it; accepting and asking are the sponsor's. */
export function presentPortalStatement(row: PortalStatementRow, role: string): PortalStatement {
  const facts = acceptanceFacts(row.acceptance, row.publishedAt);
  const sponsor = role === 'sponsor';
  return {
    id: row.id,
    month: row.month,
    number: row.number,
    publishedAt: row.publishedAt,
    revised: row.revised,
    beingRevised: row.beingRevised,
    acceptance: presentAcceptance(row.acceptance, row.publishedAt),
    can: {
      accept: sponsor && !facts.accepted && decideAcceptance(facts).ok,
      ask: sponsor && decideQuestion(facts).ok,
    },
    files: row.files.map(({ format, fileName }) => ({ format, fileName })),
  };
}

/** The balance of the running month as far as it may be seen; marks and forecast beside it are the practice's own. */
function presentHours(engagement: PortalEngagement, facts: PortalStanding, today: Day): Standing['hours'] {
  if (engagement.visibility === 'hidden') return null;
  const balance = presentBalance(bookOf(engagement, facts), today);
  if (!balance) return null;
  const { month, available, used, left, resetsOn, provisional } = balance;
  return { month, available, used, left, resetsOn, provisional };
}

function presentSearch(search: PortalSearch, today: Day): Standing['search'] {
  return {
    title: search.title,
    startedOn: search.started_on,
    week: searchWeek(search.started_on, today),
    targetWeeks: search.target_weeks,
    counts: {
      inResearch: search.in_research,
      inAssessment: search.in_assessment,
      presented: search.presented,
      finalChecks: search.final_checks,
      hired: search.hired,
    },
  };
}

/** The sponsor answers what waits; everybody else reads it. */
function presentRequest(request: PortalRequest, role: string): Standing['asked'][number] {
  const { id, month, minutes: wanted, reason, askedAt, answer, sentence, answeredAt } = request;
  return {
    id,
    month,
    minutes: minutes(wanted),
    reason,
    askedAt,
    answer,
    sentence,
    answeredAt,
    can: { answer: role === 'sponsor' && answer === null },
  };
}
