import type { z } from 'zod';
import type { Board, CandidacyCard, ScorecardView, SearchView } from '../../contract/search.js';
import { funnelOf } from '../../domain/search/funnel.js';
import { isStalled } from '../../domain/search/stages.js';
import { dayIn, daysBetween, type Day } from '../../domain/shared/day.js';
import type { CardRow, ScorecardRow, SearchRow, StageRow } from './board.query.js';

const DAYS_OF_WEEK = 7;

/** A search and its cards, in the order they came: by stage, then by place. */
export function presentBoard(search: SearchRow, today: Day): z.infer<typeof Board> {
  const cards = presentCards(search, today);
  return { search: withCounts(search, today, cards), cards };
}

export function presentSearch(search: SearchRow, today: Day): SearchView {
  return withCounts(search, today, presentCards(search, today));
}

function presentCards(search: SearchRow, today: Day): CandidacyCard[] {
  const stages = new Map(search.stages.map((stage) => [stage.id, stage]));
  return search.cards.map((card) => presentCard(card, stages.get(card.stageId), search.zone, today));
}

function withCounts(search: SearchRow, today: Day, cards: readonly CandidacyCard[]): SearchView {
  const closed = search.closed_at !== null;
  const people = search.cards.map(({ stageId, disposition, been }) => ({
    stageId,
    disposition,
    visitedStageIds: been,
  }));
  return {
    id: search.id,
    clientId: search.client_id,
    engagementId: search.engagement_id,
    title: search.title,
    brief: search.brief,
    startedOn: search.started_on,
    targetWeeks: search.target_weeks,
    week: Math.max(1, Math.floor(daysBetween(search.started_on, today) / DAYS_OF_WEEK) + 1),
    openings: search.openings,
    clientSees: search.client_sees,
    closed: search.closure && {
      on: dayIn(search.zone, Date.parse(search.closure.at)),
      by: search.closure.by,
      reason: search.closure.reason,
    },
    stages: [...search.stages],
    funnel: funnelOf(search.stages, people).map(({ stage, here, reached }) => ({
      stageId: stage.id,
      name: stage.name,
      here,
      reached,
      stalled: cards.filter((card) => card.stageId === stage.id && card.stalled).length,
    })),
    scorecard: search.scorecard && presentScorecard(search.scorecard),
    version: search.version,
    can: { edit: !closed, close: !closed, reopen: closed && search.phase !== 'closed' },
  };
}

/** Somebody's card. Days are calendar dates in the zone of the engagement: on the day they came, it is 0 days. */
export function presentCard(card: CardRow, stage: StageRow | undefined, zone: string, today: Day): CandidacyCard {
  const enteredAt = new Date(card.enteredAt);
  const daysHere = daysBetween(dayIn(zone, enteredAt.getTime()), today);
  return {
    id: card.id,
    personId: card.personId,
    name: card.name,
    headline: card.headline,
    employer: card.employer,
    stageId: card.stageId,
    disposition: card.disposition,
    enteredAt: enteredAt.toISOString(),
    daysHere,
    stalled: card.disposition === 'active' && isStalled(daysHere, { stalledAfterDays: stage?.stalledDays ?? null }),
    visits: card.visits,
    nextStep: card.nextStep,
    nextStepOn: card.nextStepOn,
    version: card.version,
  };
}

/** Approved is a version that every one of its deciders approved, on the day the last of them did. */
function presentScorecard(scorecard: ScorecardRow): z.infer<typeof ScorecardView> {
  const days = scorecard.deciders.flatMap(({ approvedOn }) => approvedOn ?? []);
  const approved = days.length === scorecard.deciders.length;
  return { ...scorecard, approved, approvedOn: approved ? (days.toSorted().at(-1) ?? null) : null };
}
