import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownDatabase } from '../support/database';

const A_WHILE = 240_000;
const SAME = 0;
const DIFFERENT = 2;
let database: Awaited<ReturnType<typeof ownDatabase>>;
const scratch = mkdtempSync(join(tmpdir(), 'baton-schema-'));

beforeAll(async () => {
  database = await ownDatabase('drift');
});
afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true });
  await database.drop();
});

// Prisma's own word on the matter, asked where its download host cannot be reached: the engine comes from npm.

describe('the schema files', () => {
  test(
    'say what the migrations make',
    async () => {
      const { code, output } = await diff('prisma/schema');
      expect(output).not.toMatch(/error/i);
      expect(code).toBe(SAME);
    },
    A_WHILE,
  );

  test(
    'that name one column more are found out',
    async () => {
      cpSync('prisma/schema', scratch, { recursive: true });
      const file = join(scratch, 'time.prisma');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('privateNote ', 'mood String?\n  privateNote '));
      const { code, output } = await diff(scratch);
      expect(output).toContain('mood');
      expect(code).toBe(DIFFERENT);
    },
    A_WHILE,
  );
});

/** Compares what the migrations make with schema files; the exit code says whether they are the same. */
function diff(schema: string): Promise<{ code: number | null; output: string }> {
  const nowhere = 'http://127.0.0.1:9';
  const child = spawn(
    process.execPath,
    [
      join('node_modules', 'prisma', 'build', 'index.js'),
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      schema,
      '--exit-code',
    ],
    {
      env: {
        ...process.env,
        DATABASE_URL: database.adminUrl,
        NODE_OPTIONS: '',
        HTTP_PROXY: nowhere,
        HTTPS_PROXY: nowhere,
        PRISMA_ENGINES_MIRROR: nowhere,
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}
