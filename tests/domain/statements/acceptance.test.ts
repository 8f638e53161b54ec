import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '@domain/shared/day';
import { acceptanceOf, decideAcceptance, decideQuestion, type AcceptanceFacts } from '@domain/statements/acceptance';

const none: AcceptanceFacts = {
  publishedOn: day('2026-11-02'),
  acceptanceDays: null,
  accepted: false,
  questions: [],
  replaced: false,
  setAside: false,
};
const answered = (on: string) => ({ answeredOn: day(on) });
const open = { answeredOn: null };

describe('a published version', () => {
  test('waits for as long as it takes where the terms name no days', () => {
    expect(acceptanceOf(none)).toEqual({ state: 'published', countsOn: null });
  });

  test('counts as accepted so many days after it was published', () => {
    expect(acceptanceOf({ ...none, acceptanceDays: 10 })).toEqual({ state: 'published', countsOn: '2026-11-12' });
  });

  test('stops the clock while a question is open, and starts it anew with the answer', () => {
    const asked = { ...none, acceptanceDays: 10, questions: [open] };
    expect(acceptanceOf(asked)).toEqual({ state: 'questioned', countsOn: null });
    expect(acceptanceOf({ ...asked, questions: [answered('2026-11-09')] })).toEqual({
      state: 'published',
      countsOn: '2026-11-19',
    });
    expect(acceptanceOf({ ...asked, questions: [answered('2026-11-09'), open] }).state).toBe('questioned');
  });

  test('is accepted even with a question open, and is then asked about no more', () => {
    expect(decideAcceptance({ ...none, questions: [open] })).toEqual({ ok: true, value: 'accept' });
    const accepted = { ...none, accepted: true };
    expect(acceptanceOf({ ...accepted, questions: [open] }).state).toBe('accepted');
    expect(decideAcceptance(accepted)).toEqual({ ok: true, value: 'accepted_already' });
    expect(decideQuestion(accepted)).toMatchObject({ ok: false, refusal: { code: 'statements.accepted' } });
  });

  test.each([
    ['replaced', { replaced: true, accepted: true }, 'statements.replaced'],
    ['being_revised', { setAside: true }, 'statements.being_revised'],
  ] as const)('that is %s is neither accepted nor asked about', (state, more, code) => {
    const facts = { ...none, ...more };
    expect(acceptanceOf(facts).state).toBe(state);
    for (const verdict of [decideAcceptance(facts), decideQuestion(facts)]) {
      expect(verdict).toMatchObject({ ok: false, refusal: { code } });
    }
  });

  test('never counts as accepted sooner than the agreed days after the last word', () => {
    const days = fc.integer({ min: 0, max: 60 }).map((n) => addDays(none.publishedOn, n));
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), fc.integer({ min: 1, max: 90 }), (answers, acceptanceDays) => {
        const questions = answers.map((answeredOn) => ({ answeredOn }));
        const { countsOn } = acceptanceOf({ ...none, acceptanceDays, questions });
        for (const word of [none.publishedOn, ...answers])
          expect((countsOn ?? '') >= addDays(word, acceptanceDays)).toBe(true);
      }),
    );
  });
});
