import { parseArgs } from 'node:util';
import { hashToken, newToken } from '../platform/session/tokens.js';
import type { Settings } from '../platform/settings.js';
import { asServer, CommandError } from './as-server.js';

const HOUR = 3_600_000;

/**
 * A link that signs somebody in once within an hour: for the first owner, and for whoever cannot get at their mail.
 * @throws CommandError when nobody has this mailbox here.
 */
export function signInLink(settings: Settings, email: string): Promise<string> {
  return asServer(settings, async (identity) => {
    const user = await identity.userByEmail(email);
    if (!user) throw new CommandError(`Nobody here has the mailbox ${email}.`);
    const token = newToken();
    const at = new Date();
    // The code is for a browser that asked; nobody asked here, so nobody can know it.
    const [browser, code] = [hashToken(newToken()), hashToken(newToken())];
    const until = new Date(at.getTime() + HOUR);
    await identity.ask({ email, browser, link: hashToken(token), code, address: 'server', at, until }, null);
    return `${new URL(settings.BATON_URL ?? `http://localhost:${settings.PORT}`).origin}/sign-in#${token}`;
  });
}

export async function run(args: string[], settings: Settings): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [email] = positionals;
  if (!email || positionals.length > 1) throw new CommandError('Say whose: npm run sign-in-link -- you@example.com');
  console.log(await signInLink(settings, email));
}
