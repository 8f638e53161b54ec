import type { CriterionId } from '../../api/domain/engagements/gate-criteria.js';
import type { Rounding } from '../../api/domain/engagements/rounding.js';
import type { Carry } from '../../api/domain/engagements/terms.js';
import { minutes } from '../../api/domain/shared/units.js';
import type { Phase } from '../../api/domain/engagements/phases.js';
import type { Activity } from '../../api/domain/time/activities.js';

/** A step of an engagement: how many days ago it was taken, and what it rested on. */
export interface Step {
  readonly to: Phase;
  readonly daysAgo: number;
  readonly sentence: string;
  readonly evidence: readonly { readonly criterion: CriterionId; readonly note: string }[];
}

export interface Work {
  readonly activity: Activity;
  readonly minutes: readonly number[];
  readonly texts: readonly string[];
}

/** A client of the demo practice, as invented. */
export interface Role {
  readonly name: string;
  readonly code: string;
  readonly legalName: string;
  readonly address: string;
  readonly engineers: number;
  readonly startedDaysAgo: number;
  readonly allowance: { readonly minutes: number; readonly per: 'week' | 'month' };
  readonly fee: number;
  readonly rate: number;
  /** What was agreed beyond the usual: nothing carried over, every minute counted, hours beyond billed. */
  readonly policies: {
    readonly carry?: Carry;
    readonly approval?: true;
    readonly leeway?: number;
    readonly rounding?: Rounding;
  };
  /** What was agreed about the present month: hours beyond that the client is asked for, and a change of the balance. */
  readonly agreed: {
    readonly asked?: readonly [minutes: number, reason: string];
    readonly adjusted?: readonly [minutes: number, reason: string];
  };
  /** Minutes brought along, by how many months before the first they were left over. */
  readonly brought: readonly (readonly [monthsBefore: number, minutes: number])[];
  readonly nextStep: readonly [text: string, inDays: number] | null;
  readonly contacts: readonly { readonly name: string; readonly title: string; readonly email: string }[];
  /** Whoever reads the board page. */
  readonly board?: { readonly name: string; readonly email: string };
  readonly steps: readonly Step[];
  readonly work: readonly Work[];
  /** Entries a week, and for how many of the last days none were logged. */
  readonly perWeek: number;
  readonly endedDaysAgo: number | null;
  readonly search: boolean;
  readonly words: {
    readonly outcomes: string;
    readonly decisions: string;
    readonly risks: string;
    readonly nextMonth: string;
  };
}

export const PRACTICE = { name: 'Northgate Advisory', owner: 'Maya Lindqvist' };

export const BOOKKEEPER = { name: 'Ida Holm', email: 'ida@holm-books.example' };

const strategy: Work[] = [
  {
    activity: 'C1',
    minutes: [60, 90, 120],
    texts: ['Roadmap review', 'Vision workshop with the founders', 'Quarter planning'],
  },
  {
    activity: 'C2',
    minutes: [45, 60, 90],
    texts: ['Architecture review', 'Decision on service boundaries', 'Data model for growth'],
  },
  {
    activity: 'C5',
    minutes: [30, 60, 90],
    texts: ['Board preparation', 'Investor questions', 'Update for the executive team'],
  },
];
const execution: Work[] = [
  { activity: 'V1', minutes: [30, 45, 60], texts: ['Weekly with team leads', 'One-to-ones'] },
  { activity: 'V3', minutes: [45, 60], texts: ['Planning with the team', 'Release process'] },
  { activity: 'V7', minutes: [30, 45, 90], texts: ['Incident review', 'On-call escalation'] },
];
const searching: Work[] = [
  {
    activity: 'search',
    minutes: [30, 45, 60, 90],
    texts: ['Candidate screen', 'Technical depth interview', 'Search update with the sponsor', 'Sourcing call'],
  },
];
const pairing: Work[] = [
  {
    activity: 'pairing',
    minutes: [45, 60],
    texts: ['Weekly with the VP', 'Hand-over of planning', 'Debrief after the incident'],
  },
];

export const CAST: readonly Role[] = [
  {
    name: 'Acme Robotics',
    code: 'ACM',
    legalName: 'Acme Robotics GmbH',
    address: 'Werkstrasse 12\n10999 Berlin',
    engineers: 14,
    startedDaysAgo: 128,
    allowance: { minutes: 600, per: 'week' },
    fee: 980_000,
    rate: 22_000,
    policies: {
      carry: { kind: 'capped', cap: minutes(600), lifetime: 2 },
      approval: true,
      rounding: { scope: 'day_and_activity', step: 15, direction: 'nearest' },
    },
    brought: [],
    agreed: { asked: [240, 'Final interviews and references take more of this month than planned'] },
    nextStep: ['Final round with the founders', 2],
    contacts: [
      { name: 'Daniel Okafor', title: 'Chief executive', email: 'daniel@acme.example' },
      { name: 'Ines Castro', title: 'Head of product', email: 'ines@acme.example' },
    ],
    board: { name: 'Helga Brandt', email: 'helga@brandt-capital.example' },
    steps: [
      {
        to: 'foundation',
        daysAgo: 112,
        sentence: 'The assessment is on your desk; now we build the plan.',
        evidence: [
          { criterion: 'assessment_delivered', note: 'Written assessment, 18 pages, walked through with the founders' },
        ],
      },
      {
        to: 'preparing_search',
        daysAgo: 84,
        sentence: 'The plan stands, and you decided to hire a VP of Engineering.',
        evidence: [
          { criterion: 'roadmap_v1', note: 'Roadmap v1 agreed in the founders’ meeting' },
          { criterion: 'improvement_shipped', note: 'Release train every second Tuesday' },
          { criterion: 'cadence_agreed', note: 'Weekly with the leads, monthly review, quarterly board' },
          { criterion: 'hire_decided', note: 'Founders’ decision, minuted' },
        ],
      },
      { to: 'search_running', daysAgo: 63, sentence: 'The role is agreed; the search is on.', evidence: [] },
    ],
    work: [...searching, ...searching, ...strategy, ...execution],
    perWeek: 7,
    endedDaysAgo: null,
    search: true,
    words: {
      outcomes:
        'Two strong finalists are in the client interviews.\n- Release train runs every second Tuesday without overtime\n- Incident reviews now end with an owner and a date',
      decisions: 'Stay on the managed database for twelve months.\n- Robot firmware and cloud releases are decoupled',
      risks: 'The lead of the platform team is the only one who knows the deployment scripts.',
      nextMonth: '- Final interviews and references\n- Budget for next year, engineering part',
    },
  },
  {
    name: 'Bolt Health',
    code: 'BLT',
    legalName: 'Bolt Health Ltd',
    address: '4 Canal Walk\nDublin 2',
    engineers: 22,
    startedDaysAgo: 124,
    allowance: { minutes: 1800, per: 'month' },
    fee: 720_000,
    rate: 24_000,
    policies: { carry: { kind: 'unlimited', lifetime: 3 } },
    brought: [
      [2, 90],
      [1, 240],
    ],
    agreed: { adjusted: [60, 'Workshop cancelled by us at short notice'] },
    nextStep: ['Hand over the incident process', 1],
    contacts: [
      { name: 'Aoife Brennan', title: 'Founder', email: 'aoife@bolt.example' },
      { name: 'Tomasz Zielinski', title: 'VP of Engineering', email: 'tomasz@bolt.example' },
    ],
    steps: [
      {
        to: 'handing_over',
        daysAgo: 40,
        sentence: 'Tomasz has signed and started; we hand daily execution over to him.',
        evidence: [{ criterion: 'offer_accepted', note: 'Signed, with a start date three weeks ago' }],
      },
    ],
    work: [...pairing, ...pairing, ...execution, ...strategy],
    perWeek: 5,
    endedDaysAgo: null,
    search: false,
    words: {
      outcomes: 'Tomasz leads planning on his own since the second week.\n- Two of seven duties are fully his',
      decisions: 'Hiring decisions are his from next month on.',
      risks: 'The on-call rota still leans on two people.',
      nextMonth: '- Hand over the incident process\n- First hiring decision led by Tomasz',
    },
  },
  {
    name: 'Cedar Finance',
    code: 'CDR',
    legalName: 'Cedar Finance SA',
    address: 'Rue du Lac 3\n1204 Genève',
    engineers: 8,
    startedDaysAgo: 20,
    allowance: { minutes: 1200, per: 'month' },
    fee: 640_000,
    rate: 26_000,
    policies: {},
    brought: [],
    agreed: {},
    nextStep: ['Architecture interviews, three of six', 3],
    contacts: [{ name: 'Luc Favre', title: 'Managing director', email: 'luc@cedar.example' }],
    steps: [],
    work: strategy,
    perWeek: 4,
    endedDaysAgo: null,
    search: false,
    words: { outcomes: '', decisions: '', risks: '', nextMonth: '' },
  },
  {
    name: 'Delta Logistics',
    code: 'DLT',
    legalName: 'Delta Logistics B.V.',
    address: 'Havenstraat 88\n3011 Rotterdam',
    engineers: 27,
    startedDaysAgo: 135,
    allowance: { minutes: 960, per: 'month' },
    fee: 480_000,
    rate: 25_000,
    policies: { leeway: 60 },
    brought: [],
    agreed: {},
    nextStep: ['Board deck for the quarter', 7],
    contacts: [{ name: 'Sanne de Wit', title: 'Chief operating officer', email: 'sanne@delta.example' }],
    steps: [
      {
        to: 'strategic_partner',
        daysAgo: 96,
        sentence: 'The hand-over is accepted; we stay on as your strategic partner.',
        evidence: [
          { criterion: 'handover_accepted', note: 'Accepted by Sanne and the VP in the quarterly review' },
          { criterion: 'advisory_terms', note: '16 hours a month, signed' },
          { criterion: 'handover_or_vp', note: 'Hand-over accepted' },
        ],
      },
    ],
    work: [
      ...strategy,
      {
        activity: 'C4',
        minutes: [60, 90],
        texts: ['Carrier integration vendor call', 'Contract terms with the cloud vendor'],
      },
    ],
    perWeek: 5,
    endedDaysAgo: null,
    search: false,
    words: {
      outcomes: 'The carrier integration is in production with three carriers.',
      decisions: 'Buy the route optimiser instead of building one.',
      risks: 'The cloud contract renews in four months.',
      nextMonth: '- Board deck\n- Vendor negotiation',
    },
  },
  {
    name: 'Ember Learning',
    code: 'EMB',
    legalName: 'Ember Learning AB',
    address: 'Kungsgatan 5\n111 43 Stockholm',
    engineers: 11,
    startedDaysAgo: 170,
    allowance: { minutes: 1800, per: 'month' },
    fee: 690_000,
    rate: 23_000,
    policies: {},
    brought: [],
    agreed: {},
    nextStep: null,
    contacts: [{ name: 'Karin Ahl', title: 'Founder', email: 'karin@ember.example' }],
    steps: [
      {
        to: 'winding_down',
        daysAgo: 75,
        sentence: 'The goals are reached; we wrap up together.',
        evidence: [{ criterion: 'notice_given', note: 'Agreed end of the engagement' }],
      },
    ],
    work: [...execution, ...strategy],
    perWeek: 4,
    endedDaysAgo: 45,
    search: false,
    words: { outcomes: 'The exit checklist is done.', decisions: '', risks: '', nextMonth: '' },
  },
];

/** The people of the search, the stage they reached, and how many days ago they came there. */
export const CANDIDATES: readonly {
  readonly name: string;
  readonly headline: string;
  readonly employer: string;
  readonly stage: string;
  readonly daysHere: number;
  readonly source: string;
  readonly nextStep?: string;
  readonly exit?: {
    readonly party: 'us' | 'client' | 'candidate' | 'circumstance';
    readonly reason: string;
    readonly note: string;
  };
}[] = [
  {
    name: 'Ana Beltrán',
    headline: 'Director of Engineering',
    employer: 'Solveta',
    stage: 'Client interviews',
    daysHere: 4,
    source: 'Referral',
    nextStep: 'Second interview with Daniel',
  },
  {
    name: 'Dele Okonjo',
    headline: 'Head of Engineering',
    employer: 'Fernway',
    stage: 'Client interviews',
    daysHere: 2,
    source: 'Outreach',
    nextStep: 'Meet the team leads',
  },
  {
    name: 'Mirela Popescu',
    headline: 'VP of Engineering',
    employer: 'Quartzly',
    stage: 'Presented',
    daysHere: 3,
    source: 'Outreach',
  },
  {
    name: 'Jonas Falk',
    headline: 'Engineering Manager',
    employer: 'Brightmoor',
    stage: 'Execution at scale',
    daysHere: 9,
    source: 'Referral',
    nextStep: 'Scale session',
  },
  {
    name: 'Priya Raman',
    headline: 'Director, Platform',
    employer: 'Tallis',
    stage: 'Management approach',
    daysHere: 4,
    source: 'Outreach',
    nextStep: 'Interview on Thursday',
  },
  {
    name: 'Hugo Marchetti',
    headline: 'Head of Platform',
    employer: 'Nordlys',
    stage: 'Technical depth',
    daysHere: 6,
    source: 'Inbound',
  },
  {
    name: 'Sofia Lund',
    headline: 'Senior Engineering Manager',
    employer: 'Kestrel',
    stage: 'Technical depth',
    daysHere: 1,
    source: 'Outreach',
  },
  {
    name: 'Wen Zhao',
    headline: 'Engineering Director',
    employer: 'Harbourline',
    stage: 'CTO screen',
    daysHere: 3,
    source: 'Outreach',
    nextStep: 'Screen call',
  },
  {
    name: 'Omar Haddad',
    headline: 'VP Engineering',
    employer: 'Lumenpath',
    stage: 'Interested',
    daysHere: 5,
    source: 'Referral',
  },
  {
    name: 'Elise Fontaine',
    headline: 'CTO',
    employer: 'Petit Atelier',
    stage: 'Contacted',
    daysHere: 10,
    source: 'Outreach',
  },
  {
    name: 'Marek Novák',
    headline: 'Engineering Manager',
    employer: 'Gridline',
    stage: 'Contacted',
    daysHere: 2,
    source: 'Outreach',
  },
  {
    name: 'Grace Adeyemi',
    headline: 'Director of Engineering',
    employer: 'Solace Bank',
    stage: 'Identified',
    daysHere: 6,
    source: 'Research',
  },
  {
    name: 'Tim Brandt',
    headline: 'Head of Engineering',
    employer: 'Wegweiser',
    stage: 'Technical depth',
    daysHere: 20,
    source: 'Inbound',
    exit: { party: 'us', reason: 'technical_depth', note: 'Strong on process, thin on architecture' },
  },
  {
    name: 'Yuki Tanabe',
    headline: 'VP of Engineering',
    employer: 'Orbitworks',
    stage: 'Interested',
    daysHere: 25,
    source: 'Referral',
    exit: { party: 'candidate', reason: 'other_offer', note: '' },
  },
];
