import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { forgetKept, keepFor } from '../../../web/src/platform/kept';
import { makeCache } from '../../../web/src/platform/queries';
import { todayHere } from '../../../web/src/platform/when';
import { QuickEntry } from '../../../web/src/time/quick-entry';
import { answering, type Answer, type Asked } from '../answering';

const practiceId = '00000000-0000-4000-8000-000000000001';
const id = (end: number) => `00000000-0000-4000-8000-00000000000${end}`;

function place(end: number, clientName: string, clientCode: string) {
  const today = todayHere();
  return {
    clientId: id(end),
    clientName,
    clientCode,
    engagementId: id(end + 4),
    zone: 'Europe/Berlin',
    today,
    left: 510,
  };
}

let logged: Answer;
let api: ReturnType<typeof answering>;

beforeEach(() => {
  logged = { status: 422, body: { code: 'time.month_closed', title: '', status: 422, type: '' } };
  api = answering(({ path }: Asked) =>
    path.endsWith('/loggable')
      ? { status: 200, body: { items: [place(2, 'Acme Robotics', 'ACM'), place(3, 'Accent Health', 'ACC')] } }
      : logged,
  );
  forgetKept();
  keepFor(id(9));
  show();
});

function show() {
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={makeCache(() => undefined)}>
        <QuickEntry practice={practiceId} keptAs="time.line" />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

afterEach(() => api.stop());

async function type(line: string): Promise<void> {
  const field = screen.getByRole('textbox', { name: 'Log time in one line' });
  await waitFor(() => expect(field).toHaveAttribute('placeholder', expect.stringMatching(/^acm /)));
  await userEvent.type(field, line);
}

test('says what it understood before anything is saved', async () => {
  await type('acme 1:30 board prep #c5');
  expect(await screen.findByText('Acme Robotics')).toBeVisible();
  expect(screen.getByText('1:30')).toBeVisible();
  expect(screen.getByText(/board prep/)).toBeVisible();
  expect(screen.getByText('then 7:00 left')).toBeVisible();
  expect(api.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
});

test('asks for what is missing instead of saving', async () => {
  await type('board prep{Enter}');
  expect(await screen.findByText('Which client?')).toBeVisible();
  expect(screen.getByText('How long?')).toBeVisible();
  expect(api.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
});

test('asks which of two clients a beginning means, and takes the answer', async () => {
  await type('ac 30m call');
  await userEvent.click(await screen.findByRole('button', { name: 'Accent Health' }));
  expect(screen.getByRole('textbox')).toHaveValue('ac 30m call @ACC');
  expect(screen.queryByText('Which client?')).toBeNull();
});

test('sends whole minutes with an id of its own, and keeps the line when the answer is no', async () => {
  await type('acme 1.5 board prep{Enter}');
  expect(await screen.findByText('This month is already closed.')).toBeVisible();
  expect(screen.getByRole('textbox')).toHaveValue('acme 1.5 board prep');
  const sent = api.asked.find(({ method }) => method === 'POST');
  expect(sent?.path).toBe(`/api/practices/${practiceId}/engagements/${id(6)}/time`);
  expect(sent?.body).toMatchObject({
    minutes: 90,
    text: 'board prep',
    day: todayHere(),
    billable: true,
    activity: null,
  });
});

test('a line outlives its screen when the session ends while it is sent, for the same person alone', async () => {
  logged = { status: 401, body: { code: 'request.not_signed_in', title: '', status: 401, type: '' } };
  await type('acme 1.5 board prep{Enter}');
  cleanup();
  await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('board prep'));
  show();
  expect(screen.getByRole('textbox')).toHaveValue('acme 1.5 board prep');
  cleanup();
  keepFor(id(8));
  keepFor(id(9));
  show();
  expect(screen.getByRole('textbox')).toHaveValue('');
  expect(sessionStorage).toHaveLength(0);
});
