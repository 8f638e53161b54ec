import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROUNDING_DIRECTIONS, ROUNDING_STEPS, roundMinutes, type Rounding } from '@domain/engagements/rounding';
import { minutes } from '@domain/shared/units';
import pg from 'pg';
import { workerDatabase } from '../support/database';

let admin: pg.Client;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: (await workerDatabase()).adminUrl });
  await admin.connect();
});
afterAll(() => admin.end());

test('the database rounds every minute of two days as the rule does, in every step and direction', async () => {
  const { rows } = await admin.query<{ step: Rounding['step']; direction: Rounding['direction']; rounded: number[] }>(
    `SELECT s AS step, d AS direction, array_agg(app.round_minutes(m, s, d)::int ORDER BY m) AS rounded
     FROM unnest($1::int[]) s, unnest($2::text[]) d, generate_series(0, 2880) m GROUP BY s, d`,
    [[...ROUNDING_STEPS], [...ROUNDING_DIRECTIONS]],
  );
  expect(rows).toHaveLength(ROUNDING_STEPS.length * ROUNDING_DIRECTIONS.length);
  for (const { step, direction, rounded } of rows) {
    expect(rounded).toEqual(rounded.map((_, worked) => roundMinutes(minutes(worked), { step, direction })));
  }
});
