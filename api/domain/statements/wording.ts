import { PHASES, type Phase } from '../engagements/phases.js';
import type { Rounding } from '../engagements/rounding.js';
import type { Edition } from './edition.js';
import type { ActivityGroup, MoneyLine, PrintedLineKind } from './snapshot.js';

/** Every word a summary prints that is not somebody's own. A second statement language is a second value of this type. */
export interface Wording {
  readonly language: string;
  readonly title: string;
  readonly draft: string;
  readonly draftNotice: string;
  readonly version: (number: number) => string;
  readonly revised: string;
  readonly revisedBecause: (reason: string) => string;
  readonly issued: (day: string) => string;
  readonly preparedBy: (who: string, practice: string) => string;
  readonly edition: Readonly<Record<Edition, string>>;
  readonly page: (page: string, pages: string) => string;
  readonly fingerprint: string;

  readonly whereWeStand: string;
  readonly asOf: (day: string) => string;
  readonly phases: Readonly<Record<Phase, string>>;
  readonly dayInPhase: (days: number) => string;
  readonly daysSpent: (days: number) => string;
  readonly since: (day: string) => string;
  readonly notPassed: string;
  readonly ahead: string;
  readonly overridden: (reason: string) => string;
  readonly gate: (towards: string) => string;
  readonly met: string;
  readonly open: string;
  readonly keyFigures: {
    readonly used: string;
    readonly ofAvailable: (available: string) => string;
    readonly byTheHour: string;
    readonly left: string;
    readonly carried: (carried: string) => string;
    readonly notCarried: string;
    readonly over: string;
    readonly overNote: (available: string) => string;
    readonly days: string;
    readonly gate: (towards: string) => string;
    readonly ratio: (met: number, total: number) => string;
    readonly gateOpen: (open: number) => string;
    readonly gateDone: string;
    readonly inPlay: string;
    readonly inPlayNote: (considered: number, title: string) => string;
    readonly milestone: string;
  };

  readonly outcomes: string;
  readonly decisions: string;
  readonly risks: string;
  readonly nextMonth: string;

  readonly search: (title: string) => string;
  readonly searchLead: (week: number, target: number, considered: number, inPlay: number, closed: number) => string;
  readonly now: string;
  readonly reached: string;

  readonly hours: string;
  readonly hoursLead: (worked: string) => string;
  readonly groups: Readonly<Record<ActivityGroup, string>>;
  /** Names short enough for a column, by id; an activity without one prints its own label. */
  readonly activities: Readonly<Record<string, string>>;
  readonly share: (percent: number) => string;
  readonly agreed: (bound: 'at_least' | 'at_most', percent: number) => string;
  readonly kept: string;
  readonly missed: string;

  readonly ledger: string;
  readonly balance: string;
  readonly line: Readonly<Record<PrintedLineKind, string>>;
  readonly billed: string;
  readonly absorbed: string;
  readonly lot: (month: string) => string;
  readonly carriedIn: string;
  readonly available: string;
  readonly carriedOut: string;
  readonly used: string;
  readonly left: string;
  readonly usedPart: string;
  readonly fromCarried: string;
  readonly fromOwn: string;
  readonly unused: string;
  readonly overage: string;
  readonly column: {
    readonly item: string;
    readonly hours: string;
    readonly balance: string;
    readonly date: string;
    readonly who: string;
    readonly activity: string;
    readonly what: string;
    readonly worked: string;
    readonly counted: string;
    readonly rate: string;
    readonly amount: string;
  };

  readonly entries: string;
  readonly workedAndCounted: string;
  readonly noEntries: (month: string) => string;
  readonly entriesLead: (count: number, author: string | null) => string;
  readonly notBillable: string;
  readonly totals: {
    readonly worked: string;
    readonly notBillable: string;
    readonly rounding: string;
    readonly counted: string;
    readonly corrections: string;
    readonly used: string;
  };

  readonly money: string;
  readonly moneyKind: Readonly<Record<MoneyLine['kind'], string>>;
  readonly total: string;

  /** What only the board page says. */
  readonly board: {
    readonly title: string;
    readonly week: string;
    readonly weekValue: (week: number, target: number) => string;
    readonly strategy: string;
    readonly strategyNote: (worked: string) => string;
    readonly noRisks: string;
    readonly more: string;
  };

  /** What only a workbook says. */
  readonly sheet: {
    readonly item: string;
    readonly lot: string;
    readonly note: string;
    readonly added: string;
    readonly taken: string;
    readonly balance: string;
    readonly belowZero: string;
    readonly minus: string;
    readonly in: (what: string, currency: string) => string;
    readonly kind: string;
    readonly share: string;
    readonly billable: string;
    readonly yes: string;
    readonly no: string;
    readonly week: string;
    readonly targetWeeks: string;
    readonly step: string;
    readonly closed: string;
    readonly considered: string;
    readonly practice: string;
    readonly preparedBy: string;
    readonly month: string;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly zone: string;
    readonly why: string;
    readonly edition: string;
    readonly issuedOn: string;
    readonly phase: string;
    readonly since: string;
  };

  readonly about: string;
  readonly facts: {
    readonly client: string;
    readonly address: string;
    readonly purchaseOrder: string;
    readonly period: string;
    readonly counting: string;
    readonly version: string;
    readonly fingerprint: string;
  };
  readonly zone: (period: string, zone: string) => string;
  readonly counting: (rule: Rounding) => string;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const english: Wording = {
  language: 'en',
  title: 'Monthly summary',
  draft: 'Draft',
  draftNotice: 'Draft: words and figures may still change',
  version: (number) => `Version ${number}`,
  revised: 'revised',
  revisedBecause: (reason) => `Revised: ${reason}`,
  issued: (day) => day,
  preparedBy: (who, practice) => (who === practice ? `Prepared by ${practice}` : `Prepared by ${who}, ${practice}`),
  edition: { client: 'Client edition', practice: 'Practice edition, with fee and rate' },
  page: (page, pages) => `Page ${page} of ${pages}`,
  fingerprint: 'SHA-256',

  whereWeStand: 'Where we stand',
  asOf: (day) => `as of ${day}`,
  phases: Object.fromEntries(PHASES.map(({ id, label }) => [id, label])) as Record<Phase, string>,
  dayInPhase: (days) => `day ${days}`,
  daysSpent: (days) => counted(days, 'day', 'days'),
  since: (day) => `since ${day}`,
  notPassed: 'not needed',
  ahead: 'ahead',
  overridden: (reason) => `Moved on before every criterion was met: ${reason}`,
  gate: (towards) => `Before ${towards}`,
  met: 'done',
  open: 'open',
  keyFigures: {
    used: 'Hours used',
    ofAvailable: (available) => `of ${available} available`,
    byTheHour: 'paid by the hour',
    left: 'Hours left',
    carried: (carried) => `${carried} carried into next month`,
    notCarried: 'none carried into next month',
    over: 'Beyond the allowance',
    overNote: (available) => `all ${available} were used`,
    days: 'Days in this phase',
    gate: (towards) => `Steps to “${towards}”`,
    ratio: (met, total) => `${met} of ${total}`,
    gateOpen: (open) => `${open} still open`,
    gateDone: 'all met',
    inPlay: 'People in play',
    inPlayNote: (considered, title) => `${title}, of ${considered} considered`,
    milestone: 'Next milestone',
  },

  outcomes: 'Outcomes',
  decisions: 'Decisions',
  risks: 'Risks and asks',
  nextMonth: 'Next month',

  search: (title) => `Search: ${title}`,
  searchLead: (week, target, considered, inPlay, closed) =>
    `Week ${week} of ${target}. ${counted(considered, 'person', 'people')} considered: ${inPlay} in play, ${closed} closed.`,
  now: 'There now',
  reached: 'Got this far',

  hours: 'Hours by activity',
  hoursLead: (worked) => `${worked} worked in all, billable or not.`,
  groups: {
    C: 'Strategy and direction',
    V: 'Execution and delivery',
    search: 'VP search',
    pairing: 'CTO and VP working together',
    admin: 'Administration',
    none: 'Not yet assigned',
  },
  activities: {
    C1: 'C1 Vision and roadmap',
    C2: 'C2 Architecture decisions',
    C3: 'C3 Build or buy',
    C4: 'C4 Vendors and contracts',
    C5: 'C5 Board and investors',
    C6: 'C6 Emerging technology',
    C7: 'C7 Architecture for growth',
    V1: 'V1 Team management',
    V2: 'V2 Hiring',
    V3: 'V3 Engineering process',
    V4: 'V4 Code quality and tests',
    V5: 'V5 People and careers',
    V6: 'V6 Product coordination',
    V7: 'V7 Production escalations',
    search: 'VP search',
    pairing: 'CTO and VP dialogue',
    admin: 'Administration',
  },
  share: (percent) => `${percent}%`,
  agreed: (bound, percent) => `agreed: ${bound === 'at_least' ? 'at least' : 'at most'} ${percent}%`,
  kept: 'kept',
  missed: 'not kept',

  ledger: 'The hour balance, line by line',
  balance: 'The hour balance',
  line: {
    accrue: 'Allowance',
    adjust: 'Adjustment',
    consume: 'Used',
    correct: 'Correction of an earlier month',
    overage: 'Beyond the allowance',
    expire: 'Expired',
    forfeit: 'Not carried over',
  },
  billed: 'billed',
  absorbed: 'not charged',
  lot: (month) => `hours of ${month}`,
  carriedIn: 'Carried in',
  available: 'Available',
  carriedOut: 'Carried out',
  used: 'Used',
  left: 'Left',
  usedPart: 'used',
  fromCarried: 'from carried hours',
  fromOwn: 'from this month',
  unused: 'not used',
  overage: 'beyond the allowance',
  column: {
    item: 'Item',
    hours: 'Hours',
    balance: 'Balance',
    date: 'Date',
    who: 'Who',
    activity: 'Activity',
    what: 'What',
    worked: 'Worked',
    counted: 'Counted',
    rate: 'Per hour',
    amount: 'Amount',
  },

  entries: 'Entries',
  workedAndCounted: 'From worked to counted',
  noEntries: (month) => `No hours were logged in ${month}.`,
  entriesLead: (count, author) => counted(count, 'entry', 'entries') + (author === null ? '' : ` by ${author}`),
  notBillable: 'not billable',
  totals: {
    worked: 'Worked',
    notBillable: 'Not billable',
    rounding: 'Rounding',
    counted: 'Counted',
    corrections: 'Corrections of earlier months',
    used: 'Used',
  },

  money: 'Fee and overage',
  moneyKind: { fee: 'Fee', overage: 'Beyond the allowance', correction: 'Correction', adjustment: 'Adjustment' },
  total: 'Total',

  board: {
    title: 'Board page',
    week: 'Week of the search',
    weekValue: (week, target) => `${week} of ${target}`,
    strategy: 'Time on strategy',
    strategyNote: (worked) => `of ${worked} worked`,
    noRisks: 'None to report this month.',
    more: 'More in the monthly summary.',
  },

  sheet: {
    item: 'Item',
    lot: 'Hours of',
    note: 'Note',
    added: 'Added',
    taken: 'Taken',
    balance: 'Balance',
    belowZero: 'Below zero',
    minus: 'Minus',
    in: (what, currency) => `${what}, ${currency}`,
    kind: 'Kind of work',
    share: 'Share',
    billable: 'Billable',
    yes: 'yes',
    no: 'no',
    week: 'Week',
    targetWeeks: 'Planned weeks',
    step: 'Step',
    closed: 'Closed',
    considered: 'Considered',
    practice: 'Practice',
    preparedBy: 'Prepared by',
    month: 'Month',
    firstDay: 'First day',
    lastDay: 'Last day',
    zone: 'Calendar days in',
    why: 'Opened again because',
    edition: 'Edition',
    issuedOn: 'Issued on',
    phase: 'Phase',
    since: 'Since',
  },

  about: 'About this summary',
  facts: {
    client: 'Client',
    address: 'Address',
    purchaseOrder: 'Purchase order',
    period: 'Period',
    counting: 'How hours count',
    version: 'Version',
    fingerprint: 'SHA-256 of the data',
  },
  zone: (period, zone) => `${period}, calendar days in ${zone}`,
  counting: ({ scope, step, direction }) => {
    if (step === 1) return 'To the minute, as worked.';
    const what = { entry: 'Each entry', day_and_activity: 'Each day and activity', month: 'The month' }[scope];
    const how = { up: 'up', nearest: 'to the nearest', down: 'down' }[direction];
    return `${what} is rounded ${how}${direction === 'nearest' ? '' : ' to'} ${step} minutes.`;
  },
};

/** The words of a statement language. */
export const wordings: Readonly<Record<'en', Wording>> = { en: english };
