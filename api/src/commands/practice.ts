import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Email, line, ZoneShape } from '../../contract/shapes.js';
import type { Settings } from '../platform/settings.js';
import { asServer, CommandError } from './as-server.js';
import { signInLink } from './sign-in-link.js';

const USAGE = 'npm run practice -- create --name "Northgate Advisory" --owner you@example.com [--zone Europe/Berlin]';

/** Founds a practice with its first owner, who need not be known here yet; answers the practice's id. */
export function createPractice(
  settings: Settings,
  given: { name: string; owner: string; zone: string },
): Promise<string> {
  return asServer(settings, async (identity) => {
    const id = randomUUID();
    // Nobody knows yet what they are called; the first sign-in asks.
    const owner = (await identity.userByEmail(given.owner)) ?? (await identity.addUser(given.owner, ''));
    await identity.foundPractice(id, given.name, owner.id, given.zone);
    return id;
  });
}

export async function run(args: string[], settings: Settings): Promise<void> {
  const { values, positionals } = read(args);
  if (positionals[0] !== 'create' || !values.name || !values.owner) throw new CommandError(`Usage: ${USAGE}`);
  const name = line(80, 1).safeParse(values.name);
  const owner = Email.safeParse(values.owner);
  const zone = ZoneShape.safeParse(values.zone);
  if (!name.success) throw new CommandError('--name takes 1 to 80 characters.');
  if (!owner.success) throw new CommandError(`--owner takes an e-mail address, and ${values.owner} is none.`);
  if (!zone.success)
    throw new CommandError(`--zone takes a time zone such as Europe/Berlin, and ${values.zone} is none.`);
  await createPractice(settings, { name: name.data, owner: owner.data, zone: zone.data });
  console.log(`${name.data} is there. Its owner signs in once with:\n${await signInLink(settings, owner.data)}`);
}

function read(args: string[]) {
  const options = {
    name: { type: 'string' },
    owner: { type: 'string' },
    zone: { type: 'string', default: Intl.DateTimeFormat().resolvedOptions().timeZone },
  } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (cause) {
    throw new CommandError(`Usage: ${USAGE}`, { cause });
  }
}
