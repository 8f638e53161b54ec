import { expect, it } from '@jest/globals';
import { ownDatabase } from '../support/database';
import { killWhileLogging } from '../support/faults/kill-while-logging';

it('loses and doubles no acknowledged hour while the server is killed ten times', async () => {
  const database = await ownDatabase('kill');
  try {
    const figures = await killWhileLogging(database, { kills: 10, hours: 208, writers: 16 });
    console.info('10 kills while 16 people log hours:', figures);
    expect(figures).toMatchObject({ kills: 10, acknowledged: 208, lost: 0, doubled: 0, auditRows: 208 });
    expect(figures.unanswered).toBeGreaterThan(0);
    expect(figures.minutesStored).toBe(figures.minutesAcknowledged);
    expect(figures.minutesOfDays).toBe(figures.minutesAcknowledged);
  } finally {
    await database.drop();
  }
}, 120_000);
