import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { daysBetween, dayIn, type Day } from '../../api/domain/shared/day';
import { formatMinutes, formatMonth } from '../../api/domain/shared/format';
import { addMonths, firstDayOf, monthOf } from '../../api/domain/shared/month';
import { minutes } from '../../api/domain/shared/units';
import { readPdf } from '../support/pdf-text';
import { letterTo, linkIn, signInByMail } from './mail';
import { togglFile } from './toggl-file';

const OWNER = 'maya@northgate.example';
/** New in every run, so that the journey can be walked again on the same server. */
const CODE = `H${(Date.now() % 100_000).toString(36).toUpperCase()}`;
const CLIENT = `Halden Foods ${CODE}`;
const SPONSOR = `noor.${CODE.toLowerCase()}@halden.example`;
const today = dayIn('Europe/Berlin', Date.now());
const lastMonth = addMonths(monthOf(today, 1), -1);
const begins: Day = firstDayOf(lastMonth, 1);
/** Every day of last month holds as many rows, so that they are over, whatever day it is today. */
const A_DAY = { perDay: 11, minutes: 20 };
const DAYS = daysBetween(begins, firstDayOf(addMonths(lastMonth, 1), 1));
const ROWS = A_DAY.perDay * DAYS;
const WORKED = ROWS * A_DAY.minutes;

test('from a new client to a summary that the sponsor downloads', async ({ page, browser }) => {
  test.setTimeout(240_000);

  await test.step('the owner signs in by mail link', async () => {
    await signInByMail(page, OWNER);
    await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  });

  await test.step('adds a client and agrees terms', async () => {
    await page.getByRole('button', { name: 'Add client' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add client' });
    await dialog.getByLabel('Company').fill(CLIENT);
    await dialog.getByLabel('Code').fill(CODE);
    await dialog.getByLabel('Engineers').fill('12');
    await dialog.getByRole('button', { name: 'Add client' }).click();
    await expect(page.getByRole('heading', { name: CLIENT })).toBeVisible();
    await page.getByLabel('Starts on', { exact: true }).fill(begins);
    await page.getByLabel('Allowance', { exact: true }).fill('20:00');
    await choose(page, 'Each', /month/i);
    await page.getByLabel('Fee a month').fill('5,000.00');
    await page.getByLabel('Rate beyond, an hour').fill('200.00');
    await page.getByRole('button', { name: 'Start the engagement' }).click();
    await expect(page.getByRole('heading', { name: 'Hours this month' })).toBeVisible();
  });

  await test.step('logs a line of hours', async () => {
    await page.getByRole('link', { name: 'Time', exact: true }).click();
    const line = page.getByRole('textbox', { name: 'Log time in one line' }).first();
    await line.fill('acme 1:30 board prep yesterday');
    await expect(page.getByRole('button', { name: 'Log it' })).toBeEnabled();
    await line.press('Enter');
    await expect(page.getByText('Logged 1:30 for Acme Robotics.')).toBeVisible();
    await expect(line).toHaveValue('');
  });

  await test.step(`imports ${ROWS} rows, and the same file again adds nothing`, async () => {
    const file = {
      name: 'toggl.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(togglFile(CLIENT, begins, ROWS, A_DAY)),
    };
    await importFile(page, file);
    await choose(page, 'Activities: Architecture', /Architecture decisions/);
    const apply = page.getByRole('button', { name: /Apply|Use|Save/ });
    if (await apply.isVisible()) await apply.click();
    await page.getByRole('button', { name: /^Log \d+ rows?$/ }).click();
    await expect(page.getByText(`${ROWS} entries logged, ${formatMinutes(minutes(WORKED))} in all.`)).toBeVisible({
      timeout: 30_000,
    });
    await importFile(page, file);
    await expect(page.getByRole('button', { name: 'Nothing to log' })).toBeDisabled();
  });

  await test.step('moves a candidate with the keyboard', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Acme Robotics' }).click();
    await page.getByRole('link', { name: 'VP search' }).click();
    const card = page.getByRole('link', { name: 'Wen Zhao' });
    await card.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByRole('button', { name: 'Undo' }).last()).toBeVisible();
    await expect(card).toBeFocused();
    await page.reload();
    const column = page.getByRole('region', { name: /^Technical depth/ });
    await expect(column.getByRole('link', { name: 'Wen Zhao' })).toBeVisible();
  });

  await test.step('records evidence and moves the phase', async () => {
    await page.getByRole('navigation').getByRole('link', { name: CLIENT }).click();
    await page.getByRole('button', { name: 'Move phase' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move to another phase' });
    await choose(page, 'From Assessing to', /Building the plan/);
    await dialog
      .getByRole('button', { name: /Record/ })
      .first()
      .click();
    await dialog.getByLabel('What shows it').fill('Written assessment, handed over to Noor');
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await dialog.getByLabel('A sentence for the client').fill('The assessment is with you; now we build the plan.');
    await dialog.getByRole('button', { name: 'Move to Building the plan' }).click();
    await expect(page.getByText('Building the plan, day 1')).toBeVisible();
  });

  await test.step('invites the sponsor', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: /Invite/ }).click();
    const form = page.getByRole('form', { name: `Invite somebody at ${CLIENT}` });
    await form.getByLabel('Name').fill('Noor Haugen');
    await form.getByLabel('E-mail').fill(SPONSOR);
    await choose(page, 'Role', /Sponsor/);
    await form.getByRole('button', { name: 'Send invitation' }).click();
    await expect(page.getByText('Noor Haugen').first()).toBeVisible();
  });

  const sponsor = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await test.step('the sponsor accepts', async () => {
    await sponsor.goto(linkIn(await letterTo(page.request, SPONSOR, /invites you/)));
    await sponsor.getByLabel('Your name').fill('Noor Haugen');
    await sponsor.getByRole('button', { name: `Join ${CLIENT}` }).click();
    await expect(sponsor.getByRole('heading', { name: CLIENT })).toBeVisible();
  });

  const name = formatMonth(lastMonth);
  await test.step('the owner writes, closes and publishes the month', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Summaries' }).click();
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click();
    await page.getByLabel('Outcomes').fill('The assessment is done.\n- Six interviews held');
    await page.getByRole('button', { name: 'Save words' }).click();
    await page.getByRole('button', { name: `Close ${name}` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Close ${name}` })
      .click();
    await page.getByRole('button', { name: `Publish to ${CLIENT}` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Publish to ${CLIENT}` })
      .click();
    await expect(page.getByText('No. 1', { exact: true })).toBeVisible();
  });

  await test.step('the sponsor sees phase and hours left, and every file tells the same', async () => {
    const letter = await letterTo(page.request, SPONSOR, /summary for/);
    await sponsor.goto(linkIn(letter));
    await expect(sponsor.getByText('Building the plan').first()).toBeVisible();
    await expect(sponsor.getByText(/\d+:\d\d (left|over)/).first()).toBeVisible();

    const pdf = await readPdf(await download(sponsor, 'PDF'));
    const csv = Buffer.from(await download(sponsor, 'CSV')).toString('utf8');
    const json = JSON.parse(Buffer.from(await download(sponsor, 'JSON')).toString('utf8')) as Record<string, unknown>;

    expect(pdf.text).toContain(CLIENT);
    expect(pdf.text).toContain(formatMinutes(minutes(WORKED)));
    expect(JSON.stringify(json)).toMatch(new RegExp(`"used":${WORKED}[,}]`));
    expect(usedIn(csv)).toBe(String(WORKED));
    expect(pdf.text).toContain('The assessment is done.');

    const screen = page.getByRole('article', { name: 'Preview, as the client will read it' });
    await expect(screen.getByText(formatMinutes(minutes(WORKED))).first()).toBeVisible();
  });
});

/** The used minutes of the balance, as a bookkeeper's program would read them. */
function usedIn(csv: string): string | undefined {
  const rows = parse<Record<string, string>>(csv, { columns: true, bom: true });
  return rows.find(({ section, item }) => section === 'balance' && item === 'used')?.['minutes'];
}

/** Picks an option of a select, native or not, by its label. */
async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first();
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
    const wanted = field.locator('option').filter({ hasText: option }).first();
    await field.selectOption((await wanted.getAttribute('value')) ?? '');
    return;
  }
  await field.click();
  await page.getByRole('option', { name: option }).first().click();
}

async function importFile(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByRole('link', { name: 'Time', exact: true }).first().click();
  await page
    .getByRole('link', { name: /^Import/ })
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('heading', { name: /Preview/ })).toBeVisible({ timeout: 30_000 });
}

async function download(page: Page, format: string): Promise<Uint8Array> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: format }).first().click(),
  ]);
  return new Uint8Array(await readFile(await saved.path()));
}
