import * as z from 'zod';
import type { Minor, Minutes } from '../domain/shared/units.js';
import { isCurrency } from '../domain/shared/currency.js';
import { CRITERION_IDS } from '../domain/engagements/gate-criteria.js';
import { PHASE_IDS } from '../domain/engagements/phases.js';
import { ROUNDING_DIRECTIONS, ROUNDING_SCOPES, ROUNDING_STEPS, UNROUNDED } from '../domain/engagements/rounding.js';
import { DUE_WORKING_DAY, HOURS_VISIBILITIES } from '../domain/engagements/terms.js';
import { Balance } from './clients.js';
import { route } from './route.js';
import {
  CurrencyShape,
  DayShape,
  Id,
  InstantShape,
  line,
  MinorShape,
  MinutesShape,
  MonthShape,
  page,
  pageQuery,
  typed,
  Version,
  ZoneShape,
} from './shapes.js';

export const Phase = z.enum(PHASE_IDS).meta({ id: 'Phase' });
const HoursVisibility = z.enum(HOURS_VISIBILITIES).meta({ id: 'HoursVisibility' });
function fewMinutes(minutes: number): boolean {
  return Math.abs(minutes) <= 1_000_000;
}

const atEngagement = z.strictObject({ practiceId: Id, engagementId: Id });

/** A ledger runs over every month from the first day on, so that day lies within a working life. */
const FirstDay = DayShape.refine(
  (day) => day >= '2000-01-01' && day < '2100-01-01',
  'Write a day between 2000 and 2099.',
);

const policyMinutes = typed<Minutes>(z.int().min(0).max(1_000_000));
const Lifetime = z.int().min(1).max(120).meta({ description: 'Months after the one in which minutes were left over.' });
const Rate = typed<Minor>(z.int().min(0).max(1_000_000_000).meta({ description: 'Per hour, in minor units.' }));

/** What becomes of unused minutes. */
export const CarryShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('capped'), cap: policyMinutes, lifetime: Lifetime }),
    z.strictObject({ kind: z.literal('unlimited'), lifetime: Lifetime.nullable() }),
    z.strictObject({ kind: z.literal('signed'), cap: policyMinutes.nullable() }),
  ])
  .meta({ id: 'Carry' });

/** What becomes of minutes beyond what is available. */
export const OverageShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bill'), ratePerHour: Rate, leeway: policyMinutes }),
    z.strictObject({ kind: z.literal('absorb') }),
    z.strictObject({ kind: z.literal('approval'), ratePerHour: Rate }),
  ])
  .meta({ id: 'Overage' });

export const RoundingShape = z
  .strictObject({
    scope: z.enum(ROUNDING_SCOPES),
    step: z.literal(ROUNDING_STEPS),
    direction: z.enum(ROUNDING_DIRECTIONS),
  })
  .meta({ id: 'Rounding' });

export const TermsDraft = z
  .strictObject({
    validFrom: FirstDay,
    allowanceMinutes: z.int().min(0).max(44_640),
    allowancePer: z.enum(['week', 'month']),
    startDay: z.int().min(1).max(28),
    fee: z.int().min(0).max(1_000_000_000_000).meta({ description: 'Per contract month, in minor units.' }),
    currency: CurrencyShape.refine(isCurrency, 'This is not a currency.'),
    carry: CarryShape.default({ kind: 'none' }),
    overage: OverageShape,
    rounding: RoundingShape.default(UNROUNDED),
    acceptedAfterDays: z
      .int()
      .min(1)
      .max(90)
      .nullable()
      .default(null)
      .meta({ description: 'After so many days a published statement counts as accepted.' }),
    dueWorkingDay: z
      .int()
      .min(1)
      .max(20)
      .default(DUE_WORKING_DAY)
      .meta({ description: 'The working day of the next month by which the summary is due.' }),
  })
  .meta({ id: 'TermsDraft' });

export const Terms = z
  .object({
    id: Id,
    validFrom: DayShape,
    validTo: DayShape.nullable(),
    allowanceMinutes: MinutesShape,
    allowancePer: z.enum(['week', 'month']),
    monthlyMinutes: MinutesShape,
    startDay: z.int(),
    fee: MinorShape,
    currency: z.string(),
    carry: CarryShape,
    overage: OverageShape,
    rounding: RoundingShape,
    acceptedAfterDays: z.int().nullable(),
    dueWorkingDay: z.int(),
    inForce: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Terms' });

const Lot = z
  .object({
    born: MonthShape,
    minutes: MinutesShape,
    expires: MonthShape.nullable().meta({ description: 'The last month in which they may be used; null is for ever.' }),
  })
  .meta({ id: 'Lot' });

export const Engagement = z
  .object({
    id: Id,
    clientId: Id,
    zone: z.string(),
    startsOn: DayShape,
    endsOn: DayShape.nullable(),
    phase: Phase,
    phaseLabel: z.string(),
    phaseSince: DayShape,
    phaseDays: z.int(),
    hoursVisibility: HoursVisibility,
    warnsClient: z.boolean(),
    today: DayShape,
    balance: Balance.nullable(),
    warnings: z
      .array(
        z.object({
          mark: z.enum(['50', '80', '100', 'forecast']),
          used: MinutesShape,
          available: MinutesShape,
          warnedAt: InstantShape,
          toldClient: z.boolean(),
        }),
      )
      .meta({ description: 'The marks that the running month has passed, with when somebody was told.' }),
    terms: z.array(Terms),
    opening: z.array(Lot).meta({ description: 'What was brought along from before the first month, oldest first.' }),
    version: Version,
    can: z.object({
      edit: z.boolean(),
      editTerms: z.boolean(),
      movePhase: z.boolean(),
      logTime: z.boolean(),
      readSearch: z.boolean(),
    }),
  })
  .meta({ id: 'Engagement' });
export type Engagement = z.infer<typeof Engagement>;

export const createEngagement = route({
  name: 'createEngagement',
  summary: 'Starts an engagement with its first terms, in any phase.',
  method: 'POST',
  path: '/practices/:practiceId/clients/:clientId/engagements',
  may: 'terms.edit',
  fresh: true,
  params: z.strictObject({ practiceId: Id, clientId: Id }),
  body: z.strictObject({
    zone: ZoneShape,
    startsOn: FirstDay,
    phase: Phase.default('assessing'),
    hoursVisibility: HoursVisibility.default('balance_only'),
    terms: TermsDraft.omit({ validFrom: true }),
    opening: z
      .array(z.strictObject({ born: MonthShape, minutes: MinutesShape.refine(fewMinutes) }))
      .max(120)
      .default([])
      .meta({
        description:
          'What was left over in earlier months, for a practice that comes to Baton mid-way. Under signed carry one month may be negative: hours owed.',
      }),
  }),
  reply: Engagement,
  refuses: [
    'engagements.one_at_a_time',
    'clients.archived',
    'phase.never_overridden',
    'terms.opening_not_before',
    'terms.opening_twice',
    'terms.opening_not_carried',
    'terms.opening_expired',
    'terms.opening_above_cap',
    'terms.opening_owed',
  ],
});

export const readEngagement = route({
  name: 'readEngagement',
  summary: 'One engagement with its terms and the hours of the running month.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId',
  may: 'clients.read',
  params: atEngagement,
  reply: Engagement,
});

export const editEngagement = route({
  name: 'editEngagement',
  summary: 'Changes what the client sees of the hours, and whether it is warned when they run out.',
  method: 'PATCH',
  path: '/practices/:practiceId/engagements/:engagementId',
  may: 'clients.edit',
  params: atEngagement,
  body: z.strictObject({ hoursVisibility: HoursVisibility.optional(), warnsClient: z.boolean().optional() }),
  reply: Engagement,
  versioned: true,
  refuses: ['request.version_stale'],
});

export const setTerms = route({
  name: 'setTerms',
  summary: 'New terms from a day on; the terms before end there.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/terms',
  may: 'terms.edit',
  fresh: true,
  params: atEngagement,
  body: TermsDraft,
  reply: Engagement,
  refuses: [
    'terms.overlap',
    'terms.before_start',
    'terms.start_day_kept',
    'terms.change_inside_month',
    'terms.month_closed',
    'engagements.closed',
  ],
});

export const Criterion = z
  .object({
    id: z.enum(CRITERION_IDS),
    sentence: z.string(),
    met: z.boolean(),
    evidence: z.string().nullable(),
    on: DayShape.nullable(),
    byHand: z.boolean().meta({ description: 'May be recorded by hand.' }),
    neverOverridden: z.boolean(),
  })
  .meta({ id: 'Criterion' });

export const PhaseMoveRow = z
  .object({
    id: Id,
    from: Phase.nullable(),
    to: Phase,
    toLabel: z.string(),
    on: DayShape,
    by: z.string(),
    overridden: z.boolean(),
    reason: z.string(),
    sentence: z.string(),
    evidence: z.array(z.object({ sentence: z.string(), met: z.boolean(), evidence: z.string().nullable() })),
  })
  .meta({ id: 'PhaseMove' });

export const PhaseView = z
  .object({
    phase: Phase,
    label: z.string(),
    since: DayShape,
    days: z.int(),
    moves: z.array(
      z.object({
        to: Phase,
        label: z.string(),
        direction: z.enum(['forward', 'back', 'end']),
        open: z.boolean(),
        overridable: z.boolean(),
        criteria: z.array(Criterion),
      }),
    ),
    timeline: z.array(PhaseMoveRow),
    recorded: z.array(
      z.object({ id: Id, criterion: z.string(), sentence: z.string(), on: DayShape, note: z.string(), by: z.string() }),
    ),
    can: z.object({ move: z.boolean(), record: z.boolean() }),
  })
  .meta({ id: 'PhaseView' });
export type PhaseView = z.infer<typeof PhaseView>;

export const readPhase = route({
  name: 'readPhase',
  summary: 'The phase, what each move needs and has, and how it came here.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/phase',
  may: 'clients.read',
  params: atEngagement,
  reply: PhaseView,
});

export const movePhase = route({
  name: 'movePhase',
  summary: 'Moves an engagement to another phase. A gate that is not met needs a reason, which the client can read.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/phase/moves',
  may: 'phase.move',
  params: atEngagement,
  body: z.strictObject({
    from: Phase,
    to: Phase,
    on: DayShape.optional(),
    reason: line(500).default(''),
    sentence: line(300).default(''),
    override: z
      .boolean()
      .optional()
      .meta({ description: 'Go on although the gate is not met. Giving a reason says so, too.' }),
  }),
  reply: PhaseView,
  refuses: [
    'phase.stale',
    'phase.move_not_allowed',
    'phase.gate_unmet',
    'phase.reason_needed',
    'phase.never_overridden',
    'phase.day_ahead',
    'phase.before_last_move',
    'phase.before_last_hours',
  ],
});

export const recordEvidence = route({
  name: 'recordEvidence',
  summary: 'Records by hand that a criterion is met, with its date.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/phase/evidence',
  may: 'phase.move',
  params: atEngagement,
  body: z.strictObject({ criterion: line(60, 1), on: DayShape, note: line(300, 1) }),
  reply: PhaseView,
  refuses: ['phase.evidence_not_by_hand', 'phase.evidence_ahead', 'engagements.closed'],
});

export const withdrawEvidence = route({
  name: 'withdrawEvidence',
  summary: 'Withdraws evidence that was recorded by hand.',
  method: 'DELETE',
  path: '/practices/:practiceId/engagements/:engagementId/phase/evidence/:evidenceId',
  may: 'phase.move',
  params: z.strictObject({ practiceId: Id, engagementId: Id, evidenceId: Id }),
  reply: PhaseView,
  refuses: ['engagements.closed'],
});

export const Milestone = z
  .object({
    id: Id,
    name: z.string(),
    dueOn: DayShape,
    doneOn: DayShape.nullable(),
    clientSees: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Milestone' });

export const listMilestones = route({
  name: 'listMilestones',
  summary: 'The dated points of an engagement, by due day.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/milestones',
  may: 'clients.read',
  params: atEngagement,
  query: z.strictObject(pageQuery),
  reply: page(Milestone),
});

export const addMilestone = route({
  name: 'addMilestone',
  summary: 'Adds a milestone.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/milestones',
  may: 'clients.edit',
  params: atEngagement,
  body: z.strictObject({ name: line(120, 1), dueOn: DayShape, clientSees: z.boolean().default(false) }),
  reply: Milestone,
});

export const editMilestone = route({
  name: 'editMilestone',
  summary: 'Changes a milestone, or says that it is done.',
  method: 'PATCH',
  path: '/practices/:practiceId/engagements/:engagementId/milestones/:milestoneId',
  may: 'clients.edit',
  params: z.strictObject({ practiceId: Id, engagementId: Id, milestoneId: Id }),
  body: z.strictObject({
    name: line(120, 1).optional(),
    dueOn: DayShape.optional(),
    doneOn: DayShape.nullable().optional(),
    clientSees: z.boolean().optional(),
  }),
  reply: Milestone,
  versioned: true,
  refuses: ['request.version_stale', 'phase.day_ahead'],
});

export const LedgerRow = z
  .object({
    kind: z.string(),
    minutes: MinutesShape,
    lot: MonthShape.nullable(),
    amount: MinorShape.nullable(),
    text: z.string(),
  })
  .meta({ id: 'LedgerRow' });

export const MonthFigures = z
  .object({
    carriedIn: MinutesShape,
    accrued: MinutesShape,
    adjustments: MinutesShape,
    available: MinutesShape,
    used: MinutesShape,
    fromCarried: MinutesShape,
    fromOwn: MinutesShape,
    overage: MinutesShape,
    expired: MinutesShape,
    forfeited: MinutesShape,
    carriedOut: MinutesShape,
    worked: MinutesShape,
    nonBillable: MinutesShape,
  })
  .meta({ id: 'MonthFigures' });

export const MonthView = z
  .object({
    month: MonthShape,
    firstDay: DayShape,
    lastDay: DayShape,
    state: z.enum(['open', 'closed']),
    over: z.boolean().meta({ description: 'Its last day has passed.' }),
    provisional: z.boolean(),
    figures: MonthFigures,
    lines: z.array(LedgerRow),
    fee: MinorShape,
    overageMoney: MinorShape,
    total: MinorShape,
    currency: z.string(),
    closedOn: InstantShape.nullable(),
    published: z.int().meta({ description: 'Number of the newest published version, 0 for none.' }),
    dueOn: DayShape.meta({ description: 'When the summary of the month is due.' }),
    late: z.boolean().meta({ description: 'Due by now and never published.' }),
  })
  .meta({ id: 'MonthView' });
export type MonthView = z.infer<typeof MonthView>;

export const listMonths = route({
  name: 'listMonths',
  summary: 'The contract months of an engagement, newest first, with the ledger behind each balance.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/months',
  may: 'terms.read',
  params: atEngagement,
  query: z.strictObject(pageQuery),
  reply: page(MonthView),
});
