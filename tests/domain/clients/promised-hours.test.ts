import { expect, test } from '@jest/globals';
import { promisedWeekly } from '@domain/clients/promised-hours';
import { minutes } from '@domain/shared/units';

test('ten hours a week and 2,600 minutes a month promise twenty hours a week', () => {
  expect(
    promisedWeekly([
      { per: 'week', minutes: minutes(600) },
      { per: 'month', minutes: minutes(2600) },
    ]),
  ).toBe(1200);
});

test('nothing agreed promises nothing, and half a minute rounds up', () => {
  expect(promisedWeekly([])).toBe(0);
  expect(promisedWeekly([{ per: 'month', minutes: minutes(0) }])).toBe(0);
  expect(promisedWeekly([{ per: 'month', minutes: minutes(65) }])).toBe(15);
  expect(promisedWeekly([{ per: 'month', minutes: minutes(1200) }])).toBe(277);
});
