import { randomUUID } from 'node:crypto';
import { LATER_MONTH, OPEN_MONTH, PUBLISHED_MONTH, type Side } from '../../support/make/a-world';

/** The parts of a call, before they are put on the wire. */
export interface Parts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How to fill in a call of one route so that the owner of the side would be let through. */
export interface Fixture {
  readonly params?: (side: Side) => Record<string, string>;
  readonly query?: (side: Side) => Record<string, string>;
  readonly body?: (side: Side) => unknown;
  /** More addresses of the same route that are read and searched for canaries. */
  readonly also?: readonly Record<string, string>[];
}

const none = () => undefined;
const empty: Fixture = { body: none };

/** What stands at a place in an address; a place without a value here fails the test that asks for it. */
const places: Readonly<Record<string, (side: Side) => string>> = {
  practiceId: (side) => side.practiceId,
  clientId: (side) => side.clientId,
  engagementId: (side) => side.engagementId,
  contactId: (side) => side.contactId,
  milestoneId: (side) => side.milestoneId,
  evidenceId: (side) => side.evidenceId,
  entryId: (side) => side.entryId,
  searchId: (side) => side.searchId,
  candidacyId: (side) => side.candidacyId,
  scorecardId: (side) => side.scorecardId,
  approvalId: (side) => side.approvalId,
  statementId: (side) => side.statementId,
  questionId: (side) => side.questionId,
  memberId: (side) => side.memberId,
  invitationId: (side) => side.invitationId,
  clientUserId: (side) => side.clientUserId,
  importId: (side) => side.importId,
  timerId: (side) => side.timerId,
  adjustmentId: (side) => side.adjustmentId,
  requestId: (side) => side.requestId,
  sessionId: (side) => side.sessionId,
  month: () => OPEN_MONTH,
  week: () => '2026-W42',
  edition: () => 'client',
  format: () => 'json',
  currency: () => 'EUR',
};

const person = () => ({ name: 'Kim Berg', email: `${randomUUID()}@example.com` });

/** One line for each route of the contract; a route without its line fails the test of coverage. */
export const fixtures: Readonly<Record<string, Fixture>> = {
  // Sign-in and people
  askToSignIn: { body: () => ({ email: `${randomUUID()}@example.com` }) },
  signInByLink: { body: () => ({ token: 'x'.repeat(43) }) },
  signInByCode: { body: () => ({ email: `${randomUUID()}@example.com`, code: '123456' }) },
  signUp: { body: () => ({ id: randomUUID(), name: 'Another practice', zone: 'Europe/Berlin' }) },
  readMe: empty,
  readSession: empty,
  editMe: { body: () => ({ name: 'Another name' }) },
  signOut: empty,
  askToConfirm: empty,
  confirmSession: { body: () => ({ code: '123456' }) },
  listSessions: empty,
  endSession: empty,
  openInvitation: { body: () => ({ token: 'x'.repeat(43) }) },
  acceptInvitation: { body: () => ({ token: 'x'.repeat(43), name: 'Kim Berg' }) },
  listMembers: empty,
  editMember: { body: ({ clientId }) => ({ clientIds: [clientId], capacityMinutes: 600 }) },
  editMembership: { body: () => ({ zone: 'Europe/Lisbon' }) },
  removeMember: empty,
  listInvitations: empty,
  inviteMember: { body: () => ({ ...person(), role: 'assistant' }) },
  withdrawInvitation: empty,
  listClientUsers: empty,
  inviteClientUser: { body: () => ({ ...person(), role: 'member' }) },
  withdrawClientInvitation: { params: ({ clientInvitationId }) => ({ invitationId: clientInvitationId }) },
  removeClientUser: empty,

  // Clients
  listClients: empty,
  createClient: { body: () => ({ name: 'Another client', code: `N${randomUUID().slice(0, 6)}` }) },
  readClient: empty,
  editClient: { body: () => ({ nextStep: 'Call them' }) },
  archiveClient: empty,
  unarchiveClient: empty,
  listContacts: empty,
  addContact: { body: () => ({ name: 'Kim Berg' }) },
  editContact: { body: () => ({ title: 'Head of finance' }) },
  removeContact: empty,
  readPortfolio: empty,

  // Engagements
  createEngagement: {
    body: () => ({
      zone: 'Europe/Berlin',
      startsOn: '2026-11-01',
      terms: {
        allowanceMinutes: 600,
        allowancePer: 'month',
        startDay: 1,
        fee: 100_000,
        currency: 'EUR',
        overage: { kind: 'bill', ratePerHour: 10_000, leeway: 0 },
      },
    }),
  },
  readEngagement: empty,
  editEngagement: { body: () => ({ hoursVisibility: 'all_entries' }) },
  setTerms: {
    body: () => ({
      validFrom: '2027-01-01',
      allowanceMinutes: 900,
      allowancePer: 'month',
      startDay: 1,
      fee: 400_000,
      currency: 'EUR',
      overage: { kind: 'bill', ratePerHour: 20_000, leeway: 0 },
    }),
  },
  readPhase: empty,
  movePhase: {
    body: () => ({ from: 'search_running', to: 'handing_over', reason: 'They asked for it', override: true }),
  },
  recordEvidence: { body: () => ({ criterion: 'notice_given', on: '2026-11-10', note: 'By mail' }) },
  withdrawEvidence: empty,
  listMilestones: empty,
  addMilestone: { body: () => ({ name: 'First review', dueOn: '2026-12-20' }) },
  editMilestone: { body: () => ({ name: 'Second review' }) },
  listMonths: empty,

  // What is agreed about a month
  listAdjustments: empty,
  adjustMonth: { body: () => ({ minutes: 30, reason: 'Goodwill' }) },
  withdrawAdjustment: empty,
  listOverage: empty,
  askOverage: { params: () => ({ month: LATER_MONTH }), body: () => ({ minutes: 240, reason: 'Another incident' }) },
  withdrawOverage: empty,

  // Hours
  logHours: { body: () => ({ id: randomUUID(), day: '2026-11-05', minutes: 30, activity: 'C5', text: 'Review' }) },
  listTime: {
    query: ({ clientId, engagementId }) => ({ from: '2026-09-01', to: '2026-11-30', clientId, engagementId }),
  },
  readEntry: empty,
  editEntry: { body: () => ({ minutes: 45 }) },
  voidEntry: { body: () => ({ reason: 'Logged twice' }) },
  readWeek: empty,
  listLoggable: empty,
  readTimer: empty,
  startTimer: {
    body: ({ engagementId }) => ({
      id: randomUUID(),
      engagementId,
      zone: 'Europe/Berlin',
      startedAt: '2026-11-20T09:00:00Z',
      sentAt: '2026-11-20T09:00:00Z',
    }),
  },
  editTimer: { body: () => ({ text: 'Review' }) },
  stopTimer: { body: () => ({ stoppedAt: '2026-11-20T09:30:00Z', sentAt: '2026-11-20T09:30:00Z' }) },
  discardTimer: { body: () => ({ reason: 'Started by mistake' }) },
  stageImport: {
    body: () => ({
      source: 'toggl',
      fileName: 'export.csv',
      zone: 'Europe/Berlin',
      text: 'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\nKim,k@example.com,Acme,,,Work,Yes,2026-10-21,09:00:00,2026-10-21,10:00:00,01:00:00,\n',
    }),
  },
  readImport: empty,
  rereadImport: { body: () => ({ source: 'toggl', zone: 'America/New_York' }) },
  mapImport: {
    body: ({ importNames, clientId }) => ({
      people: { [importNames.person]: null },
      clients: { [importNames.client]: clientId },
      activities: {},
    }),
  },
  enterImport: empty,
  followImport: empty,
  listImports: empty,
  foreseeUndoing: { params: ({ enteredImportId }) => ({ importId: enteredImportId }) },
  undoImport: { params: ({ enteredImportId }) => ({ importId: enteredImportId }) },

  // Searches
  listSearches: empty,
  startSearch: { body: () => ({ title: 'Head of platform' }) },
  editSearch: { body: () => ({ targetWeeks: 20 }) },
  closeSearch: { body: () => ({ reason: 'They found somebody', everybodyLeaves: true }) },
  reopenSearch: empty,
  readBoard: empty,
  addCandidate: { body: ({ stageIds }) => ({ name: 'Kim Berg', stageId: stageIds[0] }) },
  readCandidacy: empty,
  editCandidate: { body: () => ({ note: 'Spoke on the phone' }) },
  moveCandidate: {
    body: ({ stageIds, closedCandidacyId }) => ({
      fromStageId: stageIds[0],
      toStageId: stageIds[1],
      after: closedCandidacyId,
    }),
  },
  closeCandidacy: { body: () => ({ party: 'us', reason: 'pairing' }) },
  reopenCandidacy: { params: ({ closedCandidacyId }) => ({ candidacyId: closedCandidacyId }) },
  writeScorecard: {
    body: () => ({ mission: 'Build the team', outcomes: [{ text: 'Ships' }], deciders: ['Kim Berg'] }),
  },
  approveScorecard: { body: () => ({ on: '2026-11-10' }) },

  // Months and the portal
  listCorrections: { params: ({ closedEntryId }) => ({ entryId: closedEntryId }) },
  correctEntry: {
    params: ({ closedEntryId }) => ({ entryId: closedEntryId }),
    body: () => ({ minutes: -5, reason: 'Logged five minutes too many' }),
  },
  listStatements: empty,
  readSummary: { also: [{ month: PUBLISHED_MONTH }] },
  writeWords: { body: () => ({ outcomes: 'All went well' }) },
  previewSummary: { also: [{ month: PUBLISHED_MONTH }] },
  closeMonth: empty,
  reopenMonth: { params: () => ({ month: PUBLISHED_MONTH }), body: () => ({ reason: 'An hour was logged twice' }) },
  publishStatement: { params: () => ({ month: PUBLISHED_MONTH }), body: () => ({ wordsVersion: 2 }) },
  downloadStatement: {
    also: [
      { edition: 'practice', format: 'json' },
      { edition: 'practice', format: 'csv' },
      { edition: 'client', format: 'csv' },
      { edition: 'client', format: 'pdf' },
      { edition: 'practice', format: 'pdf' },
      { edition: 'client', format: 'xlsx' },
      { edition: 'practice', format: 'xlsx' },
    ],
  },
  answerQuestion: { body: () => ({ text: 'It was the board meeting' }) },
  readMonthOfStatements: { query: () => ({ month: PUBLISHED_MONTH }) },
  downloadMonth: { params: () => ({ month: PUBLISHED_MONTH }) },
  downloadMonthInCurrency: { params: () => ({ month: PUBLISHED_MONTH }) },
  readBoardPage: empty,
  downloadBoardPage: empty,
  readPortal: empty,
  answerOverage: {
    params: ({ laterRequestId }) => ({ requestId: laterRequestId }),
    body: () => ({ answer: 'yes', sentence: 'Please do' }),
  },
  acceptStatement: empty,
  askAboutStatement: { body: () => ({ id: randomUUID(), text: 'What was the hour on the 10th?' }) },
  downloadFromPortal: { also: [{ format: 'csv' }, { format: 'pdf' }, { format: 'xlsx' }] },
};

/** The call of a route that the owner of a side may make. */
export function partsFor(route: { name: string; path: string }, side: Side): Parts {
  const fixture = fixtures[route.name];
  if (!fixture) throw new Error(`${route.name} has no line in the table of fixtures`);
  const params: Record<string, string> = {};
  for (const [, place = ''] of route.path.matchAll(/:(\w+)/g)) {
    const value = places[place];
    if (!value) throw new Error(`nobody says what stands at :${place} of ${route.name}`);
    params[place] = value(side);
  }
  return {
    params: { ...params, ...fixture.params?.(side) },
    query: fixture.query?.(side) ?? {},
    body: fixture.body?.(side),
  };
}
