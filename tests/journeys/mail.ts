import { expect, type APIRequestContext, type Page } from '@playwright/test';

interface KeptLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The newest letter to a mailbox, once it has arrived in the development mailbox. */
export async function letterTo(request: APIRequestContext, mailbox: string, about: RegExp): Promise<KeptLetter> {
  let letter: KeptLetter | undefined;
  await expect
    .poll(async () => {
      const letters = (await (await request.get('/mailbox.json')).json()) as KeptLetter[];
      letter = letters.find(({ to, subject }) => to === mailbox && about.test(subject));
      return letter !== undefined;
    })
    .toBe(true);
  if (!letter) throw new Error(`nothing arrived for ${mailbox}`);
  return letter;
}

/** The one address of our own that a letter holds. */
export function linkIn({ text }: { readonly text: string }): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error('there is no link in this letter');
  return link;
}

/** Signs in as anybody would: the address, the mail, the link in it. */
export async function signInByMail(page: Page, mailbox: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(mailbox);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Look in your mail' })).toBeVisible();
  await page.goto(linkIn(await letterTo(page.request, mailbox, /sign-in link/)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/(p|portal)\//);
}
