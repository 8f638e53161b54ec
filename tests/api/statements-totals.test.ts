import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readPortal, downloadFromPortal } from '@contract/portal';
import { closeMonth, downloadStatement, publishStatement, readSummary } from '@contract/statements';
import { logHours } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';
import { formatMoney, moneyDecimal } from '@domain/shared/money';
import { minutes } from '@domain/shared/units';
import type { StatementEdition } from '@domain/statements/edition';
import type { StatementFormat } from '@domain/statements/formats';
import { useApp } from '../support/app';
import { Make } from '../support/make/make';
import { readPdf } from '../support/pdf-text';

const app = useApp();

it('says the same to the minute and the cent on the screen, in PDF, CSV and JSON, and in the portal', async () => {
  const make = new Make(app);
  app.clock.set('2026-11-28T12:00:00Z');
  const { practiceId, owner } = await make.practice();
  const { clientId, engagementId } = await make.client(practiceId, {
    startsOn: '2026-11-01',
    allowance: 1187,
    fee: 812_345,
    rate: 19_999,
  });
  const sponsor = await make.clientUser(practiceId, clientId, 'sponsor');
  for (let at = 0; at < 27; at += 1) {
    const entry = {
      id: randomUUID(),
      day: `2026-11-${String(at + 1).padStart(2, '0')}`,
      minutes: 17 + ((at * 37) % 101),
      activity: ['C1', 'V3', 'search', 'admin'][at % 4],
      billable: at % 6 !== 5,
      text: `entry ${at}`,
    };
    const logged = await owner.person.call(logHours, { params: { practiceId, engagementId }, body: entry as never });
    expect(logged.status).toBe(201);
  }
  const month = { practiceId, engagementId, month: '2026-11' } as never;

  const open = (await owner.person.call(readSummary, { params: month })).ok.month;
  const portal = (await sponsor.person.call(readPortal, { params: { practiceId, clientId } })).ok;
  expect(portal.engagement?.hours).toEqual({
    month: '2026-11',
    available: open.figures.available,
    used: open.figures.used,
    left: open.figures.available - open.figures.used,
    resetsOn: '2026-12-01',
    provisional: false,
  });

  app.clock.set('2026-12-02T12:00:00Z');
  const closed = (await owner.person.call(closeMonth, { params: month })).ok.month;
  expect(closed.figures).toEqual(open.figures);
  expect(closed.total).toBe(open.total);
  const view = (await owner.person.call(publishStatement, { params: month, body: { wordsVersion: 0 } })).ok;
  const statementId = view.published[0]!.id;
  const { figures, total, currency } = view.month;
  expect(figures.overage).toBeGreaterThan(0);
  expect(total).toBe(812_345 + Math.round((figures.overage * 19_999) / 60));

  for (const edition of ['client', 'practice'] as const) {
    const file = async (format: StatementFormat) =>
      edition === 'practice'
        ? owner.person.call(downloadStatement, { params: { practiceId, statementId, edition, format } })
        : sponsor.person.call(downloadFromPortal, { params: { practiceId, clientId, statementId, format } });
    const json = JSON.parse((await file('json')).text) as StatementEdition;
    if (json.hours.visibility !== 'all_entries') throw new Error('the client may see all entries here');
    expect(json.hours.ledger).toEqual(expect.objectContaining(ledgerOf(figures)));
    expect(json.hours.totals).toMatchObject({
      worked: figures.worked,
      notBillable: figures.nonBillable,
      used: figures.used,
    });

    const rows: Record<string, string>[] = parse((await file('csv')).text, { columns: true });
    const cell = (section: string, item: string, column: string) =>
      rows.find((row) => row['section'] === section && row['item'] === item)?.[column];
    for (const [name, value] of Object.entries(ledgerOf(figures))) {
      expect(cell('ledger', snake(name), 'minutes')).toBe(String(value));
    }
    expect(cell('total', 'worked', 'minutes')).toBe(String(figures.worked));
    const worked = rows.filter((row) => row['section'] === 'entry').map((row) => Number(row['worked_minutes']));
    expect(worked.reduce((sum, of) => sum + of, 0)).toBe(figures.worked);

    const { text } = await readPdf((await file('pdf')).bytes);
    expect(text).toContain(`Available ${formatMinutes(figures.available)}`);
    expect(text).toContain(`Used −${formatMinutes(figures.used)}`);
    expect(text).toContain(`Worked ${formatMinutes(figures.worked)}`);
    expect(text).toContain(`Carried out ${formatMinutes(figures.carriedOut)}`);
    expect(text).toContain(formatMinutes(minutes(figures.overage)));
    expect(text).toContain(`not billable −${formatMinutes(figures.nonBillable)}`.replace('not', 'Not'));

    if (edition === 'practice') {
      expect(json.money?.total).toBe(total);
      expect(cell('money', 'total', 'amount')).toBe(moneyDecimal(total, currency));
      expect(text).toContain(`Total ${formatMoney(total, currency)}`);
      expect(view.month.fee + view.month.overageMoney).toBe(total);
    } else {
      expect(json.money).toBeNull();
      expect(cell('money', 'total', 'amount')).toBeUndefined();
      expect(text).not.toContain(currency);
    }
  }
});

function ledgerOf({ worked: _, nonBillable: __, ...ledger }: { worked: number; nonBillable: number }) {
  return ledger;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
