import { describe, expect, test } from '@jest/globals';
import { decideOpening, openingOf } from '@domain/engagements/opening';
import type { Carry } from '@domain/engagements/terms';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import { makeTerms } from './make-terms';

const lot = (born: string, left: number) => ({ born: month(born), minutes: minutes(left) });
const capped: Carry = { kind: 'capped', cap: minutes(600), lifetime: 3 };
const signed: Carry = { kind: 'signed', cap: null };

describe('hours brought along', () => {
  test('become lots with their last month, oldest first', () => {
    const brought = [lot('2025-12', 120), lot('2025-10', 60)];
    expect(decideOpening(brought, makeTerms({ carry: capped }))).toEqual({ ok: true, value: brought });
    expect(openingOf(brought, capped)).toEqual({
      lots: [
        { born: '2025-10', minutes: 60, expires: '2026-01' },
        { born: '2025-12', minutes: 120, expires: '2026-03' },
      ],
      debt: 0,
    });
  });

  test('may be owed under signed terms, as one figure', () => {
    expect(decideOpening([lot('2025-12', -90)], makeTerms({ carry: signed })).ok).toBe(true);
    expect(openingOf([lot('2025-12', -90)], signed)).toEqual({ lots: [], debt: -90 });
  });

  test('of nothing are nothing', () => {
    expect(decideOpening([lot('2025-12', 0)], makeTerms())).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['of the first month itself', [lot('2026-01', 60)], capped, 'terms.opening_not_before'],
    ['said twice for a month', [lot('2025-12', 60), lot('2025-12', 30)], capped, 'terms.opening_twice'],
    ['under terms that carry nothing', [lot('2025-12', 60)], { kind: 'none' }, 'terms.opening_not_carried'],
    ['that had expired', [lot('2025-09', 60)], capped, 'terms.opening_expired'],
    ['above the cap', [lot('2025-11', 400), lot('2025-12', 201)], capped, 'terms.opening_above_cap'],
    ['owed without signed terms', [lot('2025-12', -60)], capped, 'terms.opening_owed'],
    ['owed beside others', [lot('2025-11', 60), lot('2025-12', -60)], signed, 'terms.opening_owed'],
  ] as const)('%s are refused', (_, brought, carry, code) => {
    expect(decideOpening(brought, makeTerms({ carry }))).toMatchObject({
      refusal: { code, facts: { field: 'opening' } },
    });
  });
});
