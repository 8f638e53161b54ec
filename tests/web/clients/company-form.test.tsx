import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Client } from '@contract/clients';
import { CompanyForm } from '../../../web/src/clients/company-form';
import { Kit } from '../../../web/src/ui/kit';
import { answering } from '../answering';

let stop: () => void = () => undefined;
afterEach(() => stop());

const acme = {
  id: '00000000-0000-4000-8000-000000000002',
  name: 'Acme Robotics',
  code: 'ACM',
  engineers: 14,
  legalName: 'Acme Robotics GmbH',
  address: 'Werkstrasse 12',
  purchaseOrder: '',
  version: 3,
  can: { edit: true, archive: true },
} as unknown as Client;

function open(client: Client) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const form = (shown: Client) => (
    <QueryClientProvider client={cache}>
      <Kit>
        <CompanyForm practice="00000000-0000-4000-8000-000000000001" client={shown} />
      </Kit>
    </QueryClientProvider>
  );
  const { rerender } = render(form(client));
  return { user: userEvent.setup(), become: (changed: Client) => rerender(form(changed)) };
}
const field = (name: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name });

test('what was typed survives that another tab saved, which is taken over in the other fields', async () => {
  const { user, become } = open(acme);
  await user.clear(field(/Legal name/));
  await user.type(field(/Legal name/), 'Acme AG');
  become({ ...acme, address: 'Hafenstrasse 3', version: 4 });
  expect(field(/Legal name/)).toHaveValue('Acme AG');
  expect(field(/Address/)).toHaveValue('Hafenstrasse 3');
  expect(screen.queryByText(/Somebody changed this meanwhile/)).toBeNull();
});

test('a field that both changed is shown in both versions, and the choice is the typist’s', async () => {
  const { user, become } = open(acme);
  await user.clear(field(/Legal name/));
  await user.type(field(/Legal name/), 'Acme AG');
  become({ ...acme, legalName: 'Acme Robotics SE', version: 4 });
  expect(field(/Legal name/)).toHaveValue('Acme AG');
  expect(screen.getByText('Acme Robotics SE')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take theirs' }));
  expect(field(/Legal name/)).toHaveValue('Acme Robotics SE');
  expect(screen.queryByText('Acme Robotics SE')).toBeNull();
});

test('keeping one’s own version saves it over the version that was shown', async () => {
  const api = answering(() => ({ status: 200, body: {} }));
  stop = api.stop;
  const { user, become } = open(acme);
  await user.clear(field(/Legal name/));
  await user.type(field(/Legal name/), 'Acme AG');
  become({ ...acme, legalName: 'Acme Robotics SE', version: 4 });
  await user.click(screen.getByRole('button', { name: 'Keep mine' }));
  await user.click(screen.getByRole('button', { name: 'Save company' }));
  const edit = api.asked.find(({ method }) => method === 'PATCH');
  expect(edit?.headers.get('if-match')).toBe('"4"');
  expect(edit?.body).toMatchObject({ legalName: 'Acme AG' });
});
