import type { CandidacyView } from '../../contract/search.js';
import type { Id } from '../../contract/shapes.js';
import type { Disposition, ExitParty } from '../../domain/search/candidacy.js';
import { dayIn, daysBetween, type Day } from '../../domain/shared/day.js';
import { dayOrNull } from '../platform/database/dates.js';
import type { StageRow } from './board.query.js';
import type { StoredCandidacy } from './candidacy.store.js';
import { presentCard } from './search.present.js';

/** One person in one search as staff read it, with every stay and every exit. Clients never read this. */
export function presentCandidacy(
  candidacy: StoredCandidacy,
  names: ReadonlyMap<Id, string>,
  today: Day,
): CandidacyView {
  const { person, visits, exits, search } = candidacy;
  const zone = search.engagement.zone;
  const stages = new Map(search.stages.map((stage) => [stage.id, stage]));
  const counted = visits.filter(({ undone }) => !undone);
  const been = new Set([candidacy.stageId, ...counted.map(({ stageId }) => stageId)]);
  const inPlay = candidacy.disposition === 'active' || candidacy.disposition === 'on_hold';
  const open = search.closedAt === null;
  const card = {
    id: candidacy.id,
    personId: candidacy.personId,
    name: person.name,
    headline: person.headline,
    employer: person.employer,
    stageId: candidacy.stageId,
    disposition: candidacy.disposition as Disposition,
    enteredAt: (counted.at(-1)?.enteredAt ?? candidacy.createdAt).toISOString(),
    visits: counted.filter(({ stageId }) => stageId === candidacy.stageId).length,
    been: [...been],
    nextStep: candidacy.nextStep,
    nextStepOn: dayOrNull(candidacy.nextStepOn),
    version: candidacy.version,
  };
  return {
    card: presentCard(card, stages.get(candidacy.stageId) as StageRow | undefined, zone, today),
    person: {
      name: person.name,
      email: person.email,
      phone: person.phone,
      headline: person.headline,
      employer: person.employer,
      location: person.location,
    },
    source: candidacy.source,
    note: candidacy.note,
    furthestStage: search.stages.findLast(({ id }) => been.has(id))?.name ?? '',
    visits: visits.map((visit) => ({
      id: visit.id,
      stageId: visit.stageId,
      stage: stages.get(visit.stageId)?.name ?? '',
      enteredAt: visit.enteredAt.toISOString(),
      leftAt: visit.leftAt && visit.leftAt.toISOString(),
      days: daysBetween(
        dayIn(zone, visit.enteredAt.getTime()),
        visit.leftAt ? dayIn(zone, visit.leftAt.getTime()) : today,
      ),
      by: names.get(visit.movedBy) ?? '',
      why: visit.why,
      undone: visit.undone,
    })),
    exits: exits.map((exit) => ({
      id: exit.id,
      party: exit.party as ExitParty,
      reason: exit.reason,
      note: exit.note,
      at: exit.closedAt.toISOString(),
      by: names.get(exit.closedBy) ?? '',
      reopenedAt: exit.reopenedAt && exit.reopenedAt.toISOString(),
    })),
    can: {
      edit: open,
      move: open && inPlay,
      close: open && inPlay,
      reopen: open && candidacy.disposition === 'closed',
    },
  };
}

/** The members named in somebody's history. */
export function namedIn({ visits, exits }: StoredCandidacy): Id[] {
  return [...visits.map(({ movedBy }) => movedBy), ...exits.map(({ closedBy }) => closedBy)];
}
