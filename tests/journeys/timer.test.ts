import { expect, test, type Page } from '@playwright/test';
import { dayIn } from '../../api/domain/shared/day';
import { signInByMail } from './mail';

const OWNER = 'maya@northgate.example';
const ZONE = 'Europe/Berlin';

test('a timer is one on every device, is switched, and keeps running when it cannot be kept', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await signInByMail(page, OWNER);
  const other = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await signInByMail(other, OWNER);

  await test.step('it starts with a key, for a client', async () => {
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Start a timer' });
    await dialog.getByLabel('Client').selectOption({ label: 'Acme Robotics' });
    await dialog.getByLabel('Note').fill('board call');
    await dialog.getByLabel('Note').press('Enter');
    await expect(running(page)).toContainText('Acme Robotics · board call');
    await expect(page.getByRole('timer').first()).toHaveText(/^0:00:0[1-9]$/);
  });

  await test.step('it is seen on the other device, on every screen, and after coming back', async () => {
    await other.reload();
    await expect(running(other)).toContainText('Acme Robotics · board call');
    await other.getByRole('link', { name: 'Settings' }).first().click();
    await expect(running(other)).toContainText('Acme Robotics · board call');
    await page.reload();
    await expect(running(page)).toContainText('Acme Robotics · board call');
  });

  await test.step('the other device switches it from the palette; the first is stopped and kept', async () => {
    await other.keyboard.press('Control+k');
    const palette = other.getByRole('combobox', { name: 'Find or log time' });
    await palette.fill('@dlt quick question');
    await expect(other.getByRole('option', { name: /^Switch the timer to/ })).toBeVisible();
    await palette.press('Enter');
    await expect(running(other)).toContainText('quick question');
    await other.goto(`${practiceOf(page)}/time`);
    const kept = other.getByRole('row', { name: /Acme Robotics.*board call/ });
    await expect(kept.first()).toContainText('0:01');
  });

  await test.step('a stop that comes late changes nothing and shows what runs now', async () => {
    await expect(running(page)).toContainText('board call');
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Timer' });
    await expect(dialog.getByRole('alert').first()).toContainText('this one runs now');
    await expect(running(page)).toContainText('quick question');
    await page.keyboard.press('Escape');
  });

  await test.step('a stop that is refused keeps it, says why, and offers a way', async () => {
    await logBesides(page);
    await page.getByRole('button', { name: 'Stop the timer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Timer' });
    await expect(dialog.getByRole('alert').first()).toContainText(
      'The timer keeps running. You logged time then already.',
    );
    await expect(dialog.getByRole('alert').first()).toContainText('for Acme Robotics, “pairing”');
    await expect(running(page)).toContainText('quick question');
    await dialog.getByRole('button', { name: 'Keep both, in parallel' }).click();
    await expect(dialog).toBeHidden();
    await expect(running(page)).toBeHidden();
  });

  await test.step('and the other device sees that nothing runs', async () => {
    await other.reload();
    await expect(other.getByRole('button', { name: 'Start a timer' })).toBeVisible();
    await expect(running(other)).toBeHidden();
  });

  await test.step('on a phone it lies above the bar at the bottom, and is discarded there with a reason', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Start a timer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
    const stop = await page.getByRole('button', { name: 'Stop the timer' }).boundingBox();
    expect(stop?.y ?? 0).toBeGreaterThan(700);
    expect(stop?.height).toBeGreaterThanOrEqual(44);
    await running(page).getByRole('button').first().click();
    const dialog = page.getByRole('dialog', { name: 'Timer' });
    await dialog.getByText('Discard it').click();
    await dialog.getByLabel('Reason').fill('By mistake');
    await dialog.getByRole('button', { name: 'Discard without hours' }).click();
    await expect(running(page)).toBeHidden();
  });
});

/** The bar that shows what runs. */
function running(page: Page) {
  return page.locator('[data-timer]');
}

function practiceOf(page: Page): string {
  return /\/p\/[^/?]+/.exec(page.url())?.[0] ?? '';
}

/** Hours for another client over this very minute, as another program would log them. */
async function logBesides(page: Page): Promise<void> {
  const practice = practiceOf(page).slice(3);
  const now = Date.now();
  const logged = await page.evaluate(
    async ({ practice: at, startedAt, endedAt, day, zone }) => {
      const { items } = (await (await fetch(`/api/practices/${at}/loggable`)).json()) as {
        items: { clientCode: string; engagementId: string }[];
      };
      const engagement = items.find(({ clientCode }) => clientCode === 'ACM')?.engagementId ?? '';
      const answer = await fetch(`/api/practices/${at}/engagements/${engagement}/time`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          id: crypto.randomUUID(),
          day,
          minutes: 1,
          text: 'pairing',
          parallel: false,
          instants: { startedAt, endedAt, zone },
        }),
      });
      return answer.status;
    },
    {
      practice,
      startedAt: new Date(now).toISOString(),
      endedAt: new Date(now + 60_000).toISOString(),
      day: dayIn(ZONE, now),
      zone: ZONE,
    },
  );
  expect(logged).toBe(201);
}
