import { expect, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { say, sayFailed, Toasts, undoLast } from '../../../web/src/ui/toast';

test('a message offers its way back once, by button or by key', async () => {
  render(<Toasts />);
  let undone = 0;
  act(() => void say('Logged 1:30.', () => undone++));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undone).toBe(1);
  expect(screen.queryByText('Logged 1:30.')).toBeNull();

  act(() => void say('Moved.', () => undone++));
  act(() => void undoLast());
  expect(undone).toBe(2);
  expect(undoLast()).toBe(false);
});

test('at most three messages stand at once, and a failure stays until it is closed', async () => {
  render(<Toasts />);
  act(() => {
    say('one');
    say('two');
    say('three');
    sayFailed('It did not work.');
  });
  expect(screen.queryByText('one')).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Close message' })).toHaveLength(3);
  for (const button of screen.getAllByRole('button', { name: 'Close message' })) await userEvent.click(button);
  expect(screen.queryByText('It did not work.')).toBeNull();
});
