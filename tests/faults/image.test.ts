import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownDatabase } from '../support/database';

// The image without Docker: the steps of its Dockerfile, on a clean checkout, and then nothing but what it copies.

const A_WHILE = 600_000;
const PORT = '20780';

const work = mkdtempSync(join(tmpdir(), 'baton-image-'));
const source = join(work, 'build');
const image = join(work, 'image');
const dockerfile = readFileSync('api/Dockerfile', 'utf8').replace(/\\\n\s*/g, '');
const instructions = (word: string) =>
  [...dockerfile.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest]) => rest ?? '');

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: ChildProcess | undefined;

beforeAll(async () => {
  database = await ownDatabase('image');
  run(['git', 'clone', '--quiet', process.cwd(), source], process.cwd());
  for (const step of instructions('RUN')) run(step.split(' '), source);
  for (const copy of instructions('COPY').filter((words) => words.startsWith('--from=build'))) {
    const words = copy.split(' ').slice(1);
    const target = words.pop() ?? '';
    for (const path of words.map((word) => word.replace('/baton/', ''))) {
      const to = target.endsWith('/') ? join(image, target, path.split('/').pop() ?? '') : join(image, target);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(source, path), to, { recursive: true, verbatimSymlinks: true });
    }
  }
}, A_WHILE);

afterAll(async () => {
  app?.kill('SIGKILL');
  await database.drop();
  rmSync(work, { recursive: true, force: true });
}, A_WHILE);

test(
  'prepares a database, serves in production and stops when told to',
  async () => {
    const common = {
      PATH: process.env['PATH'] ?? '',
      HOME: tmpdir(),
      NODE_ENV: 'production',
      BATON_SECRET: database.secret,
    };
    run(['node', 'api/bin/prepare-database.mjs'], image, { ...common, DATABASE_URL: database.adminUrl });

    const withoutUser = new URL(database.adminUrl);
    withoutUser.username = withoutUser.password = '';
    const [program = '', ...words] = JSON.parse(instructions('CMD').pop() ?? '[]') as string[];
    app = spawn(program, words, {
      cwd: image,
      stdio: 'inherit',
      env: {
        ...common,
        HOST: '127.0.0.1',
        PORT,
        DATABASE_URL: withoutUser.toString(),
        BATON_URL: `http://localhost:${PORT}`,
        SMTP_URL: 'smtp://127.0.0.1:1',
      },
    });
    expect(await status('/api/health')).toBe(200);
    expect(await status('/api/ready')).toBe(200);
    expect(await status('/')).toBe(200);

    const health = (/CMD (\[.*\])/.exec(instructions('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]') as string;
    run(JSON.parse(health) as string[], image, { ...common, PORT });

    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
  },
  A_WHILE,
);

function run(
  [program = '', ...words]: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: '' },
): void {
  const ran = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${program} ${words.join(' ')} failed:\n${ran.stdout}\n${ran.stderr}`);
}

/** The answer's status, as soon as there is one. */
async function status(path: string): Promise<number> {
  for (let tries = 0; tries < 150; tries += 1) {
    const reply = await fetch(`http://127.0.0.1:${PORT}${path}`).catch(() => undefined);
    if (reply?.ok) return reply.status;
    await new Promise((done) => setTimeout(done, 200));
  }
  return 0;
}
