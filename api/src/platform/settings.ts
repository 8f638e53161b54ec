import { z } from 'zod';

/** What a person may set, where it is refused, and what is said then. Everything else about the process is ours. */
const Settings = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(4000),
    BATON_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    BATON_SECRET: z.string().min(32),
    POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).default('Baton <baton@localhost>'),
    SIGN_UP: z.enum(['open', 'closed']).default('closed'),
    TRUSTED_PROXY: z.string().min(1).optional(),
  })
  .superRefine((settings, context) => {
    if (settings.NODE_ENV !== 'production') return;
    const missing = (['BATON_URL', 'SMTP_URL'] as const).filter((name) => settings[name] === undefined);
    for (const name of missing) context.addIssue({ code: 'custom', path: [name] });
    if (settings.BATON_URL?.startsWith('http://') && !isLocal(settings.BATON_URL)) {
      context.addIssue({ code: 'custom', path: ['BATON_URL'] });
    }
  });

const accepted: Record<string, string> = {
  NODE_ENV: 'development, production or test',
  HOST: 'the address to listen on, for example 127.0.0.1 or 0.0.0.0',
  PORT: 'a port number from 0 to 65535; 0 takes any free one',
  BATON_URL:
    'the address people type, for example https://baton.example.com; needed in production, where it begins with https unless it is this machine',
  DATABASE_URL: "a PostgreSQL administrator's or owner's address, for example postgresql://postgres:…@db:5432/baton",
  BATON_SECRET: 'a random text of at least 32 characters, for example from: openssl rand -base64 32',
  POOL_SIZE: 'database connections for each role, from 1 to 100; 8 to 10 serve any number of people',
  SMTP_URL: 'a mail server, for example smtps://user:password@mail.example.com; needed in production',
  MAIL_FROM: 'the sender of mail, for example Baton <baton@example.com>',
  SIGN_UP: 'open or closed: whether a stranger may found a practice',
  TRUSTED_PROXY: 'the address or network of the proxy whose X-Forwarded-For is believed, for example 10.0.0.0/8',
};

export type Settings = z.output<typeof Settings>;

/** Settings that this process cannot run with: each named, with what it accepts. The values themselves stay unsaid. */
export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(readonly settings: string[]) {
    const lines = settings.map((name) => `  ${name}: ${accepted[name] ?? 'not known'}`);
    super(`These settings are missing or not usable. Accepted is:\n${lines.join('\n')}`);
  }
}

/** Reads the settings from the environment; an empty one counts as not set. Throws a `SettingsError` that names every bad one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = Settings.safeParse(given);
  if (read.success) return read.data;
  throw new SettingsError([...new Set(read.error.issues.map((issue) => String(issue.path[0])))]);
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
