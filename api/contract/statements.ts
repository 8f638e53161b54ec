import * as z from 'zod';
import { STATEMENT_FORMATS } from '../domain/statements/formats.js';
import { Acceptance } from './acceptance.js';
import { MonthView } from './engagements.js';
import { File, route } from './route.js';
import {
  DayShape,
  Id,
  InstantShape,
  line,
  MinorShape,
  MinutesShape,
  MonthShape,
  page,
  pageQuery,
  paragraph,
} from './shapes.js';

const atMonth = z.strictObject({ practiceId: Id, engagementId: Id, month: MonthShape });

export const Words = z
  .strictObject({
    outcomes: paragraph(5000).default(''),
    decisions: paragraph(5000).default(''),
    risks: paragraph(5000).default(''),
    nextMonth: paragraph(5000).default(''),
  })
  .meta({ id: 'Words', description: 'Paragraphs, and lines that start with "- " for bullets.' });
export type Words = z.infer<typeof Words>;

export const PublishedFile = z.object({
  edition: z.enum(['client', 'practice']),
  format: z.enum(STATEMENT_FORMATS),
  fileName: z.string(),
  sha256: z.string(),
});

export const StatementRow = z
  .object({
    id: Id,
    month: MonthShape,
    number: z.int(),
    revision: z.int(),
    publishedAt: InstantShape,
    by: z.string(),
    revised: z.string().nullable().meta({ description: 'Why the month was opened again before this version.' }),
    acceptance: Acceptance,
    hash: z.string().meta({ description: 'SHA-256 over the canonical JSON of the client edition.' }),
    files: z.array(PublishedFile),
  })
  .meta({ id: 'Statement' });

export const ListedStatement = StatementRow.extend({ clientId: Id, clientName: z.string(), engagementId: Id }).meta({
  id: 'ListedStatement',
});

export const SummaryView = z
  .object({
    engagementId: Id,
    clientId: Id,
    month: MonthView,
    words: Words,
    wordsVersion: z.int().min(0).meta({ description: '0 while nothing was written yet.' }),
    dueOn: DayShape.nullable(),
    checks: z.array(z.object({ id: z.string(), sentence: z.string(), met: z.boolean(), count: z.int() })),
    published: z.array(StatementRow),
    snapshot: z.json().meta({ description: 'The summary as it would be printed for the client now.' }),
    warnings: z.array(z.string()),
    reopened: z
      .object({ reason: z.string(), by: z.string(), at: InstantShape })
      .nullable()
      .meta({ description: 'Said while the month is open again.' }),
    can: z.object({
      edit: z.boolean(),
      close: z.boolean(),
      publish: z.boolean(),
      reopen: z.boolean(),
      answer: z.boolean(),
    }),
  })
  .meta({ id: 'Summary' });
export type SummaryView = z.infer<typeof SummaryView>;

export const listStatements = route({
  name: 'listStatements',
  summary: 'Published summaries of every client one may see, newest first; with a month, those of that month.',
  method: 'GET',
  path: '/practices/:practiceId/statements',
  may: 'statements.read',
  params: z.strictObject({ practiceId: Id }),
  query: z.strictObject({ month: MonthShape.optional(), ...pageQuery }),
  reply: page(ListedStatement),
});

export const readSummary = route({
  name: 'readSummary',
  summary: 'The summary of a contract month: figures, words, checks before closing, versions published.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/summary',
  may: 'statements.read',
  params: atMonth,
  reply: SummaryView,
  refuses: ['statements.outside_engagement'],
});

export const writeWords = route({
  name: 'writeWords',
  summary: 'Saves the words of a summary. `version` 0 in If-Match for the first time.',
  method: 'PUT',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/words',
  may: 'statements.edit',
  params: atMonth,
  body: Words,
  reply: SummaryView,
  versioned: true,
  refuses: ['request.version_stale', 'statements.outside_engagement'],
});

export const previewSummary = route({
  name: 'previewSummary',
  summary: 'The summary as a PDF, as it would be published now.',
  method: 'GET',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/preview.pdf',
  may: 'statements.read',
  params: atMonth,
  reply: File,
  file: true,
  refuses: ['statements.outside_engagement'],
});

export const closeMonth = route({
  name: 'closeMonth',
  summary: 'Closes a contract month: entries, terms, ledger and figures are frozen, further hours are refused.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/closure',
  may: 'statements.publish',
  params: atMonth,
  reply: SummaryView,
  refuses: [
    'statements.month_not_over',
    'statements.earlier_month_open',
    'statements.activity_missing',
    'statements.timer_running',
    'statements.overlap',
    'statements.overage_undecided',
    'statements.already_closed',
    'statements.before_start',
    'statements.outside_engagement',
  ],
});

export const reopenMonth = route({
  name: 'reopenMonth',
  summary: 'Opens the latest closed month again. What was closed and published stays; it closes as the next revision.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/closure/reopening',
  may: 'statements.reopen',
  fresh: true,
  params: atMonth,
  body: z.strictObject({ reason: line(500) }),
  reply: SummaryView,
  refuses: [
    'statements.not_closed',
    'statements.later_month_closed',
    'statements.reason_needed',
    'statements.outside_engagement',
    'engagements.closed',
  ],
});

export const publishStatement = route({
  name: 'publishStatement',
  summary: 'Publishes the closed month as the next numbered version, shows it in the portal and mails the sponsors.',
  method: 'POST',
  path: '/practices/:practiceId/engagements/:engagementId/months/:month/publications',
  may: 'statements.publish',
  params: atMonth,
  body: z.strictObject({ wordsVersion: z.int().min(0) }),
  reply: SummaryView,
  refuses: ['statements.not_closed', 'statements.unchanged', 'statements.outside_engagement', 'request.version_stale'],
});

export const Correction = z
  .object({
    id: Id,
    entryId: Id,
    month: MonthShape.meta({ description: 'The contract month in which it counts.' }),
    minutes: MinutesShape,
    reason: z.string(),
    by: z.string(),
    correctedAt: InstantShape,
    bill: z
      .object({ minutes: MinutesShape, ratePerHour: MinorShape, amount: MinorShape, currency: z.string() })
      .nullable()
      .meta({ description: 'What it changes of the bill of then; nothing where that month was not billed.' }),
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof Correction>;

const atEntry = z.strictObject({ practiceId: Id, entryId: Id });

export const CorrectionsView = z
  .object({
    items: z.array(Correction),
    counts: MinutesShape.meta({ description: 'What the entry counts with every correction so far.' }),
    openMonth: MonthShape.nullable().meta({ description: 'Where a correction would count; none when all are closed.' }),
    can: z.object({ correct: z.boolean() }),
  })
  .meta({ id: 'Corrections' });
export type CorrectionsView = z.infer<typeof CorrectionsView>;

export const listCorrections = route({
  name: 'listCorrections',
  summary: 'What an entry counts, and every correction it has had.',
  method: 'GET',
  path: '/practices/:practiceId/time/:entryId/corrections',
  may: 'time.read',
  params: atEntry,
  reply: CorrectionsView,
});

export const correctEntry = route({
  name: 'correctEntry',
  summary: 'Mends an entry of a closed month by signed minutes, which count in the first open month.',
  method: 'POST',
  path: '/practices/:practiceId/time/:entryId/corrections',
  may: 'time.log',
  params: atEntry,
  body: z.strictObject({ minutes: z.int().min(-1440).max(1440), reason: line(200, 1) }),
  reply: CorrectionsView,
  refuses: [
    'statements.entry_open',
    'statements.entry_voided',
    'statements.no_open_month',
    'statements.correction_empty',
    'statements.correction_too_far',
    'statements.correction_other_currency',
    'time.engagement_closed',
  ],
});

export const answerQuestion = route({
  name: 'answerQuestion',
  summary: 'Answers what a sponsor asked about a published version; the days until it counts as accepted start anew.',
  method: 'POST',
  path: '/practices/:practiceId/statements/:statementId/questions/:questionId/answer',
  may: 'statements.publish',
  params: z.strictObject({ practiceId: Id, statementId: Id, questionId: Id }),
  body: z.strictObject({ text: paragraph(2000, 1) }),
  reply: StatementRow,
  refuses: ['statements.answered'],
});

export const downloadStatement = route({
  name: 'downloadStatement',
  summary: 'A published file, as it was rendered when it was published.',
  method: 'GET',
  path: '/practices/:practiceId/statements/:statementId/files/:edition/:format',
  may: 'statements.read',
  params: z.strictObject({
    practiceId: Id,
    statementId: Id,
    edition: z.enum(['client', 'practice']),
    format: z.enum(STATEMENT_FORMATS),
  }),
  reply: File,
  file: true,
});
