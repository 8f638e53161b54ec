// A closed month with so many entries, as the practice's edition of its summary.

const domain = new URL('../../api/dist/domain/', import.meta.url);
const built = (path) => import(new URL(path, domain).href);

const ACTIVITIES = ['C1', 'C5', 'V3', 'search', 'admin'];

/** @param {number} count */
export async function monthOf(count) {
  const [{ snapshotOf }, { presentEdition }, { runLedger }, { monthTermsOf }, { NO_BALANCE }] = await Promise.all(
    [
      'statements/summary-facts.js',
      'statements/edition.js',
      'engagements/ledger.js',
      'engagements/ledger-facts.js',
      'engagements/lots.js',
    ].map(built),
  );
  const month = '2026-11';
  const terms = [
    {
      from: '2026-11-01',
      to: null,
      allowance: { per: 'month', minutes: 2600 },
      startDay: 1,
      fee: 800_000,
      currency: 'EUR',
      carry: { kind: 'none' },
      overage: { kind: 'bill', ratePerHour: 20_000, leeway: 0 },
      rounding: { scope: 'entry', step: 1, direction: 'nearest' },
      visibility: 'all_entries',
      acceptedAfterDays: null,
      dueWorkingDay: 3,
    },
  ];
  const entries = Array.from({ length: count }, (_, at) => ({
    id: `e${at}`,
    memberId: 'm',
    author: 'Rhea Lind',
    day: `2026-11-${String(1 + Math.floor((at * 30) / count)).padStart(2, '0')}`,
    activity: ACTIVITIES[at % ACTIVITIES.length],
    billable: true,
    text: `Board preparation and follow-up ${at}`,
    minutes: 15 + ((at * 35) % 100),
  }));
  const counted = entries.reduce((sum, { minutes }) => sum + minutes, 0);
  const quiet = { adjustments: [], corrections: [], asked: [], closed: true, engagementEnds: false };
  const [figures] = runLedger({
    opening: NO_BALANCE,
    months: [{ month, counted, ...quiet }],
    termsFor: (of) => monthTermsOf(of, terms),
  });
  const facts = {
    practice: 'Lind Advisory',
    preparedBy: 'Rhea Lind',
    client: { name: 'Acme Robotics', legalName: null, address: null, purchaseOrder: null },
    engagement: { id: 'e', zone: 'Europe/Berlin' },
    month,
    asOf: '2026-11-30',
    phase: {
      phase: 'assessing',
      label: 'Assessing',
      since: '2026-11-01',
      days: 30,
      timeline: [],
      gate: null,
      milestone: null,
    },
    searches: [],
    terms,
    entries,
    figures,
  };
  const words = { outcomes: '- Telemetry runs.', decisions: '', risks: '', nextMonth: '' };
  const state = { words, issuedOn: '2026-12-02', version: 1, closure: 1, revised: null };
  return presentEdition(snapshotOf(facts, state), 'practice', 'all_entries');
}
