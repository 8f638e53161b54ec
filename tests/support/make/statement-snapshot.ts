import { readNarrative } from '@domain/statements/narrative';
import type { PrintedEntry, StatementSnapshot } from '@domain/statements/snapshot';
import { addDays, day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';

const ACTIVITIES = [
  { id: 'C1', label: 'Technology vision and roadmap', group: 'C' },
  { id: 'C5', label: 'Technology communication to board, investors, executives', group: 'C' },
  { id: 'C3', label: 'Build-versus-buy evaluation', group: 'C' },
  { id: 'search', label: 'VP search', group: 'search' },
  { id: 'V3', label: 'Engineering process: planning, review, deployment', group: 'V' },
  { id: 'admin', label: 'Administration', group: 'admin' },
] as const;

const TEXTS = [
  'Board preparation: telemetry story and budget',
  'Interviews with two candidates, notes to the panel',
  'Roadmap review with product',
  'Vendor call, managed database, exit terms',
  'Planning round with both teams',
  'Reading the incident reports of October before the review with the founders, and a note on what they have in common',
];

/** Entries that fill a month in order, every seventh of them not billable. */
export function entries(count: number): PrintedEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const activity = ACTIVITIES[index % ACTIVITIES.length]!;
    const worked = minutes(20 + ((index * 35) % 100));
    const billable = index % 7 !== 6;
    return {
      day: addDays(day('2026-11-01'), Math.floor((index * 30) / count)),
      author: index % 3 === 2 ? 'Ines Marchetti' : 'Rhea Lind',
      activity: { id: activity.id, label: activity.label },
      text: TEXTS[index % TEXTS.length]!,
      worked,
      counted: billable ? minutes(Math.ceil(worked / 15) * 15) : minutes(0),
      billable,
    };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A snapshot whose figures follow from its entries: 200 minutes carried in, 2,600 accrued, rounded up to 15 an entry. */
export function statementSnapshot(
  change: Partial<StatementSnapshot> & { readonly entries?: readonly PrintedEntry[] } = {},
): StatementSnapshot {
  const { entries: rows = entries(24), ...rest } = change;
  const worked = sum(rows.map((row) => row.worked));
  const notBillable = sum(rows.map((row) => (row.billable ? 0 : row.worked)));
  const counted = sum(rows.map((row) => row.counted ?? 0));
  const carriedIn = 200;
  const accrued = 2600;
  const fromCarried = Math.min(carriedIn, counted);
  const fromOwn = Math.min(accrued, counted - fromCarried);
  const overage = counted - fromCarried - fromOwn;
  const expired = carriedIn - fromCarried;
  const carriedOut = Math.min(300, accrued - fromOwn);
  const forfeited = accrued - fromOwn - carriedOut;
  const fee = 800_000;
  const extra = Math.round((overage * 20_000) / 60);
  return {
    language: 'en',
    practice: { name: 'Lind Advisory', preparedBy: 'Rhea Lind' },
    client: {
      name: 'Acme Robotics',
      legalName: 'Acme Robotics GmbH',
      address: 'Lindenstraße 12\n10969 Berlin',
      purchaseOrder: 'PO-4711',
    },
    engagement: { id: '0190f1c2-0000-7000-8000-000000000001', zone: 'Europe/Berlin', currency: 'EUR' },
    month: { month: month('2026-11'), firstDay: day('2026-11-01'), lastDay: day('2026-11-30') },
    asOf: day('2026-11-30'),
    issuedOn: day('2026-12-02'),
    version: 1,
    closure: 1,
    revised: null,
    phase: {
      phase: 'search_running',
      label: 'Search running',
      since: day('2026-11-09'),
      days: 22,
      timeline: [
        {
          phase: 'assessing',
          label: 'Assessing',
          from: day('2026-08-03'),
          to: day('2026-09-07'),
          days: 35,
          sentence: null,
          override: null,
        },
        {
          phase: 'foundation',
          label: 'Building the plan',
          from: day('2026-09-07'),
          to: day('2026-10-12'),
          days: 35,
          sentence: null,
          override: null,
        },
        {
          phase: 'preparing_search',
          label: 'Preparing the search',
          from: day('2026-10-12'),
          to: day('2026-11-09'),
          days: 28,
          sentence: null,
          override: null,
        },
        {
          phase: 'search_running',
          label: 'Search running',
          from: day('2026-11-09'),
          to: null,
          days: 22,
          sentence: 'The scorecard is approved by both deciders, so we are now talking to people.',
          override: null,
        },
      ],
      gate: {
        towards: 'Handing over',
        criteria: [
          { text: 'Approved scorecard version', met: true },
          { text: 'Accepted offer', met: false },
          { text: 'Start date of the VP', met: false },
        ],
      },
      milestone: { name: 'Shortlist presented', on: day('2026-12-15') },
    },
    narrative: readNarrative({
      outcomes:
        '- The first five interviews are done and two people are worth presenting in December.\n' +
        '- Telemetry runs on every robot that ships; support now sees a fault before the customer calls.\n' +
        '- Release day moved from monthly to weekly without a rollback.',
      decisions:
        'We stay on the managed database for twelve months and look again when the second site goes live.\n\n' +
        '- The warehouse product is bought, not built.\n- The platform team keeps its on-call rota until the VP starts.',
      risks:
        '- One senior engineer holds the motion controller alone. We ask for a second person from January.\n' +
        '- The pay band ends below what the two strongest people expect. Please decide by 8 December.',
      nextMonth:
        'We present the shortlist on 15 December and hold the founder interviews the same week.\n\n' +
        '- Architecture review of the second site\n- Budget for the first half of the year',
    }),
    searches: [
      {
        title: 'VP of Engineering',
        week: 6,
        targetWeeks: 16,
        steps: [
          { label: 'In research', now: 3, reached: 14 },
          { label: 'In assessment', now: 4, reached: 9 },
          { label: 'Presented', now: 2, reached: 3 },
          { label: 'With you', now: 0, reached: 1 },
          { label: 'Final checks', now: 0, reached: 0 },
          { label: 'Hired', now: 0, reached: 0 },
        ],
        closed: 5,
        considered: 14,
      },
    ],
    hours: {
      activities: ACTIVITIES.map(({ id, label, group }) => {
        return {
          id,
          label,
          group,
          minutes: minutes(sum(rows.filter((row) => row.activity?.id === id).map((row) => row.worked))),
        };
      }),
      mix: [
        { group: 'C', bound: 'at_least', percent: 40 },
        { group: 'search', bound: 'at_most', percent: 40 },
      ],
      mixNote: 'Planning rounds take more time than agreed; the new process lead can run them from January.',
      ledger: {
        carriedIn: minutes(carriedIn),
        accrued: minutes(accrued),
        adjustments: minutes(0),
        available: minutes(carriedIn + accrued),
        used: minutes(counted),
        fromCarried: minutes(fromCarried),
        fromOwn: minutes(fromOwn),
        overage: minutes(overage),
        expired: minutes(expired),
        forfeited: minutes(forfeited),
        carriedOut: minutes(carriedOut),
      },
      lines: (
        [
          { kind: 'accrue', minutes: minutes(accrued), lot: month('2026-11'), text: '10 hours a week' },
          { kind: 'consume', minutes: minutes(-fromCarried), lot: month('2026-10'), text: '' },
          { kind: 'consume', minutes: minutes(-fromOwn - overage), lot: month('2026-11'), text: '' },
          { kind: 'overage', minutes: minutes(overage), lot: null, text: '' },
          { kind: 'expire', minutes: minutes(-expired), lot: month('2026-10'), text: '' },
          { kind: 'forfeit', minutes: minutes(-forfeited), lot: month('2026-11'), text: 'Up to 5:00 are carried over' },
        ] as const
      ).filter((line) => line.minutes !== 0),
      totals: {
        worked: minutes(worked),
        notBillable: minutes(notBillable),
        rounding: minutes(counted - worked + notBillable),
        counted: minutes(counted),
        corrections: minutes(0),
        used: minutes(counted),
      },
      rounding: { scope: 'entry', step: 15, direction: 'up' },
      entries: rows,
    },
    money: {
      lines: [
        { kind: 'fee', text: 'November 2026', minutes: null, ratePerHour: null, amount: minor(fee) },
        ...(overage > 0
          ? [
              {
                kind: 'overage' as const,
                text: '',
                minutes: minutes(overage),
                ratePerHour: minor(20_000),
                amount: minor(extra),
              },
            ]
          : []),
      ],
      total: minor(fee + (overage > 0 ? extra : 0)),
    },
    ...rest,
  };
}
