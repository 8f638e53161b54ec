import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedLetter {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
}

/** A mail server that takes every letter and keeps it. */
export interface MailPeer {
  readonly url: string;
  /** Letters as they came in, oldest first. */
  readonly letters: ReceivedLetter[];
  /** The newest letter to a mailbox; asking for one that never came fails the test. */
  lastTo(mailbox: string): ReceivedLetter;
  close(): Promise<void>;
}

export async function startMailPeer(): Promise<MailPeer> {
  const letters: ReceivedLetter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        for (const { address } of session.envelope.rcptTo) letters.push(read(address, raw));
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    lastTo: (mailbox) => {
      const found = letters.filter(({ to }) => to === mailbox).at(-1);
      if (!found) throw new Error(`no letter came to ${mailbox}`);
      return found;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function read(to: string, raw: string): ReceivedLetter {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const body = raw.slice(at + 4);
  const encoding = field('Content-Transfer-Encoding').toLowerCase();
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? Buffer.from(
            body
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8')
        : body;
  return { to, subject: field('Subject'), messageId: field('Message-ID'), text };
}
