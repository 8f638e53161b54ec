import { expect, type APIRequestContext, type Page } from '@playwright/test';

interface KeptLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

async function lettersTo(request: APIRequestContext, mailbox: string, about: RegExp): Promise<KeptLetter[]> {
  const letters = (await (await request.get('/mailbox.json')).json()) as KeptLetter[];
  return letters.filter(({ to, subject }) => to === mailbox && about.test(subject));
}

/** The newest letter to a mailbox, once one more than there were before has arrived in the development mailbox. */
export async function letterTo(
  request: APIRequestContext,
  mailbox: string,
  about: RegExp,
  before = 0,
): Promise<KeptLetter> {
  let letter: KeptLetter | undefined;
  await expect
    .poll(async () => {
      const letters = await lettersTo(request, mailbox, about);
      [letter] = letters;
      return letters.length;
    })
    .toBeGreaterThan(before);
  if (!letter) throw new Error(`nothing arrived for ${mailbox}`);
  return letter;
}

/** The one address of our own that a letter holds. */
export function linkIn({ text }: { readonly text: string }): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error('there is no link in this letter');
  return link;
}

/** The six digits that a sign-in letter offers beside its link. */
export function codeIn({ text }: { readonly text: string }): string {
  const code = /\b\d{6}\b/.exec(text.replace(/https?:\/\/\S+/g, ''))?.[0];
  if (!code) throw new Error('there is no code in this letter');
  return code;
}

/** Asks for a way in on the page that is open, and reads the letter that comes. */
export async function askToSignIn(page: Page, mailbox: string): Promise<KeptLetter> {
  const before = await lettersTo(page.request, mailbox, /sign-in link/);
  await page.getByLabel('E-mail').fill(mailbox);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Look in your mail' })).toBeVisible();
  return letterTo(page.request, mailbox, /sign-in link/, before.length);
}

/** Signs in as anybody would: the address, the mail, the link in it. */
export async function signInByMail(page: Page, mailbox: string): Promise<void> {
  await page.goto('/sign-in');
  await page.goto(linkIn(await askToSignIn(page, mailbox)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/(p|portal)\//);
}
