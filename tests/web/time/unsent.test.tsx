import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { minutes } from '@domain/shared/units';
import { day } from '@domain/shared/day';
import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sendUnsent } from '../../../web/src/time/unsent/send-unsent';
import { UnsentList } from '../../../web/src/time/unsent/unsent-list';
import { UnsentSender } from '../../../web/src/time/unsent/unsent-sender';
import {
  dropUnsent,
  keepUnsent,
  practicesWaiting,
  unsentOf,
  type Unsent,
} from '../../../web/src/time/unsent/unsent-store';
import { Toasts } from '../../../web/src/ui/toast';
import { answering, type Answer, type Asked } from '../answering';
import { asRobin, ROBIN, SignedIn } from '../signed-in';

const PRACTICE = '00000000-0000-4000-8000-000000000001';
const mine = { userId: ROBIN, practiceId: PRACTICE };
const id = (end: number) => `00000000-0000-4000-8000-0000000001${String(end).padStart(2, '0')}`;
const BUSY = { status: 503, body: { code: 'request.busy', title: '', status: 503, type: '' } };
const CLOSED = { status: 409, body: { code: 'time.month_closed', title: '', status: 409, type: '' } };

let reply: (asked: Asked) => Answer;
let api: ReturnType<typeof answering>;
const sent = () => api.asked.filter(({ method }) => method === 'POST');

function hours(end: number, over: Partial<Unsent> = {}): Unsent {
  return {
    id: id(end),
    engagementId: id(50),
    clientName: 'Acme Robotics',
    refused: null,
    body: {
      id: id(end),
      day: day('2026-11-24'),
      minutes: minutes(45),
      activity: null,
      billable: true,
      text: 'board prep',
      privateNote: '',
      instants: null,
      parallel: false,
      source: 'web',
    } as Unsent['body'],
    ...over,
  };
}

const stored = ({ body }: Asked): Answer => ({
  status: 201,
  body: {
    ...(body as object),
    clientId: id(60),
    engagementId: id(50),
    memberId: id(70),
    memberName: 'Robin Vale',
    parallel: false,
    wholeId: null,
    voided: null,
    monthClosed: false,
    version: 1,
    can: { edit: true, remove: true, correct: false },
    later: [],
  },
});

beforeEach(() => {
  localStorage.clear();
  reply = stored;
  api = answering((asked) => asRobin(asked) ?? reply(asked));
});

afterEach(() => api.stop());

describe('hours that wait on the device', () => {
  test('belong to one user of one practice, and to nobody else who signs in', () => {
    keepUnsent(mine, hours(1));
    expect(unsentOf(mine)).toHaveLength(1);
    expect(unsentOf({ userId: id(9), practiceId: PRACTICE })).toEqual([]);
    expect(unsentOf({ userId: ROBIN, practiceId: id(8) })).toEqual([]);
    expect(practicesWaiting(ROBIN)).toEqual([PRACTICE]);
    expect(practicesWaiting(id(9))).toEqual([]);
  });

  test('leave nothing behind once the last of them is gone', () => {
    keepUnsent(mine, hours(1));
    dropUnsent(mine, id(1));
    expect(localStorage).toHaveLength(0);
  });

  test('are read one by one, so that something foreign among them takes none away', () => {
    keepUnsent(mine, hours(1));
    const [key = ''] = Object.keys(localStorage);
    localStorage.setItem(key, JSON.stringify([{ id: 'x' }, hours(2)]));
    expect(unsentOf(mine).map((one) => one.id)).toEqual([id(2)]);
    localStorage.setItem(key, 'not json');
    expect(unsentOf(mine)).toEqual([]);
  });
});

describe('sending them', () => {
  test('goes in the order of the typing, each under its own id', async () => {
    keepUnsent(mine, hours(1));
    keepUnsent(mine, hours(2));
    expect(await sendUnsent(mine)).toBe(2);
    expect(sent().map(({ body }) => (body as { id: string }).id)).toEqual([id(1), id(2)]);
    expect(unsentOf(mine)).toEqual([]);
  });

  test('stops where the server is not heard, and keeps what is left as it is', async () => {
    keepUnsent(mine, hours(1));
    keepUnsent(mine, hours(2));
    reply = (asked) => ((asked.body as { id: string }).id === id(2) ? BUSY : stored(asked));
    expect(await sendUnsent(mine)).toBe(1);
    expect(unsentOf(mine)).toEqual([hours(2)]);
  });

  test('marks what is refused with its sentence, goes on with the rest, and does not ask again', async () => {
    keepUnsent(mine, hours(1));
    keepUnsent(mine, hours(2));
    reply = (asked) => ((asked.body as { id: string }).id === id(1) ? CLOSED : stored(asked));
    expect(await sendUnsent(mine)).toBe(1);
    expect(unsentOf(mine)).toEqual([hours(1, { refused: 'This month is already closed.' })]);
    await sendUnsent(mine);
    expect(sent()).toHaveLength(2);
  });
});

describe('on screen', () => {
  const show = () =>
    render(
      <MantineProvider env="test">
        <SignedIn>
          <UnsentSender practice={PRACTICE} />
          <UnsentList practice={PRACTICE} />
          <Toasts />
        </SignedIn>
      </MantineProvider>,
    );

  test('they are sent when the app opens, and said to be', async () => {
    keepUnsent(mine, hours(1));
    show();
    expect(await screen.findByText('Sent 1 entry that waited on this device.')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Not sent yet' })).toBeNull();
  });

  test('they wait where one sees them, and go when the network is back', async () => {
    reply = () => BUSY;
    keepUnsent(mine, hours(1));
    show();
    expect(await screen.findByRole('heading', { name: 'Not sent yet' })).toBeVisible();
    expect(screen.getByText('Acme Robotics', { selector: 'div' })).toHaveTextContent(/0:45.*24 Nov.*board prep/);
    await waitFor(() => expect(sent()).toHaveLength(1));
    reply = stored;
    act(() => void window.dispatchEvent(new Event('online')));
    await waitFor(() => expect(unsentOf(mine)).toEqual([]));
    expect(new Set(sent().map(({ body }) => (body as { id: string }).id))).toEqual(new Set([id(1)]));
  });

  test('what was refused stays with its sentence, is mended and sent again', async () => {
    reply = () => CLOSED;
    keepUnsent(mine, hours(1));
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent('This month is already closed.');
    reply = stored;
    await userEvent.click(screen.getByRole('button', { name: 'Edit Acme Robotics' }));
    const length = await screen.findByRole('textbox', { name: /Hours/ });
    await userEvent.clear(length);
    await userEvent.type(length, '1:15{Enter}');
    await waitFor(() => expect(unsentOf(mine)).toEqual([]));
    expect(sent().at(-1)?.body).toMatchObject({ id: id(1), minutes: 75 });
  });

  test('discarding them can be taken back', async () => {
    keepUnsent(mine, hours(1, { refused: 'This month is already closed.' }));
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Discard Acme Robotics' }));
    expect(unsentOf(mine)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(unsentOf(mine)).toHaveLength(1);
  });
});
