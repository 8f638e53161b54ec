import * as z from 'zod';
import { STAGE_KIND_IDS } from '../domain/search/stages.js';
import { EXIT_PARTIES } from '../domain/search/candidacy.js';
import { route } from './route.js';
import { DayShape, EmailOrNone, Id, InstantShape, line, paragraph, Version } from './shapes.js';

const atEngagement = z.strictObject({ practiceId: Id, engagementId: Id });
const atSearch = z.strictObject({ practiceId: Id, searchId: Id });
const atCandidacy = z.strictObject({ practiceId: Id, searchId: Id, candidacyId: Id });

export const Stage = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.enum(STAGE_KIND_IDS),
    position: z.int(),
    stalledDays: z.int().nullable(),
  })
  .meta({ id: 'Stage' });

const Disposition = z.enum(['active', 'on_hold', 'closed', 'hired']).meta({ id: 'Disposition' });
const ExitParty = z.enum(EXIT_PARTIES).meta({ id: 'ExitParty' });

export const CandidacyCard = z
  .object({
    id: Id,
    personId: Id,
    name: z.string(),
    headline: z.string(),
    employer: z.string(),
    stageId: Id,
    disposition: Disposition,
    enteredAt: InstantShape,
    daysHere: z.int(),
    stalled: z.boolean(),
    visits: z.int().meta({ description: 'Stays in this stage so far, the present one included.' }),
    nextStep: z.string(),
    nextStepOn: DayShape.nullable(),
    version: Version,
  })
  .meta({ id: 'CandidacyCard' });
export type CandidacyCard = z.infer<typeof CandidacyCard>;

export const Decider = z.object({
  id: Id,
  name: z.string(),
  approvedOn: DayShape.nullable(),
  note: z.string(),
  version: Version,
});

export const ScorecardView = z
  .object({
    id: Id,
    number: z.int(),
    mission: z.string(),
    outcomes: z.array(z.object({ text: z.string(), by: DayShape.nullable() })),
    mustHaves: z.array(z.string()),
    deciders: z.array(Decider),
    approved: z.boolean(),
    approvedOn: DayShape.nullable(),
  })
  .meta({ id: 'Scorecard' });

export const SearchView = z
  .object({
    id: Id,
    clientId: Id,
    engagementId: Id,
    title: z.string(),
    brief: z.string(),
    startedOn: DayShape,
    targetWeeks: z.int(),
    week: z.int().meta({ description: 'The week of the search, the first is 1.' }),
    openings: z.int(),
    clientSees: z.boolean(),
    closed: z.object({ on: DayShape, by: z.string(), reason: z.string() }).nullable(),
    stages: z.array(Stage),
    funnel: z.array(z.object({ stageId: Id, name: z.string(), here: z.int(), reached: z.int(), stalled: z.int() })),
    scorecard: ScorecardView.nullable(),
    version: Version,
    can: z.object({ edit: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
  })
  .meta({ id: 'Search' });
export type SearchView = z.infer<typeof SearchView>;

export const listSearches = route({
  name: 'listSearches',
  summary: 'The searches of an engagement, newest first.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/searches',
  may: 'search.read',
  params: atEngagement,
  reply: z.object({ items: z.array(SearchView) }),
});

export const startSearch = route({
  name: 'startSearch',
  summary: 'Starts a search with its own copy of the stages.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/searches',
  may: 'search.edit',
  params: atEngagement,
  body: z.strictObject({
    title: line(120, 1).default('VP of Engineering'),
    brief: paragraph(5000).default(''),
    startedOn: DayShape.optional(),
    targetWeeks: z.int().min(1).max(104).default(16),
  }),
  reply: SearchView,
  refuses: ['search.one_at_a_time'],
});

export const editSearch = route({
  name: 'editSearch',
  summary: 'Changes brief, target and whether the client sees the counts.',
  method: 'PATCH',
  path: '/practices/:practiceId/searches/:searchId',
  may: 'search.edit',
  params: atSearch,
  body: z.strictObject({
    title: line(120, 1).optional(),
    brief: paragraph(5000).optional(),
    targetWeeks: z.int().min(1).max(104).optional(),
    clientSees: z.boolean().optional(),
  }),
  reply: SearchView,
  versioned: true,
  refuses: ['request.version_stale', 'search.closed'],
});

export const Board = z
  .object({ search: SearchView, cards: z.array(CandidacyCard) })
  .meta({ id: 'Board', description: 'Cards stand in the order of their stage and place.' });

export const readBoard = route({
  name: 'readBoard',
  summary: 'The search with everybody in it, in order.',
  method: 'GET',
  path: '/practices/:practiceId/searches/:searchId',
  may: 'search.read',
  params: atSearch,
  reply: Board,
});

const personFields = {
  name: line(80, 1),
  email: EmailOrNone.default(''),
  phone: line(40).default(''),
  headline: line(120).default(''),
  employer: line(120).default(''),
  location: line(120).default(''),
};

export const CandidacyView = z
  .object({
    card: CandidacyCard,
    person: z.object({
      name: z.string(),
      email: z.string(),
      phone: z.string(),
      headline: z.string(),
      employer: z.string(),
      location: z.string(),
    }),
    source: z.string(),
    note: z.string(),
    furthestStage: z.string(),
    visits: z.array(
      z.object({
        id: Id,
        stageId: Id,
        stage: z.string(),
        enteredAt: InstantShape,
        leftAt: InstantShape.nullable(),
        days: z.int(),
        by: z.string(),
        why: z.string(),
        undone: z.boolean(),
      }),
    ),
    exits: z.array(
      z.object({
        id: Id,
        party: ExitParty,
        reason: z.string(),
        note: z.string(),
        at: InstantShape,
        by: z.string(),
        reopenedAt: InstantShape.nullable(),
      }),
    ),
    can: z.object({ edit: z.boolean(), move: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
  })
  .meta({ id: 'Candidacy' });
export type CandidacyView = z.infer<typeof CandidacyView>;

export const addCandidate = route({
  name: 'addCandidate',
  summary: 'Adds a person to the search, at the end of a stage.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/candidacies',
  may: 'search.edit',
  params: atSearch,
  body: z.strictObject({
    ...personFields,
    stageId: Id.optional().meta({ description: 'The first stage when left out.' }),
    source: line(60).default(''),
    note: paragraph(5000).default(''),
    nextStep: line(120).default(''),
    nextStepOn: DayShape.nullable().default(null),
  }),
  reply: CandidacyView,
  refuses: ['search.stage_unknown', 'search.already_in', 'search.closed'],
});

export const readCandidacy = route({
  name: 'readCandidacy',
  summary: 'One person in one search, with every stay in a stage.',
  method: 'GET',
  path: '/practices/:practiceId/searches/:searchId/candidacies/:candidacyId',
  may: 'search.read',
  params: atCandidacy,
  reply: CandidacyView,
});

export const editCandidate = route({
  name: 'editCandidate',
  summary: 'Changes what is known about a person and what comes next.',
  method: 'PATCH',
  path: '/practices/:practiceId/searches/:searchId/candidacies/:candidacyId',
  may: 'search.edit',
  params: atCandidacy,
  body: z.strictObject({
    name: line(80, 1).optional(),
    email: EmailOrNone.optional(),
    phone: line(40).optional(),
    headline: line(120).optional(),
    employer: line(120).optional(),
    location: line(120).optional(),
    source: line(60).optional(),
    note: paragraph(5000).optional(),
    nextStep: line(120).optional(),
    nextStepOn: DayShape.nullable().optional(),
    disposition: z.enum(['active', 'on_hold']).optional(),
  }),
  reply: CandidacyView,
  versioned: true,
  refuses: ['request.version_stale', 'search.candidacy_closed', 'search.candidacy_hired'],
});

export const moveCandidate = route({
  name: 'moveCandidate',
  summary:
    'Moves a person to a place in a stage. A move from a stage they have left meanwhile is refused with where they are.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/candidacies/:candidacyId/moves',
  may: 'search.edit',
  params: atCandidacy,
  body: z.strictObject({
    fromStageId: Id,
    toStageId: Id,
    after: Id.nullable().default(null).meta({ description: 'The card to stand behind; none for the top.' }),
    atEnd: z.boolean().default(false).meta({ description: 'Stand last, whatever else is there.' }),
    why: line(300).default(''),
    undoes: z
      .boolean()
      .default(false)
      .meta({ description: 'Takes back a misclick of minutes ago; it stays out of the figures.' }),
  }),
  reply: Board,
  status: 200,
  refuses: [
    'search.stale_move',
    'search.candidacy_closed',
    'search.candidacy_hired',
    'search.stage_unknown',
    'search.undo_too_late',
    'search.closed',
  ],
});

export const closeCandidacy = route({
  name: 'closeCandidacy',
  summary: 'Ends a candidacy, with the party who decided and a reason.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/candidacies/:candidacyId/exit',
  may: 'search.edit',
  params: atCandidacy,
  body: z.strictObject({ party: ExitParty, reason: line(60, 1), note: paragraph(2000).default('') }),
  reply: CandidacyView,
  refuses: ['search.candidacy_closed', 'search.candidacy_hired', 'search.exit_reason_unknown'],
});

export const reopenCandidacy = route({
  name: 'reopenCandidacy',
  summary: 'Brings a person back into play; the exit stays in the history.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/candidacies/:candidacyId/reopening',
  may: 'search.edit',
  params: atCandidacy,
  reply: CandidacyView,
  refuses: ['search.candidacy_open', 'search.closed'],
});

export const writeScorecard = route({
  name: 'writeScorecard',
  summary: 'Writes a new version of the role definition; every named decider has to approve it.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/scorecards',
  may: 'search.edit',
  params: atSearch,
  body: z.strictObject({
    mission: paragraph(1000, 1),
    outcomes: z
      .array(z.strictObject({ text: line(300, 1), by: DayShape.nullable().default(null) }))
      .min(1)
      .max(5),
    mustHaves: z.array(line(200, 1)).max(10).default([]),
    deciders: z.array(line(80, 1)).min(1, 'Name at least one decider.').max(10),
  }),
  reply: SearchView,
  refuses: ['search.closed', 'search.no_decider'],
});

export const approveScorecard = route({
  name: 'approveScorecard',
  summary: "Records a decider's approval of a scorecard version.",
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/scorecards/:scorecardId/approvals/:approvalId',
  may: 'search.edit',
  params: z.strictObject({ practiceId: Id, searchId: Id, scorecardId: Id, approvalId: Id }),
  body: z.strictObject({ on: DayShape, note: line(300).default('') }),
  reply: SearchView,
  refuses: ['search.scorecard_approved', 'search.scorecard_superseded', 'search.closed', 'phase.day_ahead'],
});

export const closeSearch = route({
  name: 'closeSearch',
  summary: 'Closes a search. Whoever is still in play has to leave first, or leaves with it.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/closure',
  may: 'search.edit',
  params: atSearch,
  body: z.strictObject({
    reason: line(300, 1),
    everybodyLeaves: z
      .boolean()
      .default(false)
      .meta({ description: 'Ends each candidacy that is still in play, for the reason that the search was closed.' }),
  }),
  reply: SearchView,
  refuses: ['search.closed', 'search.people_in_play'],
});

export const reopenSearch = route({
  name: 'reopenSearch',
  summary: 'Takes a closed search up again. People stay out until each is reopened.',
  method: 'POST',
  path: '/practices/:practiceId/searches/:searchId/closure/reopening',
  may: 'search.edit',
  params: atSearch,
  reply: SearchView,
  refuses: ['search.open', 'search.one_at_a_time', 'engagements.closed'],
});
