import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Refusal } from '../../../web/src/platform/api';
import { InlineField } from '../../../web/src/search/inline-field';

function employer(onSave: (value: string) => Promise<unknown>, check?: (value: string) => string | null) {
  render(<InlineField label="Employer" value="Fernway" onSave={onSave} {...(check ? { check } : {})} />);
  return { field: screen.getByRole<HTMLInputElement>('textbox', { name: /Employer/ }), user: userEvent.setup() };
}

test('Enter saves what was typed, and nothing is saved twice', async () => {
  const saved: string[] = [];
  const { field, user } = employer(async (value) => {
    saved.push(value);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await user.clear(field);
  await user.type(field, 'Solveta{Enter}');
  await user.tab();
  expect(saved).toEqual(['Solveta']);
});

test('Escape brings the old value back and saves nothing', async () => {
  const saved: string[] = [];
  const { field, user } = employer(async (value) => saved.push(value));
  await user.type(field, ' Ltd{Escape}');
  expect(field).toHaveValue('Fernway');
  await user.tab();
  expect(saved).toEqual([]);
});

test('what cannot be saved stays typed, with the reason beside it', async () => {
  const { field, user } = employer(async () => {
    throw new Refusal(409, 'search.candidacy_closed', '');
  });
  await user.type(field, ' Ltd{Enter}');
  expect(field).toHaveValue('Fernway Ltd');
  expect(field).toHaveAccessibleDescription('This person is no longer in play. Reopen first.');
});

test('what is wrong is said before anything is sent', async () => {
  const saved: string[] = [];
  const { field, user } = employer(
    async (value) => saved.push(value),
    (value) => (value ? null : 'Please fill this in.'),
  );
  await user.clear(field);
  await user.keyboard('{Enter}');
  expect(field).toHaveAccessibleDescription('Please fill this in.');
  expect(saved).toEqual([]);
});
