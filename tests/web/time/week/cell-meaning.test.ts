import { describe, expect, test } from '@jest/globals';
import { minutes } from '@domain/shared/units';
import { cleared, noted, stepped, typedInto } from '../../../../web/src/time/week/cell-meaning';
import { aCell, anEntry, content, MONDAY } from './a-week';

const NOTHING = { is: 'nothing' };
const OPEN = { is: 'open' };
const set = (to: object | null) => ({ is: 'set', content: to });
const closed = { day: MONDAY, code: 'time.month_closed', month: '2026-10' } as never;

describe('typing into a cell', () => {
  test.each([
    ['1.5', 90],
    ['1,5', 90],
    ['1:30', 90],
    ['1h30', 90],
    ['90m', 90],
    ['.75', 45],
    ['9-10:30', 90],
    [' 2 ', 120],
  ])('“%s” logs %i minutes where nothing is', (typed, worked) => {
    expect(typedInto(aCell(), typed)).toEqual(set(content({ minutes: minutes(worked) })));
  });

  test('replaces the hours of the one entry and keeps what else it says', () => {
    const cell = aCell([anEntry({ text: 'board prep', billable: false })]);
    expect(typedInto(cell, '2')).toEqual(set(content({ minutes: minutes(120), text: 'board prep', billable: false })));
  });

  test('changes nothing when the same is typed in another form', () => {
    expect(typedInto(aCell([anEntry()]), '1.5')).toEqual(NOTHING);
    expect(typedInto(aCell(), '')).toEqual(NOTHING);
  });

  test.each(['', '0', '0:00', '0,0', '-'])('clears with “%s”', (typed) => {
    expect(typedInto(aCell([anEntry()]), typed)).toEqual(set(null));
  });

  test('opens the list instead of guessing which of several entries is meant', () => {
    expect(typedInto(aCell([anEntry(), anEntry()]), '2')).toEqual(OPEN);
    expect(cleared(aCell([anEntry(), anEntry()]))).toEqual(OPEN);
  });

  test('opens an entry whose minutes follow from a start and an end, and clears it all the same', () => {
    expect(typedInto(aCell([anEntry({ timed: true })]), '2')).toEqual(OPEN);
    expect(cleared(aCell([anEntry({ timed: true })]))).toEqual(set(null));
  });

  test('says what it could not read and which forms work', () => {
    expect(typedInto(aCell(), 'abc')).toMatchObject({ is: 'refused', sentence: expect.stringMatching(/“abc”.*1:30/) });
    expect(typedInto(aCell(), '90')).toMatchObject({ sentence: expect.stringMatching(/90m for 1:30, or 90h/) });
    expect(typedInto(aCell(), '25:00')).toMatchObject({ sentence: expect.stringContaining('24 hours') });
  });

  test('refuses a day that takes no hours, by its reason', () => {
    const cell = aCell([anEntry({ can: { edit: false, remove: false } })], { lock: closed });
    expect(typedInto(cell, '2')).toMatchObject({ sentence: expect.stringContaining('October 2026 is closed') });
    expect(cleared(cell).is).toBe('refused');
    expect(typedInto(aCell([], { lock: closed }), '2').is).toBe('refused');
  });

  test('leaves hours alone that wait on this device', () => {
    expect(typedInto(aCell([], { unsent: true }), '2')).toMatchObject({
      sentence: expect.stringContaining('not sent yet'),
    });
  });
});

describe('a quarter of an hour more or less', () => {
  test('begins with 15 minutes and goes on from what is there, saved or not', () => {
    expect(stepped(aCell(), 1)).toEqual(set(content({ minutes: minutes(15) })));
    expect(stepped(aCell([anEntry()]), 1)).toEqual(set(content({ minutes: minutes(105) })));
    const onItsWay = aCell([anEntry()], { content: content({ minutes: minutes(105) }) });
    expect(stepped(onItsWay, 1)).toEqual(set(content({ minutes: minutes(120) })));
  });

  test('leaves nothing of the last quarter, and nothing less', () => {
    expect(stepped(aCell([anEntry({ minutes: minutes(10) })]), -1)).toEqual(set(null));
    expect(stepped(aCell(), -1)).toEqual(NOTHING);
  });

  test('ends with the day', () => {
    expect(stepped(aCell([anEntry({ minutes: minutes(1430) })]), 1).is).toBe('refused');
  });
});

describe('a note', () => {
  test('goes to the one entry, and asks for hours first where there are none', () => {
    const note = { text: 'board prep', privateNote: '' };
    expect(noted(aCell([anEntry()]), note)).toEqual(set(content({ text: 'board prep' })));
    expect(noted(aCell(), note)).toMatchObject({ sentence: expect.stringContaining('type them first') });
  });
});
