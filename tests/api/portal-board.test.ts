import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { downloadBoardPage, readBoardPage, readPortal } from '@contract/portal';
import { closeMonth, publishStatement, writeWords } from '@contract/statements';
import { logHours } from '@contract/time';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { readPdf } from '../support/pdf-text';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
});

async function publishOctober(risks: string): Promise<void> {
  const params = { ...client, month: '2026-10' } as never;
  const body = { outcomes: 'Telemetry runs.', risks };
  const { ok } = await practice.owner.person.call(writeWords, { params, body }, { version: 0 });
  await practice.owner.person.call(closeMonth, { params });
  const published = { params, body: { wordsVersion: ok.wordsVersion } };
  expect((await practice.owner.person.call(publishStatement, published)).status).toBe(201);
}

const board = async () => make.clientUser(client.practiceId, client.clientId, 'board');
const params = () => ({ practiceId: client.practiceId, clientId: client.clientId });

describe('the board', () => {
  it('reads one page of a published month, on the screen and as a PDF, and nothing else', async () => {
    const entry = { id: randomUUID(), day: '2026-10-20', minutes: 90, activity: 'C5', text: 'canary entry' };
    expect((await practice.owner.person.call(logHours, { params: client as never, body: entry as never })).status).toBe(
      201,
    );
    const { person } = await board();
    const before = (await person.call(readBoardPage, { params: params() })).ok;
    expect(before).toMatchObject({ clientName: 'Acme Robotics', months: [], page: null });

    await publishOctober('- One engineer holds the motion controller.');
    const { page, months } = (await person.call(readBoardPage, { params: params() })).ok;
    expect(months).toEqual(['2026-10']);
    expect(page!.figures.length).toBeLessThanOrEqual(8);
    expect(page!.figures.map(({ label, value }) => [label, value])).toContainEqual(['Hours used', '1:30']);
    expect(page!.risks.blocks).toEqual([{ kind: 'bullets', items: ['One engineer holds the motion controller.'] }]);

    const file = await person.call(downloadBoardPage, { params: { ...params(), statementId: page!.statementId } });
    expect(file.headers.get('content-disposition')).toContain('board-page-2026-10-v1.pdf');
    const { pages, text } = await readPdf(file.bytes);
    expect(pages).toHaveLength(1);
    for (const { value } of page!.figures) expect(text).toContain(value);
    expect(text).not.toMatch(/canary|Robin|Telemetry/);

    expect((await person.call(readPortal, { params: params() })).status).toBe(403);
    const { rows } = await app.admin.query(
      "SELECT object_id FROM audit_event WHERE practice_id = $1 AND action = 'download'",
      [client.practiceId],
    );
    expect(rows).toEqual([{ object_id: `${page!.statementId}/board/pdf` }]);
  });

  it('finds no month that was not published, and no page of another client', async () => {
    await publishOctober('Nothing.');
    const { person } = await board();
    const { page } = (await person.call(readBoardPage, { params: params() })).ok;
    const missing = await person.call(readBoardPage, { params: params(), query: { month: '2026-09' } as never });
    expect(missing.status).toBe(404);
    const other = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
    const stranger = await make.clientUser(other.practiceId, other.clientId, 'board');
    for (const clientId of [client.clientId, other.clientId]) {
      const at = { practiceId: other.practiceId, clientId, statementId: page!.statementId };
      expect((await stranger.person.call(downloadBoardPage, { params: at })).status).toBe(404);
    }
  });
});
