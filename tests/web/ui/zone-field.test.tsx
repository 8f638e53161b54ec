import { beforeEach, expect, test } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { zoneHere } from '../../../web/src/platform/when';
import { forgetZones } from '../../../web/src/platform/recent-zones';
import { ZoneField } from '../../../web/src/ui/zone-field';

beforeEach(forgetZones);

function Field() {
  const [zone, setZone] = useState('Europe/Berlin');
  return (
    <>
      <ZoneField label="Time zone" value={zone} onChange={setZone} />
      <output>{zone}</output>
    </>
  );
}

function open() {
  render(
    <MantineProvider env="test">
      <Field />
    </MantineProvider>,
  );
  return screen.getByRole('combobox', { name: 'Time zone' });
}

const group = (name: string) => within(screen.getByRole('group', { name })).getAllByRole('option');

test('a zone is found by a few letters and taken with the keyboard', async () => {
  const field = open();
  expect(field).toHaveValue('Europe, Berlin');
  await userEvent.click(field);
  await userEvent.type(field, 'new york{Enter}');
  expect(screen.getByRole('status')).toHaveTextContent('America/New_York');
  expect(field).toHaveValue('America, New York');
  expect(field).toHaveAttribute('aria-expanded', 'false');
});

test('the zone of the device and those used lately stand before all others', async () => {
  const field = open();
  await userEvent.click(field);
  await userEvent.type(field, 'lis{Enter}');
  await userEvent.click(field);
  expect(group('This device')[0]).toHaveTextContent(zoneHere().replaceAll('_', ' ').replace('/', ', '));
  expect(group('Used lately')[0]).toHaveTextContent('Europe, Lisbon');
  expect(screen.queryByRole('group', { name: 'Others' })).toBeNull();
  await userEvent.type(field, 'america');
  expect(group('Others').length).toBeGreaterThan(20);
});

test('Escape and leaving keep what was chosen before', async () => {
  const field = open();
  await userEvent.click(field);
  await userEvent.type(field, 'tok{Escape}');
  expect(field).toHaveValue('Europe, Berlin');
  await userEvent.type(field, 'nowhere at all');
  expect(screen.getByText(/No zone by that name/)).toBeVisible();
  await userEvent.tab();
  expect(field).toHaveValue('Europe, Berlin');
  expect(screen.getByRole('status')).toHaveTextContent('Europe/Berlin');
});
