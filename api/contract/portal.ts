import * as z from 'zod';
import { OVERAGE_ANSWERS } from '../domain/engagements/overage-request.js';
import { PHASE_IDS } from '../domain/engagements/phases.js';
import { STATEMENT_FORMATS } from '../domain/statements/formats.js';
import { Acceptance } from './acceptance.js';
import { File, route } from './route.js';
import { DayShape, Id, InstantShape, line, MinutesShape, MonthShape, paragraph } from './shapes.js';

const atPortal = z.strictObject({ practiceId: Id, clientId: Id });

/** A published version as the client finds it. */
export const PortalStatement = z
  .object({
    id: Id,
    month: MonthShape,
    number: z.int(),
    publishedAt: InstantShape,
    revised: z.string().nullable().meta({ description: 'Why the month was opened again before this version.' }),
    beingRevised: z.string().nullable().meta({ description: 'Why a newer version is on its way.' }),
    acceptance: Acceptance,
    can: z.object({ accept: z.boolean(), ask: z.boolean() }),
    files: z.array(z.object({ format: z.enum(STATEMENT_FORMATS), fileName: z.string() })),
  })
  .meta({ id: 'PortalStatement' });
export type PortalStatement = z.infer<typeof PortalStatement>;

/** Everything a client person reads on the first screen; nothing else leaves. */
export const PortalHome = z
  .object({
    asOf: InstantShape,
    practiceName: z.string(),
    clientName: z.string(),
    role: z.string(),
    engagement: z
      .object({
        id: Id,
        zone: z.string(),
        today: DayShape,
        phase: z.enum(PHASE_IDS),
        phaseLabel: z.string(),
        phaseSince: DayShape,
        phaseDays: z.int(),
        note: z.string().nullable().meta({ description: 'Such as "hand-over not accepted".' }),
        timeline: z.array(
          z.object({
            to: z.enum(PHASE_IDS),
            label: z.string(),
            on: DayShape,
            sentence: z.string(),
            reason: z.string(),
          }),
        ),
        hours: z
          .object({
            month: MonthShape,
            available: MinutesShape,
            used: MinutesShape,
            left: MinutesShape,
            resetsOn: DayShape,
            provisional: z.boolean(),
          })
          .nullable()
          .meta({ description: 'Nothing when the practice keeps hours to itself.' }),
        asked: z
          .array(
            z.object({
              id: Id,
              month: MonthShape,
              minutes: MinutesShape,
              reason: z.string(),
              askedAt: InstantShape,
              answer: z.enum(OVERAGE_ANSWERS).nullable(),
              sentence: z.string(),
              answeredAt: InstantShape.nullable(),
              can: z.object({ answer: z.boolean() }),
            }),
          )
          .meta({ description: 'Hours beyond the allowance that the client is asked for in months that are open.' }),
        nextMilestone: z.object({ name: z.string(), dueOn: DayShape }).nullable(),
        search: z
          .object({
            title: z.string(),
            startedOn: DayShape,
            week: z.int(),
            targetWeeks: z.int(),
            counts: z.object({
              inResearch: z.int(),
              inAssessment: z.int(),
              presented: z.int(),
              finalChecks: z.int(),
              hired: z.int(),
            }),
          })
          .nullable(),
      })
      .nullable(),
    statements: z.array(PortalStatement),
  })
  .meta({ id: 'PortalHome' });
export type PortalHome = z.infer<typeof PortalHome>;

export const readPortal = route({
  name: 'readPortal',
  summary: 'What a client person sees; staff of the client see the same through the same door.',
  method: 'GET',
  path: '/practices/:practiceId/portal/:clientId',
  may: 'portal.read',
  params: atPortal,
  reply: PortalHome,
});

export const answerOverage = route({
  name: 'answerOverage',
  summary: 'Says yes or no to hours beyond the allowance. The same answer again changes nothing.',
  method: 'PUT',
  path: '/practices/:practiceId/portal/:clientId/overage/:requestId/answer',
  may: 'portal.accept',
  fresh: true,
  params: z.strictObject({ practiceId: Id, clientId: Id, requestId: Id }),
  body: z.strictObject({ answer: z.enum(OVERAGE_ANSWERS), sentence: line(300).default('') }),
  reply: z.object({ id: Id, answer: z.enum(OVERAGE_ANSWERS) }),
  once: 'harmless',
  refuses: ['ledger.overage_answered'],
});

const atStatement = z.strictObject({ practiceId: Id, clientId: Id, statementId: Id });

export const acceptStatement = route({
  name: 'acceptStatement',
  summary: 'Accepts a published version for the client; doing so again changes nothing.',
  method: 'POST',
  path: '/practices/:practiceId/portal/:clientId/statements/:statementId/acceptance',
  may: 'portal.accept',
  params: atStatement,
  reply: PortalStatement,
  once: 'harmless',
  fresh: true,
  refuses: ['statements.replaced', 'statements.being_revised'],
});

export const askAboutStatement = route({
  name: 'askAboutStatement',
  summary: 'Asks the practice about a published version, which stops the days until it counts as accepted.',
  method: 'POST',
  path: '/practices/:practiceId/portal/:clientId/statements/:statementId/questions',
  may: 'portal.accept',
  params: atStatement,
  body: z.strictObject({ id: Id, text: paragraph(2000, 1) }),
  reply: PortalStatement,
  once: 'id',
  refuses: ['statements.replaced', 'statements.being_revised', 'statements.accepted', 'statements.question_id_reused'],
});

export const downloadFromPortal = route({
  name: 'downloadFromPortal',
  summary: 'A published summary, client edition.',
  method: 'GET',
  path: '/practices/:practiceId/portal/:clientId/statements/:statementId/files/:format',
  may: 'portal.read',
  params: z.strictObject({
    practiceId: Id,
    clientId: Id,
    statementId: Id,
    format: z.enum(STATEMENT_FORMATS),
  }),
  reply: File,
  file: true,
});

const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('bullets'), items: z.array(z.string()) }),
]);

/** A published month on one page, for a board: figures, risks and asks; no people, no entries. */
export const BoardPage = z
  .object({
    clientName: z.string(),
    practiceName: z.string(),
    months: z.array(MonthShape).meta({ description: 'Every published month, newest first.' }),
    page: z
      .object({
        statementId: Id,
        fileName: z.string(),
        month: z.string(),
        period: z.string(),
        status: z.string(),
        phase: z.string(),
        figures: z
          .array(
            z.object({
              label: z.string(),
              value: z.string(),
              note: z.string(),
              alert: z.boolean(),
              meter: z.number().nullable(),
            }),
          )
          .max(8),
        risks: z.object({ heading: z.string(), blocks: z.array(Block), note: z.string().nullable() }),
      })
      .nullable()
      .meta({ description: 'Nothing while nothing was published.' }),
  })
  .meta({ id: 'BoardPage' });
export type BoardPage = z.infer<typeof BoardPage>;

export const readBoardPage = route({
  name: 'readBoardPage',
  summary: 'The board page of a published month; of the latest one unless told.',
  method: 'GET',
  path: '/practices/:practiceId/portal/:clientId/board',
  may: 'portal.board',
  params: atPortal,
  query: z.strictObject({ month: MonthShape.optional() }),
  reply: BoardPage,
});

export const downloadBoardPage = route({
  name: 'downloadBoardPage',
  summary: 'The board page of a published month as a PDF of one page.',
  method: 'GET',
  path: '/practices/:practiceId/portal/:clientId/statements/:statementId/board.pdf',
  may: 'portal.board',
  params: atPortal.extend({ statementId: Id }),
  reply: File,
  file: true,
});
