import { describe, expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { ACTIVITY_IDS } from '@domain/time/activities';
import { readQuickEntry } from '@domain/time/quick-entry';
import fc from 'fast-check';

const acme = { id: 'c-acme', code: 'ACM', name: 'Acme Foods' };
const labs = { id: 'c-labs', code: 'LAB', name: 'Acme Labs' };
const north = { id: 'c-north', code: 'NST', name: 'North Star Logistics' };
const board = { id: 'c-board', code: 'BRD', name: 'Boardwalk' };
const monday = day('2026-11-23');
const read = (text: string, clients = [acme, north]) => readQuickEntry(text, { clients, today: monday });

describe('one line', () => {
  test('says client, duration, note and day', () => {
    expect(read('acme 45m board prep yesterday')).toEqual({
      minutes: 45,
      clientId: 'c-acme',
      day: '2026-11-22',
      billable: true,
      text: 'board prep',
      missing: [],
      refusals: [],
    });
  });

  test('may say everything in any order', () => {
    const parts = ['acm', '1:30', '#c5', '!nb', '2026-11-20'];
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(read(shuffled.join(' '))).toEqual({
          minutes: 90,
          clientId: 'c-acme',
          day: '2026-11-20',
          activity: 'C5',
          billable: false,
          text: '',
          missing: [],
          refusals: [],
        });
      }),
    );
  });

  test('keeps the note as it was typed', () => {
    expect(read('ACM  .75  Call   with Dana (CFO)').text).toBe('Call with Dana (CFO)');
  });

  test('that is empty misses client and duration', () => {
    expect(read('  ')).toEqual({ billable: true, text: '', missing: ['client', 'duration'], refusals: [] });
  });
});

describe('the duration', () => {
  test.each([
    ['acme 1.5 plan', 90, 'plan'],
    ['acme 1,5 plan', 90, 'plan'],
    ['acme 1h30 plan', 90, 'plan'],
    ['acme 1h 30m plan', 90, 'plan'],
    ['acme 45 min plan', 45, 'plan'],
    ['acme 2 plan', 120, 'plan'],
    ['acme 45m fix 3 bugs', 45, 'fix 3 bugs'],
    ['acme moved standup to 9:30 45m', 45, 'moved standup to 9:30'],
    ['acme 9-10:30 plan', 90, 'plan'],
    ['acme 9 - 10:30 plan', 90, 'plan'],
    ['acme 2 h plan', 120, 'plan'],
  ])('in "%s" is %i minutes', (text, minutes, note) => {
    expect(read(text)).toMatchObject({ minutes, text: note, missing: [], refusals: [] });
  });

  test('as clock times keeps them', () => {
    expect(read('22-1:30 acme deploy').interval).toEqual({ start: '22:00', end: '01:30', overnight: true });
  });

  test('that could be hours or minutes is refused with both readings', () => {
    const entry = read('acme 90 plan');
    expect(entry.missing).toEqual(['duration']);
    expect(entry.refusals).toMatchObject([
      { code: 'time.duration_ambiguous', facts: { field: 'minutes', text: '90' } },
    ]);
    expect(entry.text).toBe('plan');
  });

  test('of nothing is refused by name', () => {
    expect(read('acme 0m plan').refusals).toMatchObject([{ code: 'time.duration_zero' }]);
  });
});

describe('the client', () => {
  test.each([
    ['acm 1h call', 'c-acme', 'call'],
    ['acme 1h call', 'c-acme', 'call'],
    ['1h ACME FOODS call', 'c-acme', 'call'],
    ['no 1h call', 'c-north', 'call'],
    ['north star 1h call', 'c-north', 'call'],
    ['@north 1h call', 'c-north', 'call'],
    ['1h call @nst', 'c-north', 'call'],
    ['1h call at noon acme', 'c-acme', 'call at noon'],
  ])('in "%s" is %s', (text, clientId, note) => {
    expect(read(text)).toMatchObject({ clientId, text: note, missing: [] });
  });

  test('named by a whole word wins over a note that begins like another one', () => {
    expect(read('1h board prep acme', [acme, board])).toMatchObject({ clientId: 'c-acme', text: 'board prep' });
    expect(read('1h @board prep acme', [acme, board])).toMatchObject({ clientId: 'c-board', text: 'prep acme' });
  });

  test('that could be two is asked for with both', () => {
    expect(read('acme 1h call', [acme, labs])).toMatchObject({ candidates: [acme, labs], missing: ['client'] });
    expect(read('acme l 1h call', [acme, labs])).toMatchObject({ clientId: 'c-labs', text: 'call' });
  });

  test('that nobody knows is refused when it was named on purpose, and asked for otherwise', () => {
    expect(read('@zeta 1h call')).toMatchObject({
      missing: ['client'],
      refusals: [{ code: 'time.client_unknown', facts: { text: 'zeta' } }],
    });
    expect(read('zeta 1h call')).toMatchObject({ missing: ['client'], refusals: [], text: 'zeta call' });
  });
});

describe('the day', () => {
  test.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['sun', '2026-11-22'],
    ['Friday', '2026-11-20'],
    ['tue', '2026-11-17'],
    ['mon', '2026-11-16'],
    ['2026-02-28', '2026-02-28'],
  ])('said as %s is %s', (word, expected) => {
    expect(read(`acme 1h ${word} call`)).toMatchObject({ day: expected, text: 'call' });
  });

  test('that was not said is left open', () => {
    expect(read('acme 1h call')).not.toHaveProperty('day');
  });

  test.each([
    ['2026-02-30', 'time.day_unclear'],
    ['2026-11-24', 'time.day_ahead'],
  ])('written %s is refused as %s', (word, code) => {
    expect(read(`acme 1h ${word} call`)).toMatchObject({ text: 'call', refusals: [{ code }] });
  });
});

describe('the activity', () => {
  test.each(ACTIVITY_IDS)('#%s is known in small and capital letters', (id) => {
    expect(read(`acme 1h #${id.toLowerCase()} call`)).toMatchObject({ activity: id, text: 'call' });
    expect(read(`acme 1h #${id.toUpperCase()} call`)).toMatchObject({ activity: id });
  });

  test('may be begun', () => {
    expect(read('acme 1h #pair call').activity).toBe('pairing');
  });

  test('that does not exist is refused; a ticket number is a note', () => {
    expect(read('acme 1h #c9 call').refusals).toMatchObject([{ code: 'time.activity_unknown', facts: { text: 'c9' } }]);
    expect(read('acme 1h review #123')).toMatchObject({ text: 'review #123', refusals: [] });
  });
});

test('every line is answered, and only words of the line become its note', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'acme',
      '1h',
      '9-5',
      '#c1',
      '#x',
      '!nb',
      '@',
      '@a',
      'mon',
      '2026-13-01',
      '1',
      '99',
      '\u2013',
      'foods',
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const line = words.join(' ');
      const entry = read(line, [acme, labs, north, board]);
      const typed = line.split(/\s+/);
      for (const left of entry.text.split(' ').filter(Boolean)) expect(typed).toContain(left);
      expect(entry.missing.includes('duration')).toBe(entry.minutes === undefined);
      expect(entry.missing.includes('client')).toBe(entry.clientId === undefined);
    }),
    { numRuns: 1_000 },
  );
});

test('a very long line is read quickly', () => {
  const started = performance.now();
  for (const text of ['9 ', 'acme ', '@a ', 'a', ' ', '1h', '#c1 ', '2026-11-20 ']) read(text.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});

describe('what used to be misread', () => {
  test.each([
    ['acme 1 hour 30 minutes sync', 90, 'sync'],
    ['acme from 9 to 10 planning', 60, 'planning'],
    ['acme 9 to 10:30 planning', 90, 'planning'],
    ['acme moved 2 people to 10 teams 45m', 45, 'moved 2 people to 10 teams'],
  ])('%s', (text, minutes, note) => {
    expect(read(text)).toMatchObject({ minutes, text: note, refusals: [] });
  });

  test.each([
    ['acme 1h 20.11.2026 review', '2026-11-20'],
    ['acme 1h 2.11.2026 review', '2026-11-02'],
  ])('a date with dots has the day first: %s', (text, on) => {
    expect(read(text)).toMatchObject({ day: on, minutes: 60, text: 'review', refusals: [] });
  });

  test('a date with slashes has two readings and is asked about', () => {
    for (const text of ['acme 1h 20/11 review', 'acme 1h 11/20/2026 review']) {
      expect(read(text)).toMatchObject({ text: 'review', refusals: [{ code: 'time.day_unclear' }] });
      expect(read(text).day).toBeUndefined();
    }
  });

  test('tomorrow has not come yet', () => {
    expect(read('acme 1h plan tomorrow')).toMatchObject({
      text: 'plan',
      refusals: [{ code: 'time.day_ahead', facts: { day: '2026-11-24' } }],
    });
  });
});
