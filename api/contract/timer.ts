import * as z from 'zod';
import { route } from './route.js';
import { Id, InstantShape, line, Version, ZoneShape } from './shapes.js';
import { ActivityShape, TimeEntry } from './time.js';

const inPractice = z.strictObject({ practiceId: Id });
const ofTimer = z.strictObject({ practiceId: Id, timerId: Id });
const HOURS_REFUSALS = [
  'time.day_ahead',
  'time.outside_terms',
  'time.month_closed',
  'time.day_full',
  'time.engagement_closed',
] as const;

/** When it was by the clock of the device as it sent this; the server takes the difference, so a wrong clock shifts nothing. */
const SentAt = InstantShape.meta({ description: 'When the device sent this, by its own clock.' });

export const Timer = z
  .object({
    id: Id,
    clientId: Id,
    clientName: z.string().nullable().meta({ description: 'Null once its owner no longer works for the client.' }),
    engagementId: Id,
    startedAt: InstantShape,
    zone: z.string().meta({ description: 'Where its owner was.' }),
    activity: ActivityShape.nullable(),
    billable: z.boolean(),
    text: z.string(),
    version: Version,
  })
  .meta({ id: 'Timer' });
export type Timer = z.infer<typeof Timer>;

/** What runs, and what time it is at the server, so that a device whose clock is wrong shows the right length. */
export const TimerState = z.object({ timer: Timer.nullable(), asOf: InstantShape }).meta({ id: 'TimerState' });
export type TimerState = z.infer<typeof TimerState>;

/** What stopping leaves: hours, more than one entry where they pass midnight or were told in pieces. */
const Kept = z.object({ timer: Timer.nullable(), asOf: InstantShape, entries: z.array(TimeEntry) });

export const readTimer = route({
  name: 'readTimer',
  summary: "The caller's running timer, on whatever device it was started.",
  method: 'GET',
  path: '/practices/:practiceId/timer',
  may: 'time.log',
  params: inPractice,
  reply: TimerState,
});

/** How to end the timer that runs, and keep what it measured. */
const Stop = z.strictObject({
  stoppedAt: InstantShape,
  sentAt: SentAt,
  keep: z
    .array(z.strictObject({ startedAt: InstantShape, endedAt: InstantShape }))
    .min(1)
    .max(20)
    .nullable()
    .default(null)
    .meta({ description: 'Pieces of the time to keep, by the clock of the server; all of it when absent.' }),
  parallel: z.boolean().default(false).meta({ description: 'The time went on beside other hours.' }),
});

export const startTimer = route({
  name: 'startTimer',
  summary: 'Starts a timer. Naming the one that runs stops that and keeps its hours in the same act; at most one runs.',
  method: 'POST',
  path: '/practices/:practiceId/timer',
  may: 'time.log',
  params: inPractice,
  body: z.strictObject({
    id: Id,
    engagementId: Id,
    activity: ActivityShape.nullable().default(null),
    billable: z.boolean().default(true),
    text: line(500).default(''),
    zone: ZoneShape,
    startedAt: InstantShape,
    sentAt: SentAt,
    insteadOf: Id.nullable().default(null).meta({ description: 'The running timer, which is stopped and kept.' }),
  }),
  reply: Kept,
  refuses: [...HOURS_REFUSALS, 'time.timer_other', 'time.timer_order', 'time.overlap'],
});

export const editTimer = route({
  name: 'editTimer',
  summary: 'Changes what the running timer is for.',
  method: 'PATCH',
  path: '/practices/:practiceId/timer/:timerId',
  may: 'time.log',
  params: ofTimer,
  body: z.strictObject({
    activity: ActivityShape.nullable().optional(),
    billable: z.boolean().optional(),
    text: line(500).optional(),
  }),
  reply: TimerState,
  versioned: true,
  refuses: ['time.timer_other', 'request.version_stale'],
});

export const stopTimer = route({
  name: 'stopTimer',
  summary: 'Stops a timer and logs what it measured, by the rules of logging; refused, it keeps running.',
  method: 'POST',
  path: '/practices/:practiceId/timer/:timerId/stopping',
  may: 'time.log',
  params: ofTimer,
  body: Stop,
  reply: Kept,
  refuses: [...HOURS_REFUSALS, 'time.timer_other', 'time.timer_order', 'time.outside_timer', 'time.overlap'],
});

export const discardTimer = route({
  name: 'discardTimer',
  summary: 'Ends a timer without hours, and says why.',
  method: 'POST',
  path: '/practices/:practiceId/timer/:timerId/discarding',
  may: 'time.log',
  params: ofTimer,
  body: z.strictObject({ reason: line(300, 1) }),
  reply: TimerState,
  refuses: ['time.timer_other'],
});
