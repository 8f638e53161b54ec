import { expect, test } from '@jest/globals';
import { teamSizeAdvice } from '@domain/clients/team-size';

test.each([
  [0, false, ['too_small']],
  [4, true, ['too_small']],
  [5, true, ['pairing_fits']],
  [9, false, ['pairing_fits']],
  [10, false, ['pairing_fits', 'offer_search']],
  [10, true, ['pairing_fits', 'plan_split', 'offer_search']],
  [15, true, ['pairing_fits', 'plan_split', 'offer_search', 'one_person_in_both_roles']],
  [30, false, ['pairing_fits', 'offer_search']],
  [31, false, ['too_large']],
  [31, true, ['too_large', 'one_person_in_both_roles']],
])('%i engineers, both roles in one person: %s', (engineers, combinedRole, advice) => {
  expect(teamSizeAdvice(engineers, { combinedRole })).toEqual(advice);
});

test('the borders can be moved', () => {
  const bands = { smallest: 3, split: 8, alarm: 12, largest: 40 };
  expect(teamSizeAdvice(35, { bands })).toEqual(['pairing_fits', 'offer_search']);
});
