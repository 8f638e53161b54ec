import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { dayIn } from '../../api/domain/shared/day';
import { addMonths, monthOf } from '../../api/domain/shared/month';
import { signInByMail } from './mail';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const VIEWS = [
  { name: 'laptop, light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'laptop, dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: 'phone, light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone, dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** Looked at in all four ways; the others as light laptop and dark phone. */
const MAIN = ['today', 'time', 'overview', 'search', 'portal'];

test('every screen keeps the accessibility rules, fits a phone, and complains to nobody', async ({ page }) => {
  test.setTimeout(600_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await look(page, 'sign-in', '/sign-in');
  await signInByMail(page, 'maya@northgate.example');
  for (const [name, address] of Object.entries(await screens(page))) await look(page, name, address);
  expect(complaints).toEqual([]);
});

test('nothing is out of reach while a dialog, a menu or the palette is open', async ({ page }) => {
  test.setTimeout(120_000);
  await signInByMail(page, 'maya@northgate.example');
  const { today = '', search = '', overview = '' } = await screens(page);
  await page.goto(today);
  await page.getByRole('button', { name: 'Add client' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await clean(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await clean(page, 'palette');
  await page.goto(overview);
  await page.getByRole('button', { name: 'Move phase' }).click();
  await clean(page, 'phase dialog');
  await page.goto(search);
  await page.getByRole('link', { name: 'Ana Beltrán' }).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('menu')).toBeVisible();
  await clean(page, 'move menu');
});

/** Every screen of the practice, and the client's side as its people see it. */
async function screens(page: Page): Promise<Record<string, string>> {
  const [, practice = ''] = /\/p\/([^/?]+)/.exec(page.url()) ?? [];
  const { items } = (await (await page.request.get(`/api/practices/${practice}/clients`)).json()) as {
    items: { id: string; code: string }[];
  };
  const idOf = (code: string) => items.find((client) => client.code === code)?.id ?? '';
  const base = `/p/${practice}`;
  const acme = `${base}/clients/${idOf('ACM')}`;
  return {
    today: base,
    time: `${base}/time`,
    day: `${base}/time/day/${dayIn('Europe/Berlin', Date.now())}`,
    import: `${base}/time/import`,
    clients: `${base}/clients`,
    overview: acme,
    'over allowance': `${base}/clients/${idOf('DLT')}`,
    'closed client': `${base}/clients/${idOf('EMB')}`,
    hours: `${acme}/hours`,
    search: `${acme}/search`,
    table: `${acme}/search?view=table`,
    'no search': `${base}/clients/${idOf('CDR')}/search`,
    summaries: `${acme}/summaries`,
    summary: `${acme}/summaries/${addMonths(monthOf(dayIn('Europe/Berlin', Date.now()), 1), -1)}`,
    'client settings': `${acme}/settings`,
    settings: `${base}/settings`,
    members: `${base}/settings/members`,
    portal: `/portal/${practice}/${idOf('ACM')}`,
  };
}

async function look(page: Page, name: string, address: string): Promise<void> {
  const views = MAIN.includes(name) ? VIEWS : [VIEWS[0], VIEWS[3]];
  for (const view of views) {
    await page.setViewportSize(view);
    await page.emulateMedia({ colorScheme: view.colorScheme });
    if (view === VIEWS[0]) await page.goto(address);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await clean(page, `${name}, ${view.name}`);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ screen: name, view: view.name, beyond }).toEqual({ screen: name, view: view.name, beyond: 0 });
  }
}

async function clean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect({ where, told }).toEqual({ where, told: [] });
}
