import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { askToSignIn } from '@contract/identity';
import { Person } from '../support/as';
import { ownDatabase } from '../support/database';
import { freePort, startServer, type ServerProcess } from '../support/faults/server-process';

const PATIENCE_MS = 60_000;

interface Delivered {
  readonly to: string;
  readonly messageId: string;
}

let database: Awaited<ReturnType<typeof ownDatabase>>;
let server: ServerProcess;
let admin: pg.Pool;
let port: number;
let mailServer: SMTPServer | undefined;
let delivered: Delivered[] = [];
let attempts = 0;

beforeAll(async () => {
  database = await ownDatabase('mail');
  port = await freePort();
  server = await startServer(database, { env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SIGN_UP: 'open' } });
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
}, 60_000);

afterEach(() => stopMail());

afterAll(async () => {
  await server?.end('SIGKILL');
  await admin?.end();
  await database?.drop();
});

describe('a mail server that fails', () => {
  it('keeps nobody from asking while it is down, and gets the mail once when it is back', async () => {
    const to = await ask();
    await failureOf(to);
    await startMail();
    await arrived(to);
    await pause(1_500);
    expect(delivered.filter((mail) => mail.to === to)).toHaveLength(1);
    expect(await waiting(to)).toBe(0);
  }, 90_000);

  for (const code of [451, 550]) {
    it(`tries again after ${code}, under the same Message-ID, and delivers once`, async () => {
      await startMail({ refusals: [code] });
      const to = await ask();
      await arrived(to);
      await pause(1_500);
      expect(attempts).toBe(2);
      expect(delivered.filter((mail) => mail.to === to)).toHaveLength(1);
      const { rows } = await admin.query<{ id: string }>('SELECT id FROM sign_in_mail WHERE recipient = $1', [to]);
      expect(delivered[0]?.messageId).toContain(rows[0]?.id);
    }, 90_000);
  }

  it('answers at once while the mail server takes its time', async () => {
    await startMail({ delay: 3_000 });
    const began = Date.now();
    const to = await ask();
    expect(Date.now() - began).toBeLessThan(1_500);
    await arrived(to);
    await pause(500);
    expect(delivered.filter((mail) => mail.to === to)).toHaveLength(1);
  }, 90_000);
});

async function ask(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const answer = await new Person(server).call(askToSignIn, { body: { email } });
  expect(answer.status).toBe(202);
  return email;
}

async function startMail({ refusals = [] as number[], delay = 0 } = {}): Promise<void> {
  delivered = [];
  attempts = 0;
  const left = [...refusals];
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      attempts += 1;
      const code = left.shift();
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
      stream.on('end', () => {
        const [recipient] = session.envelope.rcptTo;
        const messageId = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
        setTimeout(() => {
          delivered.push({ to: recipient?.address ?? '', messageId });
          done();
        }, delay);
      });
    },
  });
  mailServer.on('error', () => undefined);
  await new Promise<void>((ready) => mailServer!.listen(port, '127.0.0.1', ready));
}

async function stopMail(): Promise<void> {
  const open = mailServer;
  mailServer = undefined;
  if (open) await new Promise<void>((closed) => open.close(closed));
}

async function arrived(to: string): Promise<void> {
  await until(async () => (await waiting(to)) === 0);
}

/** Waits until a try to send has failed. */
async function failureOf(to: string): Promise<void> {
  await until(async () => {
    const found = await admin.query('SELECT 1 FROM sign_in_mail WHERE recipient = $1 AND failure IS NOT NULL', [to]);
    return found.rowCount === 1;
  });
}

async function waiting(to: string): Promise<number> {
  const { rowCount } = await admin.query('SELECT 1 FROM sign_in_mail WHERE recipient = $1 AND sent_at IS NULL', [to]);
  return rowCount ?? -1;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await done())) {
    if (Date.now() - began > PATIENCE_MS) throw new Error(`it did not happen; the server said:\n${server.said()}`);
    await pause(100);
  }
}
