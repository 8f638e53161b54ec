import type { PortalHome } from '../../contract/portal.js';
import { daysInPhase, phaseLabel, type Phase } from '../../domain/engagements/phases.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import { reasonForClient } from '../../domain/statements/phase-standing.js';
import { searchWeek } from '../../domain/statements/search-progress.js';
import { presentBalance, type EngagementBook } from '../engagements/book.store.js';
import { dayOf } from '../platform/database/dates.js';
import type { PortalEngagement, PortalMove, PortalSearch, PortalStatement } from './portal.store.js';

type Standing = NonNullable<PortalHome['engagement']>;

/** An engagement as its client reads it; every field that leaves is named here. */
export function presentStanding(
  engagement: PortalEngagement,
  facts: {
    readonly moves: readonly PortalMove[];
    readonly milestone: { readonly name: string; readonly dueOn: Date } | null;
    readonly book: EngagementBook | null;
    readonly search: PortalSearch | null;
  },
  today: Day,
): Standing {
  const phase = engagement.phase as Phase;
  const since = dayOf(engagement.phaseSince);
  const latest = facts.moves.at(-1);
  const handoverMissing = phase === 'strategic_partner' && latest?.overridden === true;
  return {
    id: engagement.id,
    zone: engagement.zone,
    today,
    phase,
    phaseLabel: phaseLabel(phase),
    phaseSince: since,
    phaseDays: daysInPhase(since, today),
    note: handoverMissing ? 'Hand-over not accepted' : null,
    timeline: facts.moves.map((move) => ({
      to: move.toPhase as Phase,
      label: phaseLabel(move.toPhase as Phase),
      on: dayOf(move.movedOn),
      sentence: move.sentence,
      reason: reasonForClient(move),
    })),
    hours: facts.book && presentHours(facts.book, today),
    nextMilestone: facts.milestone && { name: facts.milestone.name, dueOn: dayOf(facts.milestone.dueOn) },
    search: facts.search && presentSearch(facts.search, today),
  };
}

/** The balance of the running month; the marks and the forecast beside it are the practice's own. */
function presentHours(book: EngagementBook, today: Day): Standing['hours'] {
  const balance = presentBalance(book, today);
  if (!balance) return null;
  const { month, available, used, left, resetsOn, provisional } = balance;
  return { month, available, used, left, resetsOn, provisional };
}

function presentSearch(search: PortalSearch, today: Day): Standing['search'] {
  const startedOn = dayOf(search.started_on);
  return {
    title: search.title,
    startedOn,
    week: searchWeek(startedOn, today),
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

const FORMATS = ['pdf', 'csv', 'json'] as const;

/** A published version with the files that its client may download. */
export function presentPublished({ id, month, number, publishedAt, files }: PortalStatement) {
  return {
    id,
    month: month as Month,
    number,
    publishedAt: publishedAt.toISOString(),
    files: FORMATS.flatMap((format) => {
      const file = files.find((one) => one.format === format);
      return file ? [{ format, fileName: file.fileName }] : [];
    }),
  };
}
