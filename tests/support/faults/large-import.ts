import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { enterImport, followImport, logHours, stageImport, undoImport, type ImportSummary } from '@contract/time';
import { addDays, dayIn, type Day } from '@domain/shared/day';
import { Clock } from '../../../api/src/platform/clock/clock';
import type { TestDatabase } from '../database';
import type { Person } from '../as';
import { workHistory, writtenExport, type Work } from '../files/written-export';
import { Make } from '../make/make';
import { freePort, startServer } from './server-process';

const PEOPLE = 5;
const CLIENTS = ['Northwind Robotics', 'Halden Logistics', 'Mapleworks'];
const A_DAY = 12;
const LATEST = 150_000;

export interface LargeImportFigures {
  readonly rows: number;
  readonly megabytes: number;
  readonly stageSeconds: number;
  readonly enterSeconds: number;
  readonly undoSeconds: number;
  /** The most that staging, planning and entering took of the process's memory beyond what it had before, in MB. */
  readonly memoryOverBase: number;
  /** Different answers to how far the worker is. */
  readonly progressSeen: number;
  /** What a killed worker left behind. */
  readonly entriesAfterKill: number;
  readonly killedAt: number;
  readonly entries: number;
  readonly minutes: number;
  readonly minutesInFile: number;
  readonly secondsLeft: number;
  /** Hours logged by hand on days of the file while it was entered: acknowledged, put off, and anything else. */
  readonly logged: number;
  readonly busy: number;
  readonly broken: readonly string[];
}

/**
 * A file of many rows: its worker is killed in the middle, then it is entered while people log hours on the same days, then undone.
 * Everything goes to a server of its own over HTTP, as a browser would.
 */
export async function importLarge(database: TestDatabase, rows: number): Promise<LargeImportFigures> {
  const port = await freePort();
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 3 });
  let server = await startServer(database, { port });
  try {
    const { practiceId, owner, engagementId, members, work, text } = await world(
      { url: server.url, admin, clock: new Clock() },
      rows,
    );
    const file = { fileName: 'large.csv', zone: 'Europe/Berlin', text };
    await owner.call(stageImport, { params: { practiceId }, body: { ...file, text: text.slice(0, 20_000) } });
    const base = memoryOf(server.pid);
    const peak = watch(() => memoryOf(server.pid));

    const began = performance.now();
    const staged = (await owner.call(stageImport, { params: { practiceId }, body: file })).ok;
    const stageSeconds = secondsSince(began);
    const at = { practiceId, importId: staged.id };
    if (staged.plan.left.rows > 0) throw new Error(JSON.stringify(staged.plan.problems));

    await owner.call(enterImport, { params: at });
    const killedAt = await until(owner, at, ({ progress }) => (progress?.done ?? 0) >= rows / 3);
    const beforeKill = peak.stop();
    await server.end('SIGKILL');
    const entriesAfterKill = (await stored(admin, practiceId)).entries;
    server = await startServer(database, { port });
    await admin.query("UPDATE import_batch SET work_since = work_since - interval '10 minutes' WHERE id = $1", [
      staged.id,
    ]);

    const second = watch(() => memoryOf(server.pid));
    const entering = performance.now();
    await owner.call(enterImport, { params: at });
    const seen = new Set<number>();
    const logging = logMeanwhile(members, { practiceId, engagementId }, work);
    const finished = until(owner, at, ({ state, progress }) => {
      if (progress) seen.add(progress.done);
      return state === 'entered';
    });
    await finished.finally(() => logging.stop());
    const enterSeconds = secondsSince(entering);
    const afterEnter = second.stop();
    const meanwhile = await logging.stop();
    const { entries, minutes } = await stored(admin, practiceId);

    const undoing = performance.now();
    await owner.call(undoImport, { params: at });
    await until(owner, at, ({ state }) => state === 'undone');
    const left = await stored(admin, practiceId);
    return {
      rows,
      megabytes: Math.round(text.length / 1e5) / 10,
      stageSeconds,
      enterSeconds,
      undoSeconds: secondsSince(undoing),
      memoryOverBase: Math.round(Math.max(beforeKill, afterEnter) - base),
      progressSeen: seen.size,
      entriesAfterKill,
      killedAt,
      entries,
      minutes,
      minutesInFile: work.reduce((sum, { seconds }) => sum + Math.round(seconds / 60), 0),
      secondsLeft: left.minutes * 60,
      ...meanwhile,
    };
  } finally {
    await server.end('SIGKILL');
    await admin.end();
  }
}

async function world(app: ConstructorParameters<typeof Make>[0], rows: number) {
  const make = new Make(app);
  const practice = await make.practice('Large Advisory');
  const until = addDays(dayIn('Europe/Berlin', Date.now()), -1);
  const clients = [];
  for (const name of CLIENTS) clients.push(await make.client(practice.practiceId, { name, startsOn: '2015-01-01' }));
  const members = [];
  for (let at = 0; at < PEOPLE; at++) {
    members.push(
      await make.member(
        practice.practiceId,
        'cto',
        clients.map(({ clientId }) => clientId),
      ),
    );
  }
  const work = members.flatMap(({ email }) =>
    workHistory({ rows: rows / PEOPLE, until, email, clients: CLIENTS, perDay: A_DAY }),
  );
  return {
    practiceId: practice.practiceId,
    owner: practice.owner.person,
    engagementId: clients[0]?.engagementId ?? '',
    members: members.map(({ person }) => person),
    work,
    text: writtenExport('toggl', work),
  };
}

/** Members log a minute on days of the file, one after the other, until they are told to stop. */
function logMeanwhile(
  members: readonly Person[],
  params: { practiceId: string; engagementId: string },
  work: readonly Work[],
) {
  const tally = { logged: 0, busy: 0, broken: [] as string[] };
  let stopping = false;
  const writers = members.map(async (person, nth) => {
    for (let at = nth; !stopping; at += 997) {
      const day = work[at % work.length]?.day as Day;
      const answer = await person.call(logHours, { params, body: { id: randomUUID(), day, minutes: 1 } as never });
      if (answer.status === 201) tally.logged += 1;
      else if (answer.status === 503) tally.busy += 1;
      else tally.broken.push(answer.text);
      await pause(20);
    }
  });
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(writers);
      return tally;
    },
  };
}

/** Asks how far the worker is until that is far enough; answers how far it was. */
async function until(
  person: Person,
  params: { practiceId: string; importId: string },
  enough: (file: ImportSummary) => boolean,
): Promise<number> {
  const late = Date.now() + LATEST;
  for (;;) {
    const answer = await person.call(followImport, { params });
    // A busy server says so and is asked again, as a browser does.
    if (answer.status !== 503) {
      const file = answer.ok;
      if (enough(file)) return file.progress?.done ?? 0;
      if (file.failure || Date.now() > late) throw new Error(`not done: ${answer.text}`);
    }
    await pause(50);
  }
}

async function stored(admin: pg.Pool, practiceId: string): Promise<{ entries: number; minutes: number }> {
  const { rows } = await admin.query<{ entries: number; minutes: number }>(
    `SELECT count(*)::int AS entries, coalesce(sum(minutes), 0)::int AS minutes FROM time_entry
     WHERE practice_id = $1 AND source = 'import' AND voided_at IS NULL`,
    [practiceId],
  );
  return rows[0] ?? { entries: -1, minutes: -1 };
}

/** The highest value seen until it is stopped. */
function watch(value: () => number): { stop(): number } {
  let highest = value();
  const timer = setInterval(() => (highest = Math.max(highest, value())), 20).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return highest;
    },
  };
}

/** What a process holds in memory, in MB; nothing once it has ended. */
function memoryOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}
