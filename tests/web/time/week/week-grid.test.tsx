import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WeekEntry, WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { minutes } from '@domain/shared/units';
import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useWeek } from '../../../../web/src/time/time.queries';
import type { CellIdentity } from '../../../../web/src/time/week/row-identity';
import { withStored } from '../../../../web/src/time/week/stored-cell';
import { WeekGrid } from '../../../../web/src/time/week/week-grid';
import { Toasts } from '../../../../web/src/ui/toast';
import { unsentOf } from '../../../../web/src/time/unsent/unsent-store';
import { asRobin, ROBIN, SignedIn } from '../../signed-in';
import { answering, type Answer, type Asked } from '../../answering';
import { anEntry, aWeek, DAYS, id, MONDAY, WEEK } from './a-week';

const PRACTICE = id(1);
const MEMBER = id(2);

let week: WeekView;
let refusal: Answer | undefined;
let api: ReturnType<typeof answering>;

/** Keeps the one week: what was written is there when it is read again. */
function answer(asked: Asked): Answer {
  const { method, path, body } = asked;
  const session = asRobin(asked);
  if (session) return session;
  if (path.includes('/time-weeks/2026-W47')) return { status: 200, body: before() };
  if (path.includes('/time-weeks/')) return { status: 200, body: week };
  if (method === 'GET') return { status: 200, body: { items: [], next: null } };
  if (refusal) return refusal;
  const sent = body as Partial<WeekEntry> & Partial<CellIdentity>;
  const [, engagementId = ''] = /engagements\/([^/]+)/.exec(path) ?? [];
  const [, entryId = ''] = /\/time\/([^/]+)/.exec(path) ?? [];
  const found = week.rows.flatMap((row) =>
    Object.entries(row.entriesByDay).flatMap(([day, entries]) =>
      entries.filter((entry) => entry.id === entryId).map((entry) => ({ row, day: day as Day, entry })),
    ),
  )[0];
  const cell = {
    engagementId: found?.row.engagementId ?? engagementId,
    activity: found ? found.row.activity : (sent.activity ?? null),
    day: found?.day ?? sent.day ?? MONDAY,
  };
  const stored = {
    ...(found?.entry ?? anEntry()),
    ...sent,
    ...cell,
    version: (found?.entry.version ?? 0) + 1,
    clientId: id(10),
    memberId: MEMBER,
    memberName: 'Robin Vale',
    source: 'web' as const,
    instants: null,
    parallel: false,
    wholeId: null,
    voided: null,
    monthClosed: false,
    can: { edit: true, remove: true, correct: false },
    later: [],
  };
  week = withStored(week, cell, path.endsWith('/voiding') ? null : stored);
  return { status: 200, body: stored };
}

const before = (): WeekView => ({
  ...aWeek([
    { activity: 'C2', entries: { '2026-11-16': [anEntry()] } },
    { client: 2, activity: 'V3', entries: { '2026-11-17': [anEntry()] } },
  ]),
  week: '2026-W47' as never,
});

function Screen() {
  const { data } = useWeek(PRACTICE, WEEK);
  if (!data) return null;
  return (
    <WeekGrid
      practice={PRACTICE}
      memberId={MEMBER}
      week={data}
      chosen={MONDAY}
      onDay={() => undefined}
      left={() => '8:30 left'}
    />
  );
}

async function start(): Promise<void> {
  const root = createRootRoute();
  const time = createRoute({ getParentRoute: () => root, path: '/p/$practice/time', component: Screen });
  const router = createRouter({
    routeTree: root.addChildren([time]),
    history: createMemoryHistory({ initialEntries: [`/p/${PRACTICE}/time`] }),
  });
  render(
    <MantineProvider env="test">
      <SignedIn>
        <RouterProvider router={router as never} />
        <Toasts />
      </SignedIn>
    </MantineProvider>,
  );
  await screen.findByRole('button', { name: 'Add row' });
}

beforeEach(() => {
  refusal = undefined;
  week = aWeek([
    { activity: 'C2', entries: { [MONDAY]: [anEntry({ text: 'board prep' })] } },
    { client: 1, activity: 'V1', entries: { '2026-11-24': [anEntry({ id: id(91) }), anEntry({ id: id(92) })] } },
  ]);
  api = answering(answer);
});

afterEach(() => api.stop());

const cell = (client: string, day: string) =>
  screen.getByLabelText(new RegExp(`^${client}, .*, ${day}: `), { selector: 'td' });
const sent = () => api.asked.filter(({ method }) => method !== 'GET');
const keys = (typed: string) => userEvent.keyboard(typed);
const field = () => screen.getByRole('textbox', { name: /^Hours for/ });

describe('going through the week', () => {
  test('has one Tab stop, and the next Tab leaves it', async () => {
    await start();
    expect(screen.getByRole('grid').querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
    await userEvent.tab();
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveFocus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Add row' })).toHaveFocus();
    await userEvent.tab({ shift: true });
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveFocus();
  });

  test('arrows go from cell to cell, and a screen reader hears where one is', async () => {
    await start();
    await userEvent.tab();
    await keys('{ArrowDown}{ArrowRight}');
    expect(cell('Bolt Health', 'Tue 24 Nov')).toHaveFocus();
    expect(cell('Bolt Health', 'Tue 24 Nov')).toHaveAccessibleName(
      'Bolt Health, Day-to-day team management, Tue 24 Nov: 3:00, 2 entries',
    );
  });
});

describe('typing', () => {
  test('replaces the hours, shows them and the sums at once, and goes down', async () => {
    await start();
    await userEvent.tab();
    await keys('2,5{Enter}');
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('2:30');
    expect(cell('Bolt Health', 'Mon 23 Nov')).toHaveFocus();
    expect(screen.getByRole('rowheader', { name: 'Total' }).closest('tr')).toHaveTextContent('2:30');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ method: 'PATCH', body: { minutes: 150 } });
    expect(sent()[0]?.headers.get('if-match')).toBe('"1"');
  });

  test('logs into an empty cell with an id of its own', async () => {
    await start();
    await userEvent.tab();
    await keys('{ArrowRight}90m{ArrowRight}');
    expect(cell('Acme Robotics', 'Wed 25 Nov')).toHaveFocus();
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({
      method: 'POST',
      path: `/api/practices/${PRACTICE}/engagements/${id(20)}/time`,
      body: { day: '2026-11-24', minutes: 90, activity: 'C2', billable: true },
    });
  });

  test('keeps the focus on a value it cannot read, says which forms work, and gives up on Escape', async () => {
    await start();
    await userEvent.tab();
    await keys('1:75{Enter}');
    expect(field()).toHaveFocus();
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    expect(screen.getByRole('alert')).toHaveTextContent(/Acme Robotics, C2, Mon 23 Nov: “1:75” is not a duration.*90m/);
    await userEvent.tab();
    expect(field()).toHaveFocus();
    await keys('{Escape}');
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveFocus();
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('1:30');
    expect(sent()).toHaveLength(0);
  });

  test('opens the list of a cell with several entries', async () => {
    await start();
    await userEvent.tab();
    await keys('{ArrowDown}{ArrowRight}3');
    expect(await screen.findByRole('dialog', { name: 'Bolt Health, V1 Day-to-day team management' })).toBeVisible();
    expect(sent()).toHaveLength(0);
  });

  test('says why a day takes no hours', async () => {
    await start();
    await userEvent.tab();
    await keys('{End}2');
    expect(screen.getByRole('alert')).toHaveTextContent('this day has not come yet');
    expect(cell('Acme Robotics', 'Sun 29 Nov')).toHaveFocus();
  });
});

describe('other keys', () => {
  test('plus adds quarters of an hour, of which only the last is sent after the first', async () => {
    await start();
    await userEvent.tab();
    await keys('+++');
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('2:15');
    await waitFor(() => expect(screen.getByRole('grid').querySelector('[aria-busy]')).toBeNull());
    expect(sent().at(-1)).toMatchObject({ body: { minutes: 135 } });
  });

  test('Delete voids with its reason, and Ctrl+Z logs the same hours again', async () => {
    await start();
    await userEvent.tab();
    await keys('{Delete}');
    expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('·');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ path: expect.stringMatching(/voiding$/), body: { reason: 'cleared by author' } });
    await waitFor(() => expect(screen.getByRole('grid').querySelector('[aria-busy]')).toBeNull());
    await keys('{Control>}z{/Control}');
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toMatchObject({ method: 'POST', body: { minutes: 90, text: 'board prep' } });
  });

  test('N writes the note of the cell', async () => {
    await start();
    await userEvent.tab();
    await keys('n');
    const note = await screen.findByRole('textbox', { name: 'Note' });
    expect(note).toHaveValue('board prep');
    await userEvent.clear(note);
    await userEvent.type(note, 'board prep, second part{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ method: 'PATCH', body: { text: 'board prep, second part' } });
  });
});

test('hours that cannot be sent stay in their cell, marked, and are taken back from there', async () => {
  refusal = { status: 503, body: { code: 'request.busy', title: '', status: 503, type: '' } };
  await start();
  await userEvent.tab();
  await keys('{ArrowRight}45m{Enter}');
  await waitFor(() =>
    expect(cell('Acme Robotics', 'Tue 24 Nov')).toHaveAccessibleName(/Tue 24 Nov: 0:45, not sent yet$/),
  );
  expect(unsentOf({ userId: ROBIN, practiceId: PRACTICE })).toHaveLength(1);
  await keys('{Control>}z{/Control}');
  await waitFor(() => expect(unsentOf({ userId: ROBIN, practiceId: PRACTICE })).toHaveLength(0));
  expect(cell('Acme Robotics', 'Tue 24 Nov')).toHaveTextContent('·');
});

test('a refused value goes back, is kept as typed, and the sentence names the cell', async () => {
  refusal = { status: 409, body: { code: 'time.month_closed', title: '', status: 409, type: '' } };
  await start();
  await userEvent.tab();
  await keys('2{Enter}');
  expect(
    await screen.findByText(/^2 for Acme Robotics, C2, Mon 23 Nov was not saved\. This month is already/),
  ).toBeVisible();
  expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('2');
  expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveAttribute('aria-invalid', 'true');
  expect(screen.getByRole('rowheader', { name: 'Total' }).closest('tr')).toHaveTextContent('1:30');
  await keys('{ArrowUp}{Enter}');
  expect(field()).toHaveValue('2');
  await keys('{Escape}{Escape}');
  expect(cell('Acme Robotics', 'Mon 23 Nov')).toHaveTextContent('1:30');
});

describe('more than one cell at once', () => {
  test('a row pasted from a spreadsheet lands from where one is, and is taken back as one', async () => {
    await start();
    await userEvent.tab();
    await userEvent.paste('2\t0:45:00\t1,5\n');
    await waitFor(() => expect(sent()).toHaveLength(3));
    expect(sent().map(({ body }) => (body as { minutes: number }).minutes)).toEqual([120, 45, 90]);
    expect(await screen.findByText('Pasted into 3 cells.')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('grid').querySelector('[aria-busy]')).toBeNull());
    await keys('{Control>}z{/Control}');
    await waitFor(() => expect(sent()).toHaveLength(6));
  });

  test('nothing is pasted when one value is bad', async () => {
    await start();
    await userEvent.tab();
    await userEvent.paste('2\tlunch');
    expect(screen.getByRole('alert')).toHaveTextContent(/^Nothing was pasted\. Acme Robotics, C2, Tue 24 Nov: “lunch”/);
    expect(sent()).toHaveLength(0);
  });

  test('the rows of last week come with and without hours', async () => {
    await start();
    await userEvent.click(screen.getByRole('button', { name: 'Copy last week’s rows' }));
    expect(await screen.findByText('Added 1 row of last week.')).toBeVisible();
    expect(cell('Cedar Bank', 'Mon 23 Nov')).toHaveTextContent('·');
    await userEvent.click(screen.getByRole('button', { name: 'Copy rows with hours' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ body: { day: '2026-11-24', minutes: 90, activity: 'V3', text: '' } });
    expect(await screen.findByText(/into 1 cell\. 1 cell took none/)).toBeVisible();
  });

  test('a row is added with the keyboard and is where one then stands', async () => {
    await start();
    await userEvent.tab();
    await userEvent.tab();
    await keys('{Enter}');
    expect(await screen.findByRole('combobox', { name: 'Client' })).toHaveFocus();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Client' }), 'Delta Freight');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Activity' }), 'VP search');
    await userEvent.click(screen.getByRole('button', { name: 'Add row' }));
    await waitFor(() => expect(cell('Delta Freight', 'Mon 23 Nov')).toHaveFocus());
  });
});

test('a row whose month is closed says so and takes nothing', async () => {
  const locks = DAYS.map((day) => ({ day, code: 'time.month_closed' as const, month: '2026-10' as never }));
  week = {
    ...week,
    rows: week.rows.map((row) => ({
      ...row,
      entriesByDay: { [MONDAY]: [anEntry({ can: { edit: false, remove: false }, minutes: minutes(60) })] },
    })),
    places: week.places.map((place) => ({ ...place, locks })),
  };
  await start();
  expect(screen.getAllByText('Month closed')).toHaveLength(2);
  await userEvent.tab();
  await keys('2');
  expect(screen.getByRole('alert')).toHaveTextContent('October 2026 is closed, so nothing in it can change.');
  expect(sent()).toHaveLength(0);
});
