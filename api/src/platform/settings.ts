import { z } from 'zod';

const database = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  BATON_SECRET: z.string().min(32),
};

/** What a person may set. Everything else about the process is ours. */
const Settings = z.object({
  ...database,
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  BATON_URL: z.url({ protocol: /^https?$/ }).optional(),
  POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Baton <baton@localhost>'),
  SIGN_UP: z.enum(['open', 'closed']).default('closed'),
  TRUSTED_PROXY: z.string().min(1).optional(),
});

const Preparation = z.object(database);

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
export function readSettings(env: Environment): Settings {
  return read(Settings, env, lackingInProduction(env));
}

/** Reads the two settings that preparing a database needs. Throws a `SettingsError` as well. */
export function readPreparation(env: Environment): z.output<typeof Preparation> {
  return read(Preparation, env, []);
}

type Environment = Record<string, string | undefined>;

function read<Shape extends z.ZodType>(shape: Shape, env: Environment, lacking: string[]): z.output<Shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const answer = shape.safeParse(given);
  if (answer.success && lacking.length === 0) return answer.data;
  const bad = answer.success ? [] : answer.error.issues.map((issue) => String(issue.path[0]));
  throw new SettingsError([...new Set([...bad, ...lacking])]);
}

/** In production people click links in mails: the address in them and a way to send them are not guessed. */
function lackingInProduction({ NODE_ENV, BATON_URL, SMTP_URL }: Environment): string[] {
  if (NODE_ENV !== 'production') return [];
  const insecure = BATON_URL?.startsWith('http://') === true && URL.canParse(BATON_URL) && !isLocal(BATON_URL);
  return [...(!BATON_URL || insecure ? ['BATON_URL'] : []), ...(SMTP_URL ? [] : ['SMTP_URL'])];
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
