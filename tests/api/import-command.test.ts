import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IMPORT_SOURCES } from '@domain/time/import/source';
import { addDays, dayIn } from '@domain/shared/day';
import { run } from '../../api/src/commands/import';
import { useApp } from '../support/app';
import { workHistory, writtenExport } from '../support/files/written-export';
import { Make, type MadePractice } from '../support/make/make';

const app = useApp();
const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
const CLIENTS = ['Northwind Robotics', 'Halden Logistics', 'Mapleworks'];
let practice: MadePractice;
let said: string[];

beforeEach(async () => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
  const make = new Make(app);
  practice = await make.practice();
  await app.admin.query("UPDATE user_account SET name = 'Ada Berg' WHERE id = $1", [practice.owner.userId]);
  for (const name of CLIENTS) await make.client(practice.practiceId, { name, startsOn: '2025-01-01' });
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const yesterday = addDays(dayIn('Europe/Berlin', Date.now()), -1);
const history = (rows: number) =>
  workHistory({ rows, until: yesterday, email: practice.owner.email, clients: CLIENTS });

function written(text: string, name = 'hours.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const runs = (source: string, path: string, ...more: string[]) =>
  run([source, path, '--practice', practice.practiceId, '--zone', 'Europe/Berlin', ...more], app.settings);

async function stored(): Promise<{ entries: number; minutes: number; clients: number } | undefined> {
  const { rows } = await app.admin.query<{ entries: number; minutes: number; clients: number }>(
    `SELECT count(*)::int AS entries, coalesce(sum(minutes), 0)::int AS minutes, count(DISTINCT client_id)::int AS clients
     FROM time_entry WHERE practice_id = $1`,
    [practice.practiceId],
  );
  return rows[0];
}

describe('npm run import', () => {
  it.each(IMPORT_SOURCES)(
    'logs 300 rows of a %s file to the minute, and none the second time',
    async (source) => {
      const rows = history(300);
      const minutes = rows.reduce((sum, { seconds }) => sum + Math.round(seconds / 60), 0);
      const path = written(writtenExport(source, rows));
      await runs(source, path, '--dry-run');
      expect(said.join('\n')).toContain('Nothing was logged. The file waits at http://localhost');
      expect(await stored()).toMatchObject({ entries: 0 });
      await runs(source, path);
      expect(said.at(-1)).toContain('300 entries logged.');
      expect(await stored()).toEqual({ entries: 300, minutes, clients: 3 });
      await runs(source, path);
      expect(said.at(-1)).toContain('There is nothing to log.');
      expect(await stored()).toEqual({ entries: 300, minutes, clients: 3 });
    },
    60_000,
  );

  it('lists what it leaves out with its time, and totals that agree', async () => {
    const day = yesterday;
    await runs(
      'csv',
      written(
        `Date,Client,Duration,Text\n${day},Mapleworks,1:30,one\n2024-06-01,Mapleworks,0:45,before\n${day},Mapleworks,00:10:20,two`,
      ),
    );
    expect(said[0]).toMatch(/hours\.csv as an export of Plain CSV, for Vale Advisory as /);
    expect(said[0]).toMatch(/in the file +3 +2:25:20\nto log +2 +1:40\nhere already +0 +0:00\nleft out +1 +0:45\n/);
    expect(said[0]).toContain('20 s less\n\nLeft out, and why:\n  No terms are in force on this day. Line 3, 0:45');
  });

  it('logs nothing while a name has no meaning, and lists those names', async () => {
    const path = written(`Date,Email,Client,Duration\n${yesterday},nobody@elsewhere.example,Somebody New,1:30`);
    await expect(runs('csv', path)).rejects.toThrow(
      /Say first what these names mean:\n {2}person nobody@elsewhere\.example +1 row +1:30\n {2}client Somebody New +1 row +1:30/,
    );
    expect(await stored()).toMatchObject({ entries: 0 });
  });

  it('finds a practice by its name, and says when there is none', async () => {
    await app.admin.query("UPDATE practice SET name = 'Only Advisory' WHERE id = $1", [practice.practiceId]);
    const path = written(writtenExport('harvest', history(3)));
    await run(['harvest', path, '--practice', 'only advisory'], app.settings);
    expect(await stored()).toMatchObject({ entries: 3 });
    await expect(run(['harvest', path, '--practice', 'nowhere'], app.settings)).rejects.toThrow(
      'There is no practice "nowhere" here; give its name or its id.',
    );
  });

  it.each([
    [[], /^Usage: npm run import -- toggl\|clockify\|harvest\|csv FILE --practice/],
    [['excel', 'x.csv', '--practice', 'x'], /^Usage/],
    [['csv', 'x.csv'], /^Usage/],
    [['csv', 'x.csv', '--practise', 'x'], /Unknown option '--practise'/],
    [['csv', '/nowhere/x.csv', '--practice', 'x'], /The file \/nowhere\/x\.csv cannot be read\./],
    [['csv', 'x.csv', '--practice', 'x', '--dates', 'mixed'], /--dates is day-first or month-first\./],
  ])('answers %j readably', async (words, message) => {
    await expect(run(words, app.settings)).rejects.toThrow(message);
  });

  it('asks for the order of day and month by its flag', async () => {
    const path = written('Date,Client,Duration\n03/04/2026,Mapleworks,1:30', 'dates.csv');
    await expect(runs('csv', path)).rejects.toThrow('Add --dates day-first or --dates month-first.');
    await runs('csv', path, '--dates', 'month-first');
    const { rows } = await app.admin.query('SELECT work_date::text FROM time_entry WHERE practice_id = $1', [
      practice.practiceId,
    ]);
    expect(rows).toEqual([{ work_date: '2026-03-04' }]);
  });

  it('says what is wrong with a file or a zone, and leaves no session behind', async () => {
    const empty = written('Date,Client,Duration\n', 'empty.csv');
    await expect(runs('csv', empty)).rejects.toThrow('This file has no rows.');
    await expect(runs('harvest', written('Date,Client\n2026-01-01,Acme', 'few.csv'))).rejects.toThrow(
      'This is not a detailed export; it lacks: First Name, Hours.',
    );
    await expect(
      run(['csv', empty, '--practice', practice.practiceId, '--zone', 'Mars/Base'], app.settings),
    ).rejects.toThrow('zone: This is not a time zone');
    const { rows } = await app.admin.query(
      "SELECT 1 FROM session WHERE user_id = $1 AND device = 'command' AND ended_at IS NULL",
      [practice.owner.userId],
    );
    expect(rows).toEqual([]);
  });
});
