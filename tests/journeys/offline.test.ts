import { expect, test, type Page } from '@playwright/test';
import { fiveClients } from './five-clients';
import { signInByMail } from './mail';

async function stored(page: Page, practiceId: string, today: string): Promise<number> {
  const answer = await page.request.get(`/api/practices/${practiceId}/time?from=${today}&to=${today}&limit=200`);
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('unsent:')));

test('hours logged without a network are kept, and arrive exactly once', async ({ page, context, baseURL }) => {
  test.setTimeout(120_000);
  const { practiceId, today } = await fiveClients(page, baseURL ?? '');
  await page.goto(`/p/${practiceId}/time`);
  const second = await context.newPage();
  await second.goto(`/p/${practiceId}/time`);
  const line = page.getByRole('textbox', { name: 'Log time in one line' });
  await line.fill('aldgate 45m board prep');
  await expect(page.getByText('Aldgate Foods').first()).toBeVisible();

  await test.step('the network goes, and the entry stays on the device', async () => {
    await context.setOffline(true);
    await line.press('Enter');
    await expect(page.getByRole('heading', { name: 'Not sent yet' })).toBeVisible();
    await expect(line).toHaveValue('');
    await expect(second.getByRole('heading', { name: 'Not sent yet' })).toBeVisible();
    expect(await kept(page)).toHaveLength(1);
  });

  await test.step('a reload without a network loses nothing', async () => {
    await page.reload().catch(() => undefined);
  });

  await test.step('the network is back: two tabs, one entry', async () => {
    await context.setOffline(false);
    await page.goto(`/p/${practiceId}/time`);
    await expect.poll(() => stored(page, practiceId, today)).toBe(1);
    await expect(page.getByRole('heading', { name: 'Not sent yet' })).toHaveCount(0);
    await expect(second.getByRole('heading', { name: 'Not sent yet' })).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^Total/ })).toContainText('0:45');
    expect(await kept(page)).toEqual([]);
    expect(await stored(page, practiceId, today)).toBe(1);
  });
});

test('signing out asks about hours that are not sent, and keeps them for their owner alone', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { practiceId, owner, today } = await fiveClients(page, baseURL ?? '');
  await page.goto(`/p/${practiceId}/time`);
  const line = page.getByRole('textbox', { name: 'Log time in one line' });
  await line.fill('brook 30m secret of robin');
  await expect(page.getByText('Brook Health').first()).toBeVisible();
  await context.route('**/engagements/*/time', (route) => route.abort());
  await line.press('Enter');
  await expect(page.getByRole('heading', { name: 'Not sent yet' })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).first().click();
  const question = page.getByRole('dialog', { name: 'Sign out with 1 entry not sent yet?' });
  await question.getByRole('button', { name: 'Sign out and keep them' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  await test.step('somebody else on this device sees nothing of them', async () => {
    await context.unroute('**/engagements/*/time');
    await signInByMail(page, 'daniel@acme.example');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByText('secret of robin')).toHaveCount(0);
    expect(await kept(page)).toHaveLength(1);
    await page.request.delete('/api/session', { headers: { origin: new URL(page.url()).origin } });
  });

  await test.step('their owner comes back, and they are sent', async () => {
    await signInByMail(page, owner);
    await page.goto(`/p/${practiceId}/time`);
    await expect.poll(() => stored(page, practiceId, today)).toBe(1);
    expect(await kept(page)).toEqual([]);
  });
});
