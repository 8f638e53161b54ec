import { expect, test } from '@playwright/test';
import { askToSignIn, codeIn, signInByMail } from './mail';

const OWNER = 'maya@northgate.example';

test('a session that ends while somebody types takes nothing away', async ({ page, context }) => {
  await signInByMail(page, OWNER);
  await page.goto(`${page.url()}/time?week=2026-W46`);
  const line = page.getByRole('textbox', { name: 'Log time in one line' });
  await line.fill('acme 1:30 board prep yesterday');
  await expect(page.getByRole('button', { name: 'Log it' })).toBeEnabled();
  const before = page.url();

  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('link', { name: 'Settings' }).click();
  await other.getByRole('main').getByRole('button', { name: 'Sign out' }).first().click();
  await expect(other).toHaveURL(/\/sign-in$/);
  await expect(other.getByText('You were signed out.')).toHaveCount(0);

  await line.press('Enter');
  await expect(page.getByText('You were signed out.')).toBeVisible();
  const letter = await askToSignIn(page, OWNER);
  await page.getByRole('textbox', { name: 'Code' }).fill(codeIn(letter));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(line).toHaveValue('acme 1:30 board prep yesterday');
  expect(page.url()).toBe(before);

  // Signing out on purpose leaves nothing behind.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('board prep');
});
