import { beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { downloadMonth, downloadMonthInCurrency, readMonthOfStatements } from '@contract/bookkeeping';
import { listClients } from '@contract/clients';
import { closeMonth, downloadStatement, publishStatement, writeWords } from '@contract/statements';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { unzipped } from '../support/unzipped';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
});

async function publish(client: MadeClient, times = 1): Promise<void> {
  const params = { ...client, month: '2026-10' } as never;
  await practice.owner.person.call(closeMonth, { params });
  for (let version = 0; version < times; version += 1) {
    const words = { params, body: { outcomes: `Telemetry runs, take ${version + 1}.` } };
    const { ok } = await practice.owner.person.call(writeWords, words, { version });
    const body = { wordsVersion: ok.wordsVersion };
    expect((await practice.owner.person.call(publishStatement, { params, body })).status).toBe(201);
  }
}

const client = async (name: string, currency: string, fee: number) => {
  const made = await make.client(practice.practiceId, { name, fee, startsOn: '2026-10-01' });
  await app.admin.query('UPDATE terms SET currency = $1 WHERE client_id = $2', [currency, made.clientId]);
  await app.admin.query(
    "UPDATE client SET legal_name = $1, address = 'Lindenstraße 12\n10969 Berlin', purchase_order = '=PO-7' WHERE id = $2",
    [`${name} GmbH`, made.clientId],
  );
  return made;
};

const october = () => ({ practiceId: practice.practiceId, month: '2026-10' });
const month = () => october() as never;

describe('a bookkeeper', () => {
  it('gets every client of a month: totals by currency, one CSV for each, all files in one ZIP', async () => {
    const acme = await client('Acme Robotics', 'EUR', 500_000);
    const birch = await client('Birch Foods', 'EUR', 123_456);
    const kobe = await client('Kobe Sensors', 'JPY', 800_000);
    await publish(acme, 2);
    await publish(birch);
    await publish(kobe);
    const { person } = await make.member(practice.practiceId, 'bookkeeper');

    const read = (await person.call(readMonthOfStatements, { params: { practiceId: practice.practiceId } })).ok;
    expect(read.month).toBe('2026-10');
    expect(read.totals).toEqual([
      { currency: 'EUR', amount: 623_456, statements: 2 },
      { currency: 'JPY', amount: 800_000, statements: 1 },
    ]);
    expect(
      read.statements.map(({ clientName, number, revised, legalName }) => [clientName, number, revised, legalName]),
    ).toEqual([
      ['Acme Robotics', 2, true, 'Acme Robotics GmbH'],
      ['Birch Foods', 1, false, 'Birch Foods GmbH'],
      ['Kobe Sensors', 1, false, 'Kobe Sensors GmbH'],
    ]);

    const csv = await person.call(downloadMonthInCurrency, { params: { ...october(), currency: 'EUR' } as never });
    const rows: Record<string, string>[] = parse(csv.text, { columns: true });
    expect(rows.map((row) => [row['client'], row['revised'], row['item'], row['amount'], row['currency']])).toEqual([
      ['Acme Robotics', 'yes', 'fee', '5000.00', 'EUR'],
      ['Acme Robotics', 'yes', 'total', '5000.00', 'EUR'],
      ['Birch Foods', 'no', 'fee', '1234.56', 'EUR'],
      ['Birch Foods', 'no', 'total', '1234.56', 'EUR'],
      ['All clients', '', 'total', '6234.56', 'EUR'],
    ]);
    for (const row of rows.slice(0, -1)) {
      expect(row).toMatchObject({
        address: 'Lindenstraße 12\n10969 Berlin',
        purchase_order: "'=PO-7",
        month: '2026-10',
      });
      expect(row['legal_name']).toMatch(/GmbH$/);
    }
    const yen = await person.call(downloadMonthInCurrency, { params: { ...october(), currency: 'JPY' } as never });
    expect(yen.text).toMatch(/"total","","","",?"?800000"?,"JPY"/);
    expect(
      (await person.call(downloadMonthInCurrency, { params: { ...october(), currency: 'USD' } as never })).status,
    ).toBe(404);

    const zip = await person.call(downloadMonth, { params: month() });
    expect(zip.headers.get('content-disposition')).toContain('statements-2026-10.zip');
    const files = unzipped(zip.bytes);
    expect(files.get('statements-2026-10-EUR.csv')?.toString()).toBe(csv.text);
    expect([...files.keys()]).toHaveLength(2 + 3 * 8);
    expect([...files.keys()].filter((path) => path.includes('acme'))).toEqual(
      ['client', 'practice'].flatMap((edition) =>
        ['csv', 'json', 'pdf', 'xlsx'].map((format) => `${edition}/acme-robotics-2026-10-v2-${edition}.${format}`),
      ),
    );
    const of = read.statements[0]!;
    const at = { practiceId: practice.practiceId, statementId: of.id, edition: 'practice', format: 'pdf' } as never;
    const alone = await person.call(downloadStatement, { params: at });
    expect(files.get('practice/acme-robotics-2026-10-v2-practice.pdf')!.equals(Buffer.from(alone.bytes))).toBe(true);
    const again = await person.call(downloadMonth, { params: month() });
    expect(Buffer.from(again.bytes).equals(Buffer.from(zip.bytes))).toBe(true);
  });

  it('keeps the files of two clients of one name apart', async () => {
    await publish(await client('Acme', 'EUR', 100));
    await publish(await client('Acme', 'EUR', 200));
    const { person } = await make.member(practice.practiceId, 'bookkeeper');
    const files = unzipped((await person.call(downloadMonth, { params: month() })).bytes);
    expect([...files.keys()]).toHaveLength(1 + 2 * 8);
  });

  it('sees nothing else, and nothing where nothing was published', async () => {
    const { person } = await make.member(practice.practiceId, 'bookkeeper');
    const at = { practiceId: practice.practiceId };
    expect((await person.call(readMonthOfStatements, { params: at })).ok).toEqual({
      month: null,
      months: [],
      totals: [],
      statements: [],
    });
    expect((await person.call(downloadMonth, { params: month() })).status).toBe(404);
    expect((await person.call(listClients, { params: at })).status).toBe(403);
  });

  it('shows a CTO the assigned clients alone', async () => {
    const acme = await client('Acme Robotics', 'EUR', 500_000);
    await publish(acme);
    await publish(await client('Birch Foods', 'EUR', 100_000));
    const { person } = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    const read = (await person.call(readMonthOfStatements, { params: { practiceId: practice.practiceId } })).ok;
    expect(read.totals).toEqual([{ currency: 'EUR', amount: 500_000, statements: 1 }]);
    const files = [...unzipped((await person.call(downloadMonth, { params: month() })).bytes).keys()];
    expect(files.join()).not.toContain('birch');
  });
});
