import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inviteMember } from '@contract/identity';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FreshFactor } from '../../../web/src/app/fresh-factor';
import { call, type Refusal } from '../../../web/src/platform/api';
import { SessionProvider, useSession } from '../../../web/src/platform/session';
import { answering, type Answer, type Asked } from '../answering';

const practiceId = '00000000-0000-4000-8000-000000000001';
const me = { userId: practiceId, email: 'maya@northgate.example', name: 'Maya', practices: [], clients: [] };
const invitation = {
  id: practiceId,
  email: 'kim@example.com',
  name: 'Kim Berg',
  role: 'cto',
  clientId: null,
  createdAt: '2026-11-23T12:00:00.000Z',
  expiresAt: '2026-11-26T12:00:00.000Z',
  state: 'open',
};
const refused = (status: number, code: string, more = {}): Answer => ({
  status,
  body: { type: '', title: '', status, code, ...more },
});
const stale = refused(403, 'identity.fresh_factor_needed', { facts: { minutes: 10 } });

// jsdom has the dialog element and not its methods.
beforeEach(() => {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
});

let stop: () => void = () => undefined;
afterEach(() => stop());

/** A server at which a factor is stale until the right code was sent. */
function server({ invites = [stale, { status: 201, body: invitation }], code = '123456' } = {}) {
  const left = [...invites];
  const api = answering(({ path, body }): Answer => {
    if (path === '/api/session') return { status: 200, body: { me } };
    if (path === '/api/session/codes') return { status: 202, body: { minutes: 15 } };
    if (path === '/api/session/confirmations') {
      const right = (body as { code: string }).code === code;
      return right ? { status: 201, body: { minutes: 10 } } : refused(422, 'identity.code_wrong');
    }
    return left.shift() ?? refused(500, 'request.broken');
  });
  stop = api.stop;
  return api.asked;
}

const sent = (asked: readonly Asked[], path: string) => asked.filter((one) => one.path.endsWith(path));
const invite = () =>
  call(inviteMember, { params: { practiceId }, body: { email: 'kim@example.com', name: 'Kim Berg', role: 'cto' } });

function Who() {
  const { state } = useSession();
  return state.is === 'in' ? <p>{state.me.name} is in</p> : null;
}

async function screenOf() {
  render(
    <SessionProvider>
      <Who />
      <FreshFactor />
    </SessionProvider>,
  );
  await screen.findByText('Maya is in');
}

async function typed(code: string) {
  const user = userEvent.setup();
  const field = await screen.findByRole('textbox', { name: 'Code', hidden: true });
  await user.clear(field);
  await user.type(field, `${code}{Enter}`);
}

describe('an act that needs a fresh factor', () => {
  test('is sent once more after the code, with the same key and the same words', async () => {
    const asked = server();
    await screenOf();
    const done = invite();
    expect(await screen.findByRole('dialog', { name: 'Confirm that it is you' })).toBeVisible();
    expect(await screen.findByText(/We mailed a six-digit code to/)).toHaveTextContent(
      'We mailed a six-digit code to maya@northgate.example. It holds for 15 minutes.',
    );
    await typed('123 456');
    await expect(done).resolves.toMatchObject({ id: practiceId });
    const tries = sent(asked, '/invitations');
    expect(tries).toHaveLength(2);
    expect(tries[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(tries[1]?.headers.get('idempotency-key')).toBe(tries[0]?.headers.get('idempotency-key'));
    expect(tries[1]?.body).toEqual(tries[0]?.body);
    expect(sent(asked, '/session/codes')).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('waits while the code is wrong, and says so beside it', async () => {
    const asked = server();
    await screenOf();
    const done = invite();
    await typed('000000');
    const field = screen.getByRole('textbox', { name: 'Code' });
    await waitFor(() => expect(field).toBeInvalid());
    expect(sent(asked, '/invitations')).toHaveLength(1);
    await typed('123456');
    await expect(done).resolves.toMatchObject({ state: 'open' });
  });

  test('stays refused when the question is closed', async () => {
    const asked = server();
    await screenOf();
    const done = invite().catch((error: Refusal) => error.code);
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await done).toBe('identity.fresh_factor_needed');
    expect(sent(asked, '/invitations')).toHaveLength(1);
  });

  test('is repeated once and no more, whatever is answered then', async () => {
    const asked = server({ invites: [stale, stale, { status: 201, body: invitation }] });
    await screenOf();
    const done = invite().catch((error: Refusal) => error.code);
    await typed('123456');
    expect(await done).toBe('identity.fresh_factor_needed');
    expect(sent(asked, '/invitations')).toHaveLength(2);
    expect(sent(asked, '/session/codes')).toHaveLength(1);
  });

  test('shares one question with whatever else was refused meanwhile', async () => {
    const yes = { status: 201, body: invitation };
    const asked = server({ invites: [stale, stale, yes, yes] });
    await screenOf();
    const both = Promise.all([invite(), invite()]);
    await typed('123456');
    await expect(both).resolves.toHaveLength(2);
    expect(sent(asked, '/session/codes')).toHaveLength(1);
    expect(sent(asked, '/session/confirmations')).toHaveLength(1);
  });

  test('is refused at once where nothing could put the question', async () => {
    server();
    await expect(invite()).rejects.toMatchObject({ code: 'identity.fresh_factor_needed' });
  });
});
