import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { addDays, dayIn, type Day } from '../../api/domain/shared/day';
import { linkIn } from './mail';

export const FIVE = ['Aldgate Foods', 'Brook Health', 'Calder Bank', 'Dorset Freight', 'Elm Learning'] as const;

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface FiveClients {
  readonly practiceId: string;
  readonly owner: string;
  readonly today: Day;
}

/** A new practice with five clients at work for sixty days, as whoever runs the server makes one; its owner is in. */
export async function fiveClients(page: Page, origin: string): Promise<FiveClients> {
  const owner = `robin.${Date.now().toString(36)}@vale.example`;
  const command = ['api/bin/command.mjs', 'practice', 'create', '--name', 'Vale Advisory', '--owner', owner];
  const { stdout } = await promisify(execFile)(process.execPath, [...command, '--zone', 'Europe/Berlin'], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: '', BATON_DATA_DIR: process.env['BATON_JOURNEY_DATA'], BATON_URL: origin },
  });
  await page.goto(linkIn({ text: stdout }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Your name').fill('Robin Vale');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(/\/p\//);
  const [, practiceId = ''] = /\/p\/([^/?]+)/.exec(page.url()) ?? [];
  const today = dayIn('Europe/Berlin', Date.now());
  for (const name of FIVE) {
    const id = await post(page, `/practices/${practiceId}/clients`, { name, code: name.slice(0, 3).toUpperCase() });
    await post(page, `/practices/${practiceId}/clients/${id}/engagements`, {
      zone: 'Europe/Berlin',
      startsOn: addDays(today, -60),
      terms: {
        allowanceMinutes: 2400,
        allowancePer: 'month',
        startDay: 1,
        fee: 500_000,
        currency: 'EUR',
        overage: { kind: 'bill', ratePerHour: 20_000, leeway: 0 },
      },
    });
  }
  return { practiceId, owner, today };
}

async function post(page: Page, path: string, data: object): Promise<string> {
  const headers = { 'idempotency-key': randomUUID(), origin: new URL(page.url()).origin };
  const answer = await page.request.post(`/api${path}`, { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}
