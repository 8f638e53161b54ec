import { expect, it } from '@jest/globals';
import { ownDatabase } from '../support/database';
import { importLarge } from '../support/faults/large-import';

const rows = Number(process.env['BATON_IMPORT_ROWS'] ?? 50_000);

it(`enters ${rows} rows whole or not at all, within memory and time, beside people who log hours, and undoes them`, async () => {
  const database = await ownDatabase('large_import');
  try {
    const figures = await importLarge(database, rows);
    console.info(`an import of ${rows} rows:`, figures);
    expect(figures).toMatchObject({ entriesAfterKill: 0, entries: rows, secondsLeft: 0, broken: [] });
    expect(figures.killedAt).toBeGreaterThan(0);
    expect(figures.minutes).toBe(figures.minutesInFile);
    // Meant to become 300: staging and planning hold the whole file, and what they threw away piles up before it is collected.
    expect(figures.memoryOverBase).toBeLessThan(600);
    expect(figures.enterSeconds).toBeLessThan(120);
    expect(figures.progressSeen).toBeGreaterThan(3);
    expect(figures.logged).toBeGreaterThan(0);
  } finally {
    await database.drop();
  }
}, 600_000);
