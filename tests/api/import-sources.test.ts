import { beforeEach, describe, expect, it } from '@jest/globals';
import { mapImport, rereadImport, stageImport, type ImportView } from '@contract/time';
import { IMPORT_SOURCES } from '@domain/time/import/source';
import type { Day } from '@domain/shared/day';
import { useApp } from '../support/app';
import { enterFile } from '../support/enter-file';
import { PLAINEST, workHistory, writtenExport, type Dialect, type Work } from '../support/files/written-export';
import { Make, type MadePractice } from '../support/make/make';

const app = useApp();
const CLIENTS = ['Northwind Robotics', 'Halden Logistics', 'Mapleworks'];
let practice: MadePractice;

beforeEach(async () => {
  const make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  for (const name of CLIENTS) await make.client(practice.practiceId, { name, startsOn: '2026-01-01' });
});

const params = () => ({ practiceId: practice.practiceId });
const history = (rows: number, clients = CLIENTS) =>
  workHistory({ rows, until: '2026-11-20' as Day, email: practice.owner.email, clients });
const stage = (text: string, body: object = {}) =>
  practice.owner.person.call(stageImport, {
    params: params(),
    body: { fileName: 'hours.csv', zone: 'Europe/Berlin', text, ...body },
  });

/** Says that whoever the file names is the owner. */
async function asOwner(view: ImportView): Promise<ImportView> {
  const people = Object.fromEntries(view.names.people.map(({ name }) => [name, practice.owner.memberId]));
  const mapping = { ...view.mapping, people };
  const at = { ...params(), importId: view.id };
  return (await practice.owner.person.call(mapImport, { params: at, body: mapping }, { version: view.version })).ok;
}

const enter = async (view: ImportView) =>
  (await enterFile(app, practice.owner.person, { ...params(), importId: view.id })).ok;

const DIALECTS: Readonly<Record<(typeof IMPORT_SOURCES)[number], Dialect>> = {
  toggl: { ...PLAINEST, bom: true, newline: '\r\n' },
  clockify: { ...PLAINEST, quoted: true, dates: 'month_first', clock: 'am_pm_seconds' },
  harvest: { ...PLAINEST, separator: ';', decimal: ',' },
  csv: { ...PLAINEST, separator: '\t', dates: 'dotted', turned: 4, extraColumns: true },
};

describe.each(IMPORT_SOURCES)('a %s file of 320 rows over three clients and several months', (source) => {
  it('is recognised, entered to the minute for each client and month, and adds nothing the second time', async () => {
    const rows = history(320);
    const text = writtenExport(source, rows, DIALECTS[source]);
    const staged = await asOwner((await stage(text)).ok);
    expect(staged).toMatchObject({ source, recognised: source, rowCount: 320 });
    const { add, there, left, file, roundingSeconds } = staged.plan;
    expect(file.seconds).toBe(rows.reduce((sum, { seconds }) => sum + seconds, 0));
    expect((add.minutes + there.minutes + left.minutes) * 60 + roundingSeconds).toBe(file.seconds);
    expect(left).toEqual({ rows: 0, minutes: 0 });

    expect((await enter(staged)).outcome).toEqual({ added: 320, minutes: add.minutes, there: 0, left: 0 });
    expect(await storedByClientAndMonth()).toEqual(expectedByClientAndMonth(rows));

    const again = await asOwner((await stage(text)).ok);
    expect(again.plan).toMatchObject({ add: { rows: 0 }, there: { rows: 320, minutes: add.minutes } });
  }, 60_000);
});

describe('what a file is read as', () => {
  it('can be corrected, with its zone, until it is entered', async () => {
    const text = writtenExport('toggl', history(3));
    const staged = (await stage(text, { source: 'csv' })).ok;
    expect(staged).toMatchObject({ source: 'csv', recognised: 'toggl' });
    const at = { ...params(), importId: staged.id };
    const body = { source: 'toggl', zone: 'America/New_York' } as const;
    const reread = (await practice.owner.person.call(rereadImport, { params: at, body }, { version: staged.version }))
      .ok;
    expect(reread).toMatchObject({ source: 'toggl', zone: 'America/New_York', version: 2, plan: { add: { rows: 3 } } });
    const wrong = { source: 'harvest', zone: 'Europe/Berlin' } as const;
    const refused = await practice.owner.person.call(rereadImport, { params: at, body: wrong }, { version: 2 });
    expect(refused.problem.code).toBe('import.columns_missing');
    const entered = await enter(reread);
    const late = await practice.owner.person.call(rereadImport, { params: at, body }, { version: entered.version });
    expect(late.problem.code).toBe('import.entered');
  });

  it('knows whose a row is that names nobody', async () => {
    const staged = (
      await stage('Date,Client,Duration,Text\n2026-11-10,Mapleworks,1h30,Planning\n2026-11-11,Mapleworks,25h,Too much')
    ).ok;
    expect(staged.mapping.people).toEqual({ '': practice.owner.memberId });
    expect(staged.plan).toMatchObject({
      add: { rows: 1, minutes: 90 },
      left: { rows: 1, minutes: 1500 },
      problems: [{ kind: 'time.duration_too_long', minutes: 1500 }],
    });
  });

  it('holds a day to 24 hours, and tells identical rows apart', async () => {
    const row = '2026-11-10,Mapleworks,5:00,The same\n';
    const staged = (await stage(`Date,Client,Duration,Text\n${row.repeat(5)}`)).ok;
    expect(staged.plan).toMatchObject({
      add: { rows: 4, minutes: 1200 },
      problems: [{ kind: 'time.day_full', minutes: 300 }],
    });
    await enter(staged);
    expect((await stage(`Date,Client,Duration,Text\n${row.repeat(4)}`)).ok.plan).toMatchObject({ there: { rows: 4 } });
  });

  it('keeps a file of 15 MB out of the way, and one larger than that outside', async () => {
    const big = (rows: number) =>
      `Date,Client,Duration,Text\n${`2026-11-10,Mapleworks,0:01,${'x'.repeat(1480)}\n`.repeat(rows)}`;
    const staged = (await stage(big(9_900))).ok;
    expect(staged).toMatchObject({ rowCount: 9_900, plan: { add: { rows: 1440 } } });
    expect((await stage(big(10_100))).problem.code).toBe('request.invalid');
  }, 60_000);
});

async function storedByClientAndMonth(): Promise<Record<string, number>> {
  const { rows } = await app.admin.query<{ place: string; minutes: number }>(
    `SELECT c.name || ' ' || to_char(e.work_date, 'YYYY-MM') AS place, sum(e.minutes)::int AS minutes
     FROM time_entry e JOIN client c ON c.practice_id = e.practice_id AND c.id = e.client_id
     WHERE e.practice_id = $1 GROUP BY place`,
    [practice.practiceId],
  );
  return Object.fromEntries(rows.map(({ place, minutes }) => [place, minutes]));
}

function expectedByClientAndMonth(rows: readonly Work[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { client, day, seconds } of rows) {
    const place = `${client} ${day.slice(0, 7)}`;
    sums[place] = (sums[place] ?? 0) + Math.round(seconds / 60);
  }
  return sums;
}
