import { afterEach, expect, test } from '@jest/globals';
import { editClient, readClient } from '@contract/clients';
import { signOut } from '@contract/identity';
import { logHours } from '@contract/time';
import { addressOf, call, Refusal } from '../../../web/src/platform/api';
import { answering, type Asked } from '../answering';

const practiceId = '00000000-0000-4000-8000-000000000001';
const clientId = '00000000-0000-4000-8000-000000000002';

let stop: () => void = () => undefined;
afterEach(() => stop());

function answer(status: number, body: unknown): Asked[] {
  const api = answering(() => ({ status, body }));
  stop = api.stop;
  return api.asked;
}

test('puts the parts of a route into its address', () => {
  expect(addressOf(readClient, { params: { practiceId, clientId } })).toBe(
    `/api/practices/${practiceId}/clients/${clientId}`,
  );
});

test('says which version an edit changes, and sends a key that makes a retry harmless', async () => {
  const asked = answer(412, { code: 'request.version_stale', title: '', status: 412, type: '' });
  const edit = call(editClient, { params: { practiceId, clientId }, body: { name: 'Acme' }, version: 3 });
  await expect(edit).rejects.toMatchObject({ code: 'request.version_stale' });
  expect(asked[0]?.headers.get('if-match')).toBe('"3"');
  expect(asked[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(asked[0]?.body).toEqual({ name: 'Acme' });
});

test('logs hours without a key: the id of the entry is the key', async () => {
  const asked = answer(422, { code: 'time.day_full', title: '', status: 422, type: '' });
  const body = { id: clientId, day: '2026-11-23' as never, minutes: 90 };
  await call(logHours, { params: { practiceId, engagementId: clientId }, body }).catch(() => undefined);
  expect(asked[0]?.headers.has('idempotency-key')).toBe(false);
});

test('turns a named no into a refusal with its facts and fields', async () => {
  answer(400, {
    code: 'request.invalid',
    title: 'no',
    status: 400,
    type: '',
    facts: { a: 1 },
    fields: { name: 'Please fill this in.' },
  });
  const refused = await call(signOut, {}).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ status: 400, facts: { a: 1 }, fields: { name: 'Please fill this in.' } });
});

test('a reply that breaks the promise is an error, not data', async () => {
  answer(200, { signedOut: 'perhaps' });
  await expect(call(signOut, {})).rejects.toThrow();
});

test('no answer at all is a refusal of its own', async () => {
  const api = answering(() => {
    throw new TypeError('network');
  });
  stop = api.stop;
  await expect(call(signOut, {})).rejects.toMatchObject({ code: 'request.unreachable', status: 0 });
});

test('an act whose answer was lost keeps its key until the same act is answered', async () => {
  let lost = true;
  const api = answering(() => {
    if (lost) throw new TypeError('network');
    return { status: 409, body: { code: 'request.conflict', title: '', status: 409, type: '' } };
  });
  stop = api.stop;
  const edit = (name: string) =>
    call(editClient, { params: { practiceId, clientId }, body: { name }, version: 3 }).catch(() => undefined);
  const keys = () => api.asked.map(({ headers }) => headers.get('idempotency-key'));
  await edit('Acme');
  await edit('Acme');
  await edit('Another');
  lost = false;
  await edit('Acme');
  await edit('Acme');
  const [first, again, other, answered, anew] = keys();
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(answered).toBe(first);
  expect(anew).not.toBe(first);
});
