import { expect, it } from '@jest/globals';
import { ownDatabase } from '../support/database';
import { killWhileLogging } from '../support/faults/kill-while-logging';

const kills = Number(process.env['BATON_KILLS'] ?? 100);
const hours = Number(process.env['BATON_HOURS'] ?? 20_000);

it(
  `loses and doubles no acknowledged hour of ${hours} while the server is killed ${kills} times`,
  async () => {
    const database = await ownDatabase('kills');
    try {
      const figures = await killWhileLogging(database, { kills, hours, writers: 16 });
      console.info(`${kills} kills while 16 people log hours:`, figures);
      expect(figures).toMatchObject({ kills, lost: 0, doubled: 0, auditRows: figures.acknowledged });
      expect(figures.acknowledged).toBeGreaterThanOrEqual(hours);
      expect(figures.minutesStored).toBe(figures.minutesAcknowledged);
      expect(figures.minutesOfDays).toBe(figures.minutesAcknowledged);
    } finally {
      await database.drop();
    }
  },
  60_000 + kills * 12_000 + hours * 30,
);
