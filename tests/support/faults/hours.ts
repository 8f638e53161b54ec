import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { logHours } from '@contract/time';
import { addDays, dayIn, type Day } from '@domain/shared/day';
import type { Running } from '../app';
import { addressOf } from '../as';
import { Make, type MadeMember } from '../make/make';

const PATIENCE = 15_000;
const BETWEEN_TRIES = 150;
/** As many entries of at most an hour and a half as fit into a day. */
const ENTRIES_A_DAY = 15;
const DAYS = 100;

/** Hours that somebody means to log; the id is theirs, so that trying again logs nothing twice. */
export interface Hours {
  readonly id: string;
  readonly day: Day;
  readonly minutes: number;
}

/** Somebody who logs hours on an engagement of their own. */
export interface Writer {
  readonly practiceId: string;
  readonly engagementId: string;
  readonly member: MadeMember;
}

/** What came of the attempts to log. */
export interface Tally {
  /** Minutes by entry that the server said yes to. */
  readonly acknowledged: Map<string, number>;
  /** Attempts that had no answer. */
  unanswered: number;
  /** Attempts that were refused for the time being, by status. */
  readonly busy: Map<number, number>;
  /** Of the refusals for the time being, those that did not say when to come back. */
  withoutRetryAfter: number;
  /** The slowest answer of any kind, in milliseconds. */
  slowest: number;
}

export function emptyTally(): Tally {
  return { acknowledged: new Map(), unanswered: 0, busy: new Map(), withoutRetryAfter: 0, slowest: 0 };
}

/** A practice with writers, each a member with a client of their own. */
export async function writersOf(app: Running, count: number): Promise<Writer[]> {
  const make = new Make(app);
  const practice = await make.practice('Ridge Advisory');
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const client = await make.client(practice.practiceId, {
        name: `Client ${at + 1}`,
        startsOn: addDays(today(), -DAYS - 31),
      });
      const member = await make.member(practice.practiceId, 'cto', [client.clientId], `Writer ${at + 1}`);
      return { practiceId: practice.practiceId, engagementId: client.engagementId, member };
    }),
  );
}

/** The n-th hours that a writer logs: half an hour to an hour and a half, on days before today. */
export function hoursNumber(at: number): Hours {
  const day = addDays(today(), -1 - (Math.floor(at / ENTRIES_A_DAY) % DAYS));
  return { id: randomUUID(), day, minutes: 30 + ((at * 7) % 61) };
}

/** One attempt. Answers the status, or null when there was no answer. */
export async function tryToLog(url: string, writer: Writer, hours: Hours, tally: Tally): Promise<number | null> {
  const { practiceId, engagementId, member } = writer;
  const began = performance.now();
  const response = await fetch(addressOf(url, logHours, { params: { practiceId, engagementId } }), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie: member.person.cookie ?? '',
    },
    body: JSON.stringify(hours),
    signal: AbortSignal.timeout(PATIENCE),
  })
    .then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }))
    .catch(() => null);
  tally.slowest = Math.max(tally.slowest, performance.now() - began);
  if (response === null) {
    tally.unanswered += 1;
    return null;
  }
  if (response.status === 201) {
    const entry = JSON.parse(response.text) as { id: string; minutes: number };
    tally.acknowledged.set(entry.id, entry.minutes);
  } else if (response.status === 503) {
    tally.busy.set(503, (tally.busy.get(503) ?? 0) + 1);
    if (response.headers.get('retry-after') === null) tally.withoutRetryAfter += 1;
  } else {
    throw new Error(`logging was refused: ${response.status} ${response.text}`);
  }
  return response.status;
}

/**
 * Every writer logs its share one after the other, and each entry until it is acknowledged, whatever happens to the
 * server meanwhile.
 */
export async function logUntilAcknowledged(
  url: string,
  writers: readonly Writer[],
  each: number,
  tally: Tally,
  onAcknowledged: () => void = () => undefined,
): Promise<void> {
  await Promise.all(
    writers.map(async (writer) => {
      for (let at = 0; at < each; at += 1) {
        const hours = hoursNumber(at);
        while ((await tryToLog(url, writer, hours, tally)) !== 201) await pause(BETWEEN_TRIES);
        onAcknowledged();
      }
    }),
  );
}

/** What a comparison of the acknowledged with the stored comes to; everything but the sums should be nothing. */
export interface Difference {
  readonly lost: number;
  readonly doubled: number;
  readonly minutesAcknowledged: number;
  readonly minutesStored: number;
  readonly minutesOfDays: number;
  readonly auditRows: number;
}

/** Compares what was acknowledged with what the database holds, asked as its administrator. */
export async function compare(admin: pg.Pool, practiceId: string, tally: Tally): Promise<Difference> {
  const stored = await admin.query<{ id: string; minutes: number }>(
    'SELECT id, minutes FROM time_entry WHERE practice_id = $1 AND voided_at IS NULL',
    [practiceId],
  );
  const minutesById = new Map(stored.rows.map(({ id, minutes }) => [id, minutes]));
  const { rows } = await admin.query<{ days: number; audited: number }>(
    `SELECT (SELECT coalesce(sum(minutes), 0)::int FROM member_day WHERE practice_id = $1) AS days,
       (SELECT count(*)::int FROM audit_event WHERE practice_id = $1 AND object = 'time_entry' AND action = 'insert') AS audited`,
    [practiceId],
  );
  const sum = (minutes: Iterable<number>) => [...minutes].reduce((total, each) => total + each, 0);
  return {
    lost: [...tally.acknowledged].filter(([id, minutes]) => minutesById.get(id) !== minutes).length,
    doubled: stored.rows.filter(({ id }) => !tally.acknowledged.has(id)).length + stored.rows.length - minutesById.size,
    minutesAcknowledged: sum(tally.acknowledged.values()),
    minutesStored: sum(stored.rows.map(({ minutes }) => minutes)),
    minutesOfDays: rows[0]?.days ?? -1,
    auditRows: rows[0]?.audited ?? -1,
  };
}

function today(): Day {
  return dayIn('UTC', Date.now());
}
