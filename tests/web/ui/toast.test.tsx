import { expect, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Dialog } from '../../../web/src/ui/dialog';
import { hush, say, sayFailed, Toasts, undoLast } from '../../../web/src/ui/toast';

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

test('what was said in one place is gone in the next, also what failed', () => {
  render(<Toasts />);
  act(() => {
    say('Moved.', () => undefined);
    sayFailed('It did not work.');
  });
  act(() => hush());
  expect(screen.queryByRole('button')).toBeNull();
  expect(undoLast()).toBe(false);
});

test('a message stands beside a panel, and over a dialog in the middle', () => {
  const ask = (place: 'side' | 'middle') => (
    <>
      <Dialog title="Ana Beltrán" open onClose={() => undefined} place={place}>
        <p>History</p>
      </Dialog>
      <Toasts />
    </>
  );
  const { unmount } = render(ask('side'));
  act(() => void say('Moved.'));
  expect(screen.getByText('Moved.').closest('[role=status]')).toHaveAttribute('data-beside');
  unmount();
  render(ask('middle'));
  expect(screen.getByText('Moved.').closest('[role=status]')).not.toHaveAttribute('data-beside');
  act(() => hush());
});
