import {
  addCandidate,
  approveScorecard,
  closeCandidacy,
  editSearch,
  moveCandidate,
  startSearch,
  writeScorecard,
} from '../../api/contract/search.js';
import { addDays, daysBetween, type Day } from '../../api/domain/shared/day.js';
import type { Browser } from './browser.js';
import { CANDIDATES } from './cast.js';
import type { DemoClock, Timeline } from './timeline.js';

interface Place {
  readonly practiceId: string;
  readonly engagementId: string;
  readonly clientId: string;
  /** The day the search began. */
  readonly from: Day;
}

/** A search with fourteen people: each walked through the stages up to where they stand, on days that fit. */
export async function runSearch(maya: Browser, clock: DemoClock, timeline: Timeline, place: Place): Promise<void> {
  const { practiceId, engagementId, from } = place;
  const search = await maya.call(startSearch, {
    params: { practiceId, engagementId },
    body: {
      title: 'VP of Engineering',
      startedOn: from,
      brief: 'Leads 14 engineers in three teams to 30 in 18 months.',
    },
  });
  const at = { practiceId, searchId: search.id };
  const { scorecard } = await maya.call(writeScorecard, {
    params: at,
    body: {
      mission: 'Owns delivery, so that the founders can build the company and the CTO can build the direction.',
      outcomes: [
        { text: 'Every committed release ships within the week it was promised for', by: addDays(from, 240) },
        { text: 'Eight engineers hired, none lost that we wanted to keep', by: addDays(from, 365) },
        { text: 'Incidents are led without the CTO', by: addDays(from, 180) },
      ],
      mustHaves: ['Has grown a team from 15 to 30', 'Has worked with a part-time CTO or wants to'],
      deciders: ['Daniel Okafor', 'Ines Castro'],
    },
  });
  if (!scorecard) throw new Error('the demo has no scorecard');
  for (const { id } of scorecard.deciders) {
    const params = { ...at, scorecardId: scorecard.id, approvalId: id };
    await maya.call(approveScorecard, { params, body: { on: from } });
  }
  await maya.call(editSearch, { params: at, body: { clientSees: true } }, search.version);
  for (const [index, person] of CANDIDATES.entries()) {
    const reached = search.stages.findIndex(({ name }) => name === person.stage);
    const path = search.stages.slice(0, reached + 1);
    const arrived = timeline.ago(person.daysHere);
    const first = addDays(from, 1 + (index % 9));
    const days = path.map((_, step) => between(first, arrived, path.length < 2 ? 1 : step / (path.length - 1)));
    clock.goTo(days[0] ?? arrived);
    const added = await maya.call(addCandidate, {
      params: at,
      body: {
        name: person.name,
        headline: person.headline,
        employer: person.employer,
        source: person.source,
        nextStep: person.nextStep ?? '',
        email: `${person.name.split(' ')[0]?.normalize('NFD').replace(/\W/g, '').toLowerCase()}@candidate.example`,
      },
    });
    const params = { ...at, candidacyId: added.card.id };
    for (const [step, stage] of path.slice(1).entries()) {
      clock.goTo(days[step + 1] ?? arrived);
      const fromStageId = path[step]?.id ?? '';
      await maya.call(moveCandidate, { params, body: { fromStageId, toStageId: stage.id, atEnd: true } });
    }
    if (person.exit) await maya.call(closeCandidacy, { params, body: person.exit });
  }
}

/** The day that lies a share of the way from one day to another. */
function between(from: Day, to: Day, share: number): Day {
  return addDays(from, Math.round(Math.max(0, daysBetween(from, to)) * share));
}
