import * as z from 'zod';
import { ACTIVITY_IDS } from '../domain/time/activities.js';
import { IMPORT_SOURCES } from '../domain/time/import/source.js';
import { route } from './route.js';
import {
  DayShape,
  Flag,
  Id,
  InstantShape,
  line,
  MinutesShape,
  MonthShape,
  page,
  pageQuery,
  paragraph,
  Version,
  WeekShape,
  ZoneShape,
} from './shapes.js';

export const ActivityShape = z.enum(ACTIVITY_IDS).meta({ id: 'Activity' });
const EntryMinutes = z.int().min(1, 'At least one minute.').max(1440, 'A day holds 24 hours.');
const inPractice = z.strictObject({ practiceId: Id });

/** Start and end of an entry as moments, with the zone they were typed in. */
const Instants = z
  .strictObject({ startedAt: InstantShape, endedAt: InstantShape, zone: ZoneShape })
  .meta({ id: 'Instants' });
export type Instants = z.infer<typeof Instants>;

/** Hours as they are sent: the caller makes the id, so that sending twice logs once. */
export const EntryDraft = z
  .strictObject({
    id: Id,
    day: DayShape,
    minutes: EntryMinutes,
    activity: ActivityShape.nullable().default(null),
    billable: z.boolean().default(true),
    text: line(500).default(''),
    privateNote: paragraph(2000).default(''),
    instants: Instants.nullable().default(null),
    parallel: z.boolean().default(false).meta({ description: 'The clock times may overlap with others.' }),
    source: z.enum(['web', 'timer', 'api']).default('web'),
  })
  .meta({ id: 'EntryDraft' });
export type EntryDraft = z.infer<typeof EntryDraft>;

export const TimeEntry = z
  .object({
    id: Id,
    clientId: Id,
    engagementId: Id,
    memberId: Id,
    memberName: z.string(),
    day: DayShape,
    minutes: MinutesShape,
    activity: ActivityShape.nullable(),
    billable: z.boolean(),
    text: z.string(),
    privateNote: z.string(),
    source: z.enum(['web', 'timer', 'import', 'api']),
    instants: z.object({ startedAt: InstantShape, endedAt: InstantShape, zone: z.string() }).nullable(),
    parallel: z.boolean(),
    wholeId: Id.nullable().meta({ description: 'Shared by the parts of what was split at midnight.' }),
    voided: z.object({ at: InstantShape, reason: z.string() }).nullable(),
    monthClosed: z.boolean(),
    version: Version,
    can: z.object({ edit: z.boolean(), remove: z.boolean(), correct: z.boolean() }),
  })
  .meta({ id: 'TimeEntry' });
export type TimeEntry = z.infer<typeof TimeEntry>;

/** Hours as they were logged, with their parts on later days where they pass midnight. */
export const LoggedHours = z.object({ ...TimeEntry.shape, later: z.array(TimeEntry) }).meta({ id: 'LoggedHours' });
export type LoggedHours = z.infer<typeof LoggedHours>;

/** What clock times collide with, as `time.overlap` names it: when always, what only to whoever works for that client. */
export const TakenTimes = z.array(
  z.object({
    id: Id.nullable(),
    clientId: Id.nullable(),
    client: z.string().nullable(),
    text: z.string().nullable(),
    startedAt: InstantShape,
    endedAt: InstantShape,
  }),
);
export type TakenTimes = z.infer<typeof TakenTimes>;

export const logHours = route({
  name: 'logHours',
  summary: 'Logs hours. The same id sent twice gets the same answer; with another body it is refused.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/time',
  may: 'time.log',
  params: z.strictObject({ practiceId: Id, engagementId: Id }),
  body: EntryDraft,
  reply: LoggedHours,
  once: 'id',
  refuses: [
    'time.day_ahead',
    'time.outside_terms',
    'time.month_closed',
    'time.day_full',
    'time.overlap',
    'time.id_reused',
    'time.instants_unclear',
    'time.other_day',
    'time.engagement_closed',
  ],
});

export const listTime = route({
  name: 'listTime',
  summary: 'Entries from a day to a day, newest first.',
  method: 'GET',
  path: '/practices/:practiceId/time',
  may: 'time.read',
  params: inPractice,
  query: z.strictObject({
    ...pageQuery,
    from: DayShape,
    to: DayShape,
    clientId: Id.optional(),
    engagementId: Id.optional(),
    memberId: Id.optional(),
    activity: ActivityShape.optional(),
    voided: Flag.optional(),
  }),
  reply: page(TimeEntry),
});

export const readEntry = route({
  name: 'readEntry',
  summary: 'One entry.',
  method: 'GET',
  path: '/practices/:practiceId/time/:entryId',
  may: 'time.read',
  params: z.strictObject({ practiceId: Id, entryId: Id }),
  reply: TimeEntry,
});

export const editEntry = route({
  name: 'editEntry',
  summary: 'Changes an entry in an open month. Both the old and the new day are checked.',
  method: 'PATCH',
  path: '/practices/:practiceId/time/:entryId',
  may: 'time.log',
  params: z.strictObject({ practiceId: Id, entryId: Id }),
  body: z.strictObject({
    day: DayShape.optional(),
    minutes: EntryMinutes.optional(),
    activity: ActivityShape.nullable().optional(),
    billable: z.boolean().optional(),
    text: line(500).optional(),
    privateNote: paragraph(2000).optional(),
    instants: Instants.nullable()
      .optional()
      .meta({ description: 'Start and end; another day or length without them takes them away.' }),
    parallel: z.boolean().optional(),
  }),
  reply: TimeEntry,
  versioned: true,
  refuses: [
    'time.voided',
    'time.day_ahead',
    'time.outside_terms',
    'time.month_closed',
    'time.day_full',
    'time.overlap',
    'time.instants_unclear',
    'time.other_day',
    'time.past_midnight',
    'request.version_stale',
  ],
});

export const voidEntry = route({
  name: 'voidEntry',
  summary: 'Voids an entry with a reason. Hours are never deleted.',
  method: 'POST',
  path: '/practices/:practiceId/time/:entryId/voiding',
  may: 'time.log',
  params: z.strictObject({ practiceId: Id, entryId: Id }),
  body: z.strictObject({ reason: line(300, 1) }),
  reply: TimeEntry,
  versioned: true,
  refuses: ['time.voided', 'time.month_closed', 'time.reason_needed', 'request.version_stale'],
});

/** An entry as a cell of the week holds it: what it takes to show and to change it in place. */
export const WeekEntry = z
  .object({
    id: Id,
    minutes: MinutesShape,
    billable: z.boolean(),
    text: z.string(),
    privateNote: z.string(),
    timed: z.boolean().meta({ description: 'It has a start and an end, which its minutes follow from.' }),
    version: Version,
    can: z.object({ edit: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'WeekEntry' });
export type WeekEntry = z.infer<typeof WeekEntry>;

/** An engagement that a row can stand for, and the days of the week on which it takes no hours. */
export const WeekPlace = z
  .object({
    clientId: Id,
    clientName: z.string(),
    engagementId: Id,
    locks: z.array(
      z.object({
        day: DayShape,
        code: z.enum(['time.day_ahead', 'time.outside_terms', 'time.month_closed', 'time.engagement_closed']),
        month: MonthShape.nullable().meta({ description: 'The contract month that is closed.' }),
      }),
    ),
  })
  .meta({ id: 'WeekPlace' });
export type WeekPlace = z.infer<typeof WeekPlace>;

export const WeekView = z
  .object({
    week: WeekShape,
    days: z.array(DayShape),
    today: DayShape,
    rows: z.array(
      z.object({
        clientId: Id,
        clientName: z.string(),
        engagementId: Id,
        activity: ActivityShape.nullable(),
        minutesByDay: z.record(z.string(), MinutesShape),
        entriesByDay: z.record(z.string(), z.array(WeekEntry)),
        total: MinutesShape,
      }),
    ),
    places: z.array(WeekPlace),
    totalsByDay: z.record(z.string(), MinutesShape),
    total: MinutesShape,
  })
  .meta({ id: 'WeekView' });
export type WeekView = z.infer<typeof WeekView>;

export const readWeek = route({
  name: 'readWeek',
  summary:
    "The caller's week: a row per client and activity with its entries by day, totals, and what takes hours when.",
  method: 'GET',
  path: '/practices/:practiceId/time-weeks/:week',
  may: 'time.read',
  params: z.strictObject({ practiceId: Id, week: WeekShape }),
  reply: WeekView,
});

/** What time can be logged on: the running engagements, with what quick entry needs to read a line. */
export const Loggable = z
  .object({
    clientId: Id,
    clientName: z.string(),
    clientCode: z.string(),
    engagementId: Id,
    zone: z.string(),
    today: DayShape,
    left: MinutesShape.nullable(),
  })
  .meta({ id: 'Loggable' });

export const listLoggable = route({
  name: 'listLoggable',
  summary: 'The engagements the caller can log time on, the most recently used first.',
  method: 'GET',
  path: '/practices/:practiceId/loggable',
  may: 'time.log',
  params: inPractice,
  reply: z.object({ items: z.array(Loggable) }),
});

// Import

const Mapping = z
  .strictObject({
    people: z.record(z.string().max(300), Id.nullable()).meta({ description: 'Name in the file to member.' }),
    clients: z
      .record(z.string().max(300), Id.nullable())
      .meta({ description: 'Client (and project) in the file to client; null leaves its rows out.' }),
    activities: z
      .record(z.string().max(300), ActivityShape.nullable())
      .meta({ description: 'Tag or project to activity.' }),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof Mapping>;

const SourceShape = z.enum(IMPORT_SOURCES).meta({ id: 'ImportSource' });
const DateOrderShape = z.enum(['day_first', 'month_first']);

/** Rows of one kind: what is to be said of them, the first of them, how many, and their time. */
const RowsSaid = z.object({
  line: z.int(),
  kind: z.string(),
  sentence: z.string(),
  minutes: MinutesShape,
  count: z.int(),
});

/** Hours of an import that undoing voids, and those that stay because their month is closed. */
export const ImportUndoing = z
  .object({
    entries: z.int(),
    minutes: MinutesShape,
    stays: z.array(
      z.object({
        clientId: Id,
        clientName: z.string(),
        month: MonthShape,
        entries: z.int(),
        minutes: MinutesShape,
        sentence: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportUndoing' });
export type ImportUndoing = z.infer<typeof ImportUndoing>;

/** What became of a file. */
export const ImportSummary = z
  .object({
    id: Id,
    source: SourceShape,
    fileName: z.string(),
    zone: z.string(),
    rowCount: z.int(),
    stagedAt: InstantShape,
    state: z.enum(['staged', 'entering', 'entered', 'undoing', 'undone']),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: 'How far the worker is, in entries; null until it has begun.' }),
    failure: z
      .object({ code: z.string(), sentence: z.string() })
      .nullable()
      .meta({ description: 'Why the last try changed nothing.' }),
    outcome: z.object({ added: z.int(), minutes: MinutesShape, there: z.int(), left: z.int() }).nullable(),
    days: z
      .object({ from: DayShape, to: DayShape })
      .nullable()
      .meta({ description: 'The first and the last day that hours were added to.' }),
    undone: ImportUndoing.nullable(),
    version: Version,
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof ImportSummary>;

export const ImportView = z
  .object({
    ...ImportSummary.shape,
    recognised: SourceShape.meta({ description: 'The product whose column names the file has.' }),
    dateOrder: DateOrderShape,
    mapping: Mapping,
    overlapsAreParallel: z
      .boolean()
      .meta({ description: 'Whether rows whose clock times overlap are taken as parallel work.' }),
    names: z.object({
      people: z.array(z.object({ name: z.string(), rows: z.int(), minutes: MinutesShape })),
      clients: z.array(z.object({ name: z.string(), rows: z.int(), minutes: MinutesShape })),
      activities: z.array(z.object({ name: z.string(), rows: z.int(), minutes: MinutesShape })),
    }),
    plan: z.object({
      add: z.object({ rows: z.int(), minutes: MinutesShape }),
      there: z.object({ rows: z.int(), minutes: MinutesShape }),
      left: z.object({ rows: z.int(), minutes: MinutesShape }),
      file: z.object({ rows: z.int(), seconds: z.int() }),
      roundingSeconds: z
        .int()
        .meta({ description: 'Seconds of the file less its rows in whole minutes; negative where rounding added.' }),
      problems: z.array(RowsSaid).meta({ description: 'Rows that add nothing, and why.' }),
      notes: z.array(RowsSaid).meta({ description: 'Rows taken over although their clock times needed a choice.' }),
      preview: z.array(
        z.object({
          line: z.int(),
          day: DayShape,
          minutes: MinutesShape,
          person: z.string(),
          client: z.string(),
          activity: z.string().nullable(),
          text: z.string(),
          billable: z.boolean(),
          fate: z.enum(['add', 'there', 'left']),
        }),
      ),
      unmapped: z.array(z.string()),
    }),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof ImportView>;

export const stageImport = route({
  name: 'stageImport',
  summary:
    'Reads a detailed export of Toggl Track, Clockify or Harvest, or a plain CSV, and shows what it would add; nothing is logged yet.',
  method: 'POST',
  path: '/practices/:practiceId/imports',
  may: 'time.import',
  params: inPractice,
  body: z.strictObject({
    source: SourceShape.optional().meta({ description: 'Recognised by the column names when left out.' }),
    fileName: line(200, 1),
    zone: ZoneShape,
    text: z.string().max(15_000_000),
    dateOrder: DateOrderShape.optional().meta({
      description: 'Needed when every date of the file could be read both ways.',
    }),
  }),
  reply: ImportView,
  refuses: [
    'import.unreadable',
    'import.columns_missing',
    'import.empty',
    'import.date_order_needed',
    'import.date_order_mixed',
    'request.too_large',
  ],
});

export const readImport = route({
  name: 'readImport',
  summary: 'A staged file and what it would add as things stand now.',
  method: 'GET',
  path: '/practices/:practiceId/imports/:importId',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  reply: ImportView,
});

export const rereadImport = route({
  name: 'rereadImport',
  summary: 'Corrects how a staged file is read: as the export of which product, and in which zone.',
  method: 'PUT',
  path: '/practices/:practiceId/imports/:importId/reading',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  body: z.strictObject({ source: SourceShape, zone: ZoneShape, dateOrder: DateOrderShape.optional() }),
  reply: ImportView,
  versioned: true,
  refuses: [
    'import.entered',
    'import.working',
    'import.columns_missing',
    'import.date_order_needed',
    'import.date_order_mixed',
    'request.version_stale',
  ],
});

export const mapImport = route({
  name: 'mapImport',
  summary: 'Says what the names in the file mean; remembered for the next file.',
  method: 'PUT',
  path: '/practices/:practiceId/imports/:importId/mapping',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  body: z.strictObject({ ...Mapping.shape, overlapsAreParallel: z.boolean().optional() }),
  reply: ImportView,
  versioned: true,
  refuses: [
    'import.entered',
    'import.working',
    'import.other_person',
    'time.engagement_closed',
    'request.version_stale',
  ],
});

export const enterImport = route({
  name: 'enterImport',
  summary:
    'Has a worker log the planned rows, all of them or none; followImport tells how far it is. The same file a second time adds nothing.',
  method: 'POST',
  path: '/practices/:practiceId/imports/:importId/entering',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  reply: ImportSummary,
  status: 202,
  refuses: ['import.entered', 'import.working'],
});

export const followImport = route({
  name: 'followImport',
  summary: 'How far the worker is with a file, and what became of it.',
  method: 'GET',
  path: '/practices/:practiceId/imports/:importId/progress',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  reply: ImportSummary,
});

export const listImports = route({
  name: 'listImports',
  summary: "The caller's files with what became of each, newest first.",
  method: 'GET',
  path: '/practices/:practiceId/imports',
  may: 'time.import',
  params: inPractice,
  query: z.strictObject(pageQuery),
  reply: page(ImportSummary),
});

export const foreseeUndoing = route({
  name: 'foreseeUndoing',
  summary: 'What undoing an import would void, and what would stay because its month is closed.',
  method: 'GET',
  path: '/practices/:practiceId/imports/:importId/undoing',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  reply: ImportUndoing,
});

export const undoImport = route({
  name: 'undoImport',
  summary: 'Has a worker void the hours of an import in open months, and free the same file to be imported again.',
  method: 'POST',
  path: '/practices/:practiceId/imports/:importId/undoing',
  may: 'time.import',
  params: z.strictObject({ practiceId: Id, importId: Id }),
  reply: ImportSummary,
  status: 202,
  refuses: ['import.not_entered', 'import.working'],
});
