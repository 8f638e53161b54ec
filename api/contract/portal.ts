import * as z from 'zod';
import { PHASE_IDS } from '../domain/engagements/phases.js';
import { STATEMENT_FORMATS } from '../domain/statements/formats.js';
import { File, route } from './route.js';
import { DayShape, Id, InstantShape, MinutesShape, MonthShape } from './shapes.js';

const atPortal = z.strictObject({ practiceId: Id, clientId: Id });

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
    statements: z.array(
      z.object({
        id: Id,
        month: MonthShape,
        number: z.int(),
        publishedAt: InstantShape,
        revised: z.string().nullable().meta({ description: 'Why the month was opened again before this version.' }),
        beingRevised: z.string().nullable().meta({ description: 'Why a newer version is on its way.' }),
        files: z.array(z.object({ format: z.enum(STATEMENT_FORMATS), fileName: z.string() })),
      }),
    ),
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
