import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { HoursMeter, leftInWords, nearness } from '../../../web/src/ui/meter';

test('what is left is said in words, and so is what is over', () => {
  expect(leftInWords(510)).toBe('8:30 left');
  expect(leftInWords(-50)).toBe('0:50 over');
  expect(leftInWords(0)).toBe('0:00 left');
});

test('it warns from 80 % on and is over only beyond the limit', () => {
  expect(nearness(479, 600)).toBe('quiet');
  expect(nearness(480, 600)).toBe('warn');
  expect(nearness(600, 600)).toBe('warn');
  expect(nearness(601, 600)).toBe('over');
});

test('the large meter reads left, until when, and of how much', () => {
  render(<HoursMeter size="large" used={90} available={600} until="until 1 Dec 2026" />);
  expect(screen.getByText('8:30 left')).toBeVisible();
  expect(screen.getByText('until 1 Dec 2026')).toBeVisible();
  expect(screen.getByText(/1:30 of 10:00/)).toBeVisible();
});
