import { expect, test, type Page } from '@playwright/test';
import { addDays, mondayOf, weekOf, type Day } from '../../api/domain/shared/day';
import { formatDayShort, formatWeekday } from '../../api/domain/shared/format';
import { FIVE, fiveClients } from './five-clients';

/** Hours of five clients from Monday to Friday, as somebody would type them. */
const HOURS = [
  ['2', '1.5', '2', '1', '.75'],
  ['1', '1', '1', '1', '1'],
  ['3', '2,5', '45m', '1:30', '2'],
  ['1h15', '2', '2', '1', '1'],
  ['1', '.5', '1', '2', '9-10:30'],
] as const;
const TOTAL = '35:15';

const name = (day: Day) => `${formatWeekday(day)} ${formatDayShort(day)}`;
const cell = (page: Page, client: string, day: Day) => page.getByLabel(new RegExp(`^${client}, .*, ${name(day)}: `));

test('a week of five clients is filled by keyboard alone', async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const { practiceId, today } = await fiveClients(page, baseURL ?? '');
  const monday = addDays(mondayOf(weekOf(today)), -7);
  const days = [0, 1, 2, 3, 4].map((ahead) => addDays(monday, ahead));
  const week = weekOf(monday);
  await page.goto(`/p/${practiceId}/time?week=${week}&day=${monday}`);
  await expect(page.getByRole('button', { name: 'Add row' })).toBeVisible();

  let keys = 0;
  const press = async (key: string) => {
    await page.keyboard.press(key);
    keys += 1;
  };
  const type = async (text: string) => {
    for (const letter of text) await press(letter);
  };

  await test.step('adds a row for each client', async () => {
    await page.getByRole('textbox', { name: 'Log time in one line' }).focus();
    for (const client of FIVE) {
      while (
        !(await page.getByRole('button', { name: 'Add row' }).evaluate((element) => element === document.activeElement))
      )
        await press('Tab');
      await press('Enter');
      await expect(page.getByRole('combobox', { name: 'Client' })).toBeFocused();
      await type(client.slice(0, 2).toLowerCase());
      await press('Tab');
      await type('c2');
      await press('Tab');
      await press('Enter');
      await expect(cell(page, client, monday)).toBeFocused();
    }
    console.log(`week grid: ${keys} keys for ${FIVE.length} rows, ${(keys / FIVE.length).toFixed(1)} a row`);
  });

  await test.step('fills Monday to Friday', async () => {
    await press('Control+Home');
    keys = 0;
    for (const [row, hours] of HOURS.entries()) {
      if (row > 0) {
        await press('ArrowDown');
        await press('Home');
      }
      for (const [column, text] of hours.entries()) {
        await type(text);
        await press(column === hours.length - 1 ? 'Enter' : 'ArrowRight');
        if (column === hours.length - 1 && row < HOURS.length - 1) await press('ArrowUp');
      }
    }
    const entries = HOURS.flat().length;
    console.log(`week grid: ${keys} keys for ${entries} entries, ${(keys / entries).toFixed(2)} an entry`);
    expect(keys / entries).toBeLessThan(4);
    await expect(page.getByRole('grid').locator('[aria-busy]')).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^Total/ })).toContainText(TOTAL);
  });

  await test.step('everything is stored, once', async () => {
    await page.reload();
    await expect(page.getByRole('row', { name: /^Total/ })).toContainText(TOTAL);
    const answer = await page.request.get(
      `/api/practices/${practiceId}/time?from=${monday}&to=${addDays(monday, 6)}&limit=200`,
    );
    const { items } = (await answer.json()) as { items: unknown[] };
    expect(items).toHaveLength(HOURS.flat().length);
  });

  await test.step('a note, a quarter more, clearing and taking back', async () => {
    const wednesday = days[2] ?? monday;
    const calder = cell(page, 'Calder Bank', wednesday);
    await calder.focus();
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
    await page.keyboard.type('vendor call');
    await page.keyboard.press('Enter');
    await expect(calder).toBeFocused();
    await expect(calder).toHaveAccessibleName(/0:45, note: vendor call/);
    await page.keyboard.press('+');
    await expect(calder).toContainText('1:00');
    await page.keyboard.press('Delete');
    await expect(calder).toContainText('·');
    await expect(calder).not.toHaveAttribute('aria-busy');
    await page.keyboard.press('Control+z');
    await expect(calder).toHaveAccessibleName(/1:00, note: vendor call/);
    await expect(page.getByRole('heading', { name: new RegExp(name(wednesday)) })).toBeVisible();
  });

  await test.step('a bad value keeps the focus and says which forms work', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('1:75');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('alert')).toContainText(/Dorset Freight.*“1:75” is not a duration.*90m/);
    await expect(page.getByRole('textbox', { name: /^Hours for Dorset/ })).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('the rows come along to the next week, and Tab leaves the grid', async () => {
    await page.goto(`/p/${practiceId}/time?week=${weekOf(today)}`);
    await page.getByRole('button', { name: 'Copy last week’s rows' }).press('Enter');
    await expect(page.getByRole('rowheader', { name: /Elm Learning/ })).toBeVisible();
    const first = cell(page, 'Aldgate Foods', mondayOf(weekOf(today)));
    await first.focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Add row' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(first).toBeFocused();
  });
});
