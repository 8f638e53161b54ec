import { expect, test, type Browser, type Page } from '@playwright/test';
import { letterTo, linkIn, signInByMail } from './mail';

const OWNER = 'maya@northgate.example';
/** New in every run, so that the journey can be walked again on the same server. */
const RUN = (Date.now() % 1_000_000).toString(36);

/** A browser of their own for somebody who opens the invitation that came to a mailbox. */
async function invited(browser: Browser, owner: Page, mailbox: string, about: RegExp): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: new URL(owner.url()).origin })).newPage();
  await page.goto(linkIn(await letterTo(owner.request, mailbox, about)));
  return page;
}

async function inviteMember(owner: Page, name: string, mailbox: string, role: RegExp): Promise<void> {
  await owner.getByRole('button', { name: 'Invite member' }).click();
  const form = owner.getByRole('form', { name: 'Invite member' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('E-mail').fill(mailbox);
  const option = form.getByLabel('Role').locator('option').filter({ hasText: role });
  await form.getByLabel('Role').selectOption(await option.getAttribute('value'));
  await form.getByRole('button', { name: 'Send invitation' }).click();
  await expect(owner.getByText(`The invitation is on its way to ${mailbox}.`)).toBeVisible();
}

test('an invitation without its token says what to do', async ({ page }) => {
  await page.goto('/invitation');
  await expect(page.getByText('This link is not complete. Copy the whole address from your mail.')).toBeVisible();
});

test('a button shows the whole of a long name, also on a phone', async ({ page }) => {
  const practiceName = 'Northgate Advisory and Partners for Technology Leadership';
  const offer = {
    practiceName,
    clientName: null,
    role: 'cto',
    email: 'kim@north.example',
    name: 'Kim',
    signedInAs: null,
  };
  await page.route('**/api/invitations/opened', (route) => route.fulfill({ json: offer }));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/invitation#${'x'.repeat(43)}`);
  const label = page.getByRole('button', { name: `Join ${practiceName}` }).locator('.mantine-Button-label');
  await expect(label).toBeVisible();
  expect(await label.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  const [button, inside] = [await page.getByRole('button', { name: /^Join/ }).boundingBox(), await label.boundingBox()];
  expect((inside?.y ?? 0) >= (button?.y ?? 0)).toBe(true);
  expect((inside?.y ?? 0) + (inside?.height ?? 0)).toBeLessThanOrEqual((button?.y ?? 0) + (button?.height ?? 0));
});

test('every role finds what it may use, and nothing else', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const [assistant, bookkeeper] = [`ada.${RUN}@northgate.example`, `bo.${RUN}@northgate.example`];
  await signInByMail(page, OWNER);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).click();
  await inviteMember(page, 'Ada Moreau', assistant, /Assistant/);
  await inviteMember(page, 'Bo Lind', bookkeeper, /Bookkeeper/);

  await test.step('the assistant, who has no client yet, is told who can assign one', async () => {
    const ada = await invited(browser, page, assistant, /invites you/);
    await expect(ada.getByLabel('Your name')).toHaveValue('Ada Moreau');
    await ada.getByRole('button', { name: 'Join Northgate Advisory' }).click();
    await expect(ada.getByText(/No client is assigned to you yet\. Maya Lindqvist.* can assign one/)).toBeVisible();
    await expect(ada.getByRole('button', { name: /Add/ })).toHaveCount(0);
    await ada.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(ada.getByText(/No client is assigned to you yet/)).toBeVisible();
    await expect(ada.getByRole('button', { name: /Add/ })).toHaveCount(0);
  });

  await test.step('the bookkeeper is offered neither hours nor clients', async () => {
    const bo = await invited(browser, page, bookkeeper, /invites you/);
    await bo.getByRole('button', { name: 'Join Northgate Advisory' }).click();
    await expect(bo.getByRole('heading', { name: 'Summaries' })).toBeVisible();
    for (const name of ['Time', 'Clients', 'Today'])
      await expect(bo.getByRole('link', { name, exact: true })).toHaveCount(0);
    await expect(bo.getByRole('button', { name: /Log time|Add/ })).toHaveCount(0);
    await bo.keyboard.press('c');
    await expect(bo.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('who belongs in several places chooses one, and switches', () => switches(page, browser));
});

async function switches(page: Page, browser: Browser): Promise<void> {
  const mailbox = `cleo.${RUN}@northgate.example`;
  await inviteMember(page, 'Cleo Hart', mailbox, /CTO/);
  const cleo = await invited(browser, page, mailbox, /invites you/);
  await cleo.getByRole('button', { name: 'Join Northgate Advisory' }).click();
  await expect(cleo.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(cleo.getByRole('button', { name: /other places/ })).toHaveCount(0);

  await page.getByRole('navigation').getByRole('link', { name: 'Acme Robotics' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /Invite/ }).click();
  const form = page.getByRole('form', { name: 'Invite somebody at Acme Robotics' });
  await form.getByLabel('Name').fill('Cleo Hart');
  await form.getByLabel('E-mail').fill(mailbox);
  await form.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText(`The invitation is on its way to ${mailbox}.`)).toBeVisible();
  await cleo.goto(linkIn(await letterTo(page.request, mailbox, /invites you/, 1)));
  await cleo.getByRole('button', { name: 'Join Acme Robotics' }).click();
  await expect(cleo).not.toHaveURL(/invitation/);

  await cleo.evaluate(() => localStorage.clear());
  await cleo.goto('/');
  await expect(cleo.getByRole('heading', { name: 'Where to?' })).toBeVisible();
  await cleo.getByRole('link', { name: /Acme Robotics/ }).click();
  await expect(cleo.getByRole('heading', { name: 'Acme Robotics' })).toBeVisible();
  await cleo.getByRole('button', { name: /other places/ }).click();
  await cleo.getByRole('menuitem', { name: /^Northgate Advisory/ }).click();
  await expect(cleo.getByRole('heading', { name: 'Today' })).toBeVisible();
  await cleo.keyboard.press('Control+k');
  await cleo.getByRole('combobox').fill('acme');
  await cleo.getByRole('option', { name: /Switch to Acme Robotics/ }).click();
  await expect(cleo).toHaveURL(/\/portal\//);
  await cleo.goto('/');
  await expect(cleo).toHaveURL(/\/portal\//);
}
