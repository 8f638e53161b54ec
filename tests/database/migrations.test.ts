import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownDatabase } from '../support/database';

// Prisma Migrate for real, with every way to a download barred: whatever tried one would fail here.

const barred = {
  HTTP_PROXY: 'http://127.0.0.1:1',
  HTTPS_PROXY: 'http://127.0.0.1:1',
  PRISMA_ENGINES_MIRROR: 'http://127.0.0.1:1',
};
const A_WHILE = 60_000;

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => void (database = await ownDatabase('migrations')));
afterAll(() => database.drop());

type Answer = { code: number; said: string };

function prisma(words: string[], url = database.adminUrl): Promise<Answer> {
  const env = { ...process.env, ...barred, DATABASE_URL: url, NODE_OPTIONS: '', CHECKPOINT_DISABLE: '1' };
  const cli = join('node_modules', 'prisma', 'build', 'index.js');
  return new Promise((answer) => {
    execFile(process.execPath, [cli, ...words], { env }, (error, out, err) => {
      answer({ code: error === null ? 0 : Number(error.code ?? 1), said: `${out}${err}` });
    });
  });
}

describe('the migrations', () => {
  test.each([
    [['migrate', 'dev'], 'Already in sync'],
    [['migrate', 'status'], 'Database schema is up to date'],
    [['migrate', 'deploy'], 'No pending migrations'],
  ])(
    'are in order for prisma %p',
    async (words, sentence) => {
      const { code, said } = await prisma(words);
      expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining(sentence) });
    },
    A_WHILE,
  );

  test(
    'are refused in Prisma’s own words when nobody answers',
    async () => {
      const { code, said } = await prisma(['migrate', 'status'], 'postgresql://nobody:secret@127.0.0.1:1/none');
      expect(code).toBe(1);
      expect(said).toContain('P1001');
      expect(said).not.toContain('secret');
    },
    A_WHILE,
  );

  test('leave no program of a download behind', () => {
    const engines = readdirSync('node_modules/@prisma/engines').filter((name) => name.startsWith('schema-engine'));
    expect(engines).toEqual([]);
  });
});
