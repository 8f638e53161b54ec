import { describe, expect, test } from '@jest/globals';
import { merged } from '../../../web/src/platform/meanwhile';

const before = { name: 'Acme', address: 'Werkstrasse 12', engineers: '14' };

describe('what somebody else stored while a form was open', () => {
  test('is taken over where nothing was typed', () => {
    const theirs = { ...before, address: 'Hafenstrasse 3' };
    expect(merged(before, theirs, before)).toEqual({ taken: { address: 'Hafenstrasse 3' }, told: {} });
  });

  test('leaves alone what was typed in other fields', () => {
    const theirs = { ...before, address: 'Hafenstrasse 3' };
    const typed = { ...before, engineers: '15' };
    expect(merged(before, theirs, typed)).toEqual({ taken: { address: 'Hafenstrasse 3' }, told: {} });
  });

  test('is told, and replaces nothing, where both changed the same field', () => {
    const theirs = { ...before, name: 'Acme Robotics' };
    const typed = { ...before, name: 'Acme GmbH' };
    expect(merged(before, theirs, typed)).toEqual({ taken: {}, told: { name: 'Acme Robotics' } });
  });

  test('is nothing where both typed the same', () => {
    const same = { ...before, name: 'Acme Robotics' };
    expect(merged(before, same, same)).toEqual({ taken: {}, told: {} });
  });
});
