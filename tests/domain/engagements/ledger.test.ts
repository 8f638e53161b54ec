import { describe, expect, test } from '@jest/globals';
import { runLedger, type MonthFigures, type MonthTerms } from '@domain/engagements/ledger';
import { monthTermsOf } from '@domain/engagements/ledger-facts';
import { NO_BALANCE } from '@domain/engagements/lots';
import { day } from '@domain/shared/day';
import { addMonths, month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { agreed, approved, makeCorrection, makeMonth, makeTerms, broughtTo } from './make-terms';

function run(used: number[], terms: MonthTerms | MonthTerms[], first = '2026-01'): MonthFigures[] {
  const months = used.map((counted, at) => makeMonth(addMonths(month(first), at), counted));
  const termsFor = Array.isArray(terms)
    ? (of: string) => terms[months.findIndex((one) => one.month === of)] ?? agreed(0)
    : () => terms;
  return runLedger({ opening: NO_BALANCE, months, termsFor });
}

describe('reference figures', () => {
  test('20 hours at 5,000.00 with 25 hours used at 200.00 an hour over are 6,000.00', () => {
    const [january] = run([1500], agreed(1200));
    expect(january).toMatchObject({ overage: 300, overageMoney: 100000, fee: 500000 });
    expect((january?.fee ?? 0) + (january?.overageMoney ?? 0)).toBe(600000);
  });

  test('a cap of 5 hours keeps 5 of 8 unused hours', () => {
    const carry = { kind: 'capped' as const, cap: minutes(300), lifetime: 3 };
    expect(run([720], agreed(1200, { carry }))[0]).toMatchObject({ carriedOut: 300, forfeited: 180 });
  });

  test('signed carry of 40 hours: 30 used leave 50 available, 60 of those leave 30', () => {
    const figures = run([1800, 3600, 0], agreed(2400, { carry: { kind: 'signed', cap: null } }));
    expect(figures.map(({ available }) => available)).toEqual([2400, 3000, 1800]);
    expect(figures.map(({ overage, overageMoney }) => [overage, overageMoney])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  test('half a year of 1,200 minutes with a cap of 300 that lives one month', () => {
    const terms = agreed(1200, {
      carry: { kind: 'capped', cap: minutes(300), lifetime: 1 },
      overage: { kind: 'bill', ratePerHour: minor(30000), leeway: minutes(0) },
    });
    const table = run([1000, 1250, 1500, 700, 100, 1260], terms).map((figures) => [
      figures.carriedIn,
      figures.available,
      figures.used,
      figures.fromCarried,
      figures.fromOwn,
      figures.overage,
      figures.overageMoney,
      figures.expired,
      figures.forfeited,
      figures.carriedOut,
    ]);
    expect(table).toEqual([
      [0, 1200, 1000, 0, 1000, 0, 0, 0, 0, 200],
      [200, 1400, 1250, 200, 1050, 0, 0, 0, 0, 150],
      [150, 1350, 1500, 150, 1200, 150, 75000, 0, 0, 0],
      [0, 1200, 700, 0, 700, 0, 0, 0, 200, 300],
      [300, 1500, 100, 100, 0, 0, 0, 200, 900, 300],
      [300, 1500, 1260, 300, 960, 0, 0, 0, 0, 240],
    ]);
  });

  test('600 a month, a cap of 300, lots that live two months', () => {
    const terms = agreed(600, { carry: { kind: 'capped', cap: minutes(300), lifetime: 2 } });
    const figures = run([400, 50, 100, 1000], terms);
    expect(figures.map(({ carriedIn }) => carriedIn)).toEqual([0, 200, 300, 300]);
    expect(figures.map(({ expired }) => expired)).toEqual([0, 0, 50, 0]);
    expect(figures.map(({ forfeited }) => forfeited)).toEqual([0, 450, 450, 0]);
    expect(figures.map(({ carriedOut }) => carriedOut)).toEqual([200, 300, 300, 0]);
    expect(figures.map(({ overage }) => overage)).toEqual([0, 0, 0, 100]);
  });
});

describe('carry', () => {
  test('of nothing forfeits what is left at the close', () => {
    expect(run([1000, 0], agreed(1200))[0]).toMatchObject({ forfeited: 200, carriedOut: 0 });
  });

  test('without limit keeps lots for ever, or as long as agreed', () => {
    const forever = run([0, 0, 0], agreed(100, { carry: { kind: 'unlimited', lifetime: null } }));
    expect(forever.map(({ carriedOut }) => carriedOut)).toEqual([100, 200, 300]);
    const twoMonths = run([0, 0, 0, 0], agreed(100, { carry: { kind: 'unlimited', lifetime: 2 } }));
    expect(twoMonths.map(({ carriedOut }) => carriedOut)).toEqual([100, 200, 200, 200]);
    expect(twoMonths.map(({ expired }) => expired)).toEqual([0, 0, 100, 100]);
  });

  test('with a lowered cap forfeits the newest lots first at the next close', () => {
    const capped = (cap: number) => agreed(100, { carry: { kind: 'capped', cap: minutes(cap), lifetime: 9 } });
    const figures = run([0, 0, 100], [capped(300), capped(300), capped(120)]);
    expect(figures[2]).toMatchObject({ carriedIn: 200, fromCarried: 100, forfeited: 80, carriedOut: 120 });
    expect(figures[2]?.after.lots).toEqual([
      { born: '2026-02', minutes: 100, expires: '2026-11' },
      { born: '2026-03', minutes: 20, expires: '2026-12' },
    ]);
  });

  test('signed with a cap limits what is left over, not what is owed', () => {
    const figures = run([0, 5000, 0], agreed(1000, { carry: { kind: 'signed', cap: minutes(600) } }));
    expect(figures.map(({ forfeited, carriedOut }) => [forfeited, carriedOut])).toEqual([
      [400, 600],
      [0, -3400],
      [0, -2400],
    ]);
  });

  test('that stops being signed turns a debt into overage', () => {
    const figures = run([1500, 900], [agreed(1000, { carry: { kind: 'signed', cap: null } }), agreed(1000)]);
    expect(figures[1]).toMatchObject({ carriedIn: -500, available: 500, used: 900, overage: 400, fromOwn: 500 });
  });

  test('ends with the engagement: lots expire, unused minutes lapse, a debt stays to be settled', () => {
    const carry = { kind: 'unlimited' as const, lifetime: null };
    const months = [makeMonth('2026-01', 0), makeMonth('2026-02', 30, { engagementEnds: true })];
    const figures = runLedger({ opening: NO_BALANCE, months, termsFor: () => agreed(100, { carry }) });
    expect(figures[1]).toMatchObject({ carriedIn: 100, expired: 70, forfeited: 100, carriedOut: 0 });
    const owing = runLedger({
      opening: broughtTo('2026-02', -50, carry),
      months: [makeMonth('2026-02', 100, { engagementEnds: true })],
      termsFor: () => agreed(100, { carry: { kind: 'signed', cap: null } }),
    });
    expect(owing[0]).toMatchObject({ forfeited: 0, carriedOut: -50 });
  });
});

describe('overage', () => {
  test('is free within the leeway and billed only above it', () => {
    const overage = { kind: 'bill' as const, ratePerHour: minor(20000), leeway: minutes(60) };
    const [within, above] = run([1260, 1290], agreed(1200, { overage }));
    expect(within).toMatchObject({ overage: 60, overageBilled: 0, overageAbsorbed: 60, overageMoney: 0 });
    expect(above).toMatchObject({ overage: 90, overageBilled: 30, overageAbsorbed: 60, overageMoney: 10000 });
  });

  test('that is absorbed costs nothing', () => {
    const [month] = run([1500], agreed(1200, { overage: { kind: 'absorb' } }));
    expect(month).toMatchObject({ overage: 300, overageBilled: 0, overageMoney: 0 });
  });

  test('that needs approval is billed as far as the sponsor approved it', () => {
    const overage = { kind: 'approval' as const, ratePerHour: minor(20000) };
    const figures = [0, 120, 500].map((wanted) =>
      runLedger({
        opening: NO_BALANCE,
        months: [makeMonth('2026-01', 1500, { asked: [approved(wanted)] })],
        termsFor: () => agreed(1200, { overage }),
      }),
    );
    expect(figures.map(([one]) => [one?.overageBilled, one?.overageMoney])).toEqual([
      [0, 0],
      [120, 40000],
      [300, 100000],
    ]);
  });

  test('without an allowance is everything: paid by the hour', () => {
    expect(run([95], agreed(0))[0]).toMatchObject({ available: 0, overage: 95, overageMoney: 31667 });
  });
});

describe('corrections and adjustments', () => {
  test('a correction below zero credits the allowance', () => {
    const corrections = [makeCorrection({ minutes: -120, billed: -120, money: -40000 })];
    const [january] = runLedger({
      opening: NO_BALANCE,
      months: [makeMonth('2026-01', 60, { corrections })],
      termsFor: () => agreed(1200, { carry: { kind: 'unlimited', lifetime: null } }),
    });
    expect(january).toMatchObject({ used: -60, fromOwn: -60, overage: 0, carriedOut: 1260, correctionMoney: -40000 });
  });

  test('an adjustment beyond the own minutes draws on the lots, then becomes overage', () => {
    const adjustments = [{ id: 'a1', minutes: minutes(-300), note: 'agreed by mail' }];
    const opening = broughtTo('2026-01', 150, { kind: 'unlimited', lifetime: null });
    const [january] = runLedger({
      opening,
      months: [makeMonth('2026-01', 0, { adjustments })],
      termsFor: () => agreed(100, { carry: { kind: 'unlimited', lifetime: null } }),
    });
    expect(january).toMatchObject({ available: -50, fromCarried: 150, fromOwn: -200, overage: 50, carriedOut: 0 });
  });
});

describe('a ledger', () => {
  test('opens into its lines', () => {
    const carry = { kind: 'capped' as const, cap: minutes(300), lifetime: 1 };
    const opening = broughtTo('2026-01', 50, carry);
    const adjustments = [{ id: 'a1', minutes: minutes(30), note: 'goodwill' }];
    const [january] = runLedger({
      opening,
      months: [makeMonth('2026-01', 20, { adjustments })],
      termsFor: () => agreed(600, { carry }),
    });
    expect(january?.lines).toEqual([
      { kind: 'accrue', minutes: 600, from: '2026-01-01', to: '2026-01-31', fee: 500000 },
      { kind: 'adjust', minutes: 30, id: 'a1', note: 'goodwill' },
      { kind: 'consume', minutes: -20 },
      { kind: 'expire', minutes: -30, born: '2025-12' },
      { kind: 'forfeit', minutes: -330, born: '2026-01' },
    ]);
  });

  test('marks what is carried into a month as provisional while an earlier one is open', () => {
    const months = [makeMonth('2026-01', 0, { closed: true }), makeMonth('2026-02', 0), makeMonth('2026-03', 0)];
    const figures = runLedger({ opening: NO_BALANCE, months, termsFor: () => agreed(1200) });
    expect(figures.map(({ provisional }) => provisional)).toEqual([false, false, true]);
  });

  test('does not run over a missing month', () => {
    const months = [makeMonth('2026-01', 0), makeMonth('2026-03', 0)];
    expect(() => runLedger({ opening: NO_BALANCE, months, termsFor: () => agreed(1200) })).toThrow(RangeError);
  });

  test('continues from what a closure kept as it would have from the start', () => {
    const terms = agreed(600, { carry: { kind: 'capped', cap: minutes(300), lifetime: 2 } });
    const whole = run([400, 50, 100, 1000], terms);
    const rest = runLedger({
      opening: whole[1]?.after ?? NO_BALANCE,
      months: [makeMonth('2026-03', 100), makeMonth('2026-04', 1000)],
      termsFor: () => terms,
    });
    expect(rest).toEqual(whole.slice(2).map((figures) => ({ ...figures, provisional: figures.month !== '2026-03' })));
  });

  test('takes a part of the fee and the allowance when terms begin inside a month', () => {
    const started = monthTermsOf(month('2026-04'), [makeTerms({ from: day('2026-04-16') })]);
    expect(started.accruals).toEqual([{ from: '2026-04-16', to: '2026-04-30', days: 15, minutes: 600, fee: 250000 }]);
  });

  test('accrues nothing before or after the terms, under the nearest policies', () => {
    const terms = [makeTerms({ from: day('2026-04-16'), to: day('2026-06-01'), carry: { kind: 'signed', cap: null } })];
    expect(monthTermsOf(month('2026-07'), terms)).toMatchObject({ accruals: [], carry: { kind: 'signed' } });
    expect(monthTermsOf(month('2026-03'), terms)).toMatchObject({ accruals: [], carry: { kind: 'signed' } });
    expect(() => monthTermsOf(month('2026-03'), [])).toThrow(RangeError);
  });
});
