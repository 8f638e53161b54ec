import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { forgetKept, keepFor } from '../../../web/src/platform/kept';
import { todayHere } from '../../../web/src/platform/when';
import { QuickEntry } from '../../../web/src/time/quick-entry';
import { asRobin, ROBIN, SignedIn } from '../signed-in';
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
  api = answering((asked: Asked) =>
    asked.path.endsWith('/loggable')
      ? { status: 200, body: { items: [place(2, 'Acme Robotics', 'ACM'), place(3, 'Accent Health', 'ACC')] } }
      : (asRobin(asked) ?? logged),
  );
  forgetKept();
  keepFor(ROBIN);
  show();
});

function show() {
  return render(
    <MantineProvider env="test">
      <SignedIn>
        <QuickEntry practice={practiceId} keptAs="time.line" />
      </SignedIn>
    </MantineProvider>,
  );
}

afterEach(() => api.stop());

async function type(line: string): Promise<void> {
  const field = await screen.findByRole('textbox', { name: 'Log time in one line' });
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

test('sends clock times as moments, and offers the ways around what is there', async () => {
  const at = (time: string) => new Date(`2026-10-20T${time}:00`).toISOString();
  logged = {
    status: 409,
    body: {
      code: 'time.overlap',
      title: '',
      status: 409,
      type: '',
      facts: {
        wanted: { startedAt: at('09:00'), endedAt: at('11:00') },
        others: [
          {
            id: id(7),
            clientId: id(3),
            client: 'Accent Health',
            text: 'standup',
            startedAt: at('09:30'),
            endedAt: at('10:00'),
          },
        ],
      },
    },
  };
  await type('acme 9-11 board prep 2026-10-20{Enter}');
  expect(await screen.findByText('You logged time then already.')).toBeVisible();
  const sent = () => api.asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(sent()[0]).toMatchObject({ minutes: 120, instants: { startedAt: at('09:00'), endedAt: at('11:00') } });
  expect(screen.getByText(/09:30–10:00 for Accent Health, “standup”/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Split: 09:00–09:30 and 10:00–11:00' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Trim to 10:00–11:00' }));
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()[1]).toMatchObject({ minutes: 60, instants: { startedAt: at('10:00'), endedAt: at('11:00') } });
  await userEvent.click(await screen.findByRole('button', { name: 'Keep both, in parallel' }));
  await waitFor(() => expect(sent()).toHaveLength(3));
  expect(sent()[2]).toMatchObject({ minutes: 120, parallel: true });
});

test('a line outlives its screen when the session ends while it is sent, for the same person alone', async () => {
  logged = { status: 401, body: { code: 'request.not_signed_in', title: '', status: 401, type: '' } };
  await type('acme 1.5 board prep{Enter}');
  cleanup();
  await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('board prep'));
  show();
  expect(await screen.findByRole('textbox')).toHaveValue('acme 1.5 board prep');
  cleanup();
  keepFor(id(8));
  keepFor(ROBIN);
  show();
  expect(await screen.findByRole('textbox')).toHaveValue('');
  expect(sessionStorage).toHaveLength(0);
});

test('an hour takes two taps once the line is open: the client, and the length that then logs it', async () => {
  cleanup();
  render(
    <MantineProvider env="test">
      <SignedIn>
        <QuickEntry practice={practiceId} keptAs="time.add" withChips />
      </SignedIn>
    </MantineProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Acme Robotics' }));
  expect(screen.getByRole('button', { name: 'Acme Robotics', pressed: true })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Log 1:00' }));
  await waitFor(() => expect(api.asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ minutes: 60 }));
});
