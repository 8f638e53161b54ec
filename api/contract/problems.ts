/**
 * Every refusal Baton knows: its code, the HTTP status, and a sentence a person can act on. `{name}` is filled in
 * from the facts of the refusal. The rules return the code, the API sends it as problem+json, the web explains it.
 */
interface Problem {
  readonly status: number;
  readonly sentence: string;
}

export const problems = {
  // The request itself
  'request.invalid': { status: 400, sentence: 'Something in this request is not as it should be.' },
  'request.not_found': { status: 404, sentence: 'There is nothing here.' },
  'request.forbidden': { status: 403, sentence: 'Your role does not allow this.' },
  'request.not_signed_in': { status: 401, sentence: 'Please sign in.' },
  'request.from_elsewhere': { status: 403, sentence: 'This request came from another site and was not carried out.' },
  'request.key_missing': { status: 400, sentence: 'An Idempotency-Key header of 8 to 64 characters is needed here.' },
  'request.key_reused': { status: 422, sentence: 'This Idempotency-Key was used for another request.' },
  'request.version_missing': { status: 428, sentence: 'Say in If-Match which version you are changing.' },
  'request.version_stale': { status: 412, sentence: 'Somebody changed this meanwhile. Look at it again and repeat.' },
  'request.too_large': { status: 413, sentence: 'This is more than can be taken at once.' },
  'request.headers_too_large': { status: 431, sentence: 'The headers of this request are more than can be taken.' },
  'request.too_many': { status: 429, sentence: 'Too many tries. Please wait a moment.' },
  'request.busy': { status: 503, sentence: 'Baton is busy right now. Nothing was changed; please try again.' },
  'request.broken': { status: 500, sentence: 'Something went wrong on our side. Nothing was changed.' },
  'request.conflict': { status: 409, sentence: 'This no longer fits with what is there. Look again and repeat.' },

  // Sign-in and membership
  'identity.code_wrong': { status: 422, sentence: 'This code is not right, or no longer valid. Ask for a new one.' },
  'identity.link_used': { status: 422, sentence: 'This link was used already or has expired. Ask for a new one.' },
  'identity.invitation_gone': { status: 422, sentence: 'This invitation was used, withdrawn or has expired.' },
  'identity.other_mailbox': {
    status: 409,
    sentence: 'This invitation is for another mailbox. Sign out, then open it again.',
  },
  'identity.already_member': { status: 409, sentence: 'This person is here already.' },
  'identity.last_owner': { status: 409, sentence: 'A practice needs an owner. Make somebody else an owner first.' },
  'identity.role_exceeds_yours': { status: 403, sentence: 'You cannot give a role that is above your own.' },
  'identity.client_needed': { status: 422, sentence: 'Say which client this role is for.' },
  'identity.client_not_wanted': { status: 422, sentence: 'This role belongs to the practice and to no client.' },
  'identity.role_unknown': { status: 422, sentence: 'There is no such role here.' },
  'identity.sign_up_closed': { status: 403, sentence: 'New practices are created by whoever runs this server.' },
  'identity.fresh_factor_needed': {
    status: 403,
    sentence: 'Confirm that it is you first: this needs a sign-in or a mailed code of the last {minutes} minutes.',
  },

  // Clients
  'clients.code_taken': { status: 409, sentence: 'Another client has this code already.' },
  'clients.archived': { status: 409, sentence: 'This client is archived. Bring it back first.' },
  'clients.engagement_running': { status: 409, sentence: 'An engagement is still running; close it before archiving.' },

  // Engagements, terms, phases
  'engagements.closed': { status: 409, sentence: 'This engagement is closed.' },
  'engagements.one_at_a_time': { status: 409, sentence: 'This client has a running engagement already.' },
  'terms.overlap': { status: 409, sentence: 'These terms overlap with others.' },
  'terms.before_start': { status: 422, sentence: 'Terms cannot start before the engagement does.' },
  'terms.change_inside_month': {
    status: 422,
    sentence:
      'Only allowance and fee may change inside a contract month; the rest changes on a month border: {before} or {after}.',
  },
  'terms.ends_before_start': { status: 422, sentence: 'Terms cannot end before they start.' },
  'terms.start_day_kept': {
    status: 422,
    sentence: 'The day on which contract months start stays for the whole engagement.',
  },
  'terms.month_closed': { status: 409, sentence: 'Terms cannot change a month that is closed.' },
  'terms.opening_not_before': {
    status: 422,
    sentence: 'Hours brought along were left over before {first}, the first month here.',
  },
  'terms.opening_twice': { status: 422, sentence: 'Say once how much was left over in {born}.' },
  'terms.opening_not_carried': {
    status: 422,
    sentence: 'These terms carry nothing over, so no hours can be brought along.',
  },
  'terms.opening_expired': { status: 422, sentence: 'Hours left over in {born} could be used until {expires} only.' },
  'terms.opening_above_cap': { status: 422, sentence: 'These terms carry over {cap} minutes at most.' },
  'terms.opening_owed': {
    status: 422,
    sentence: 'Only signed terms can begin with hours owed, and then as one figure.',
  },
  'ledger.month_unknown': { status: 422, sentence: 'This month has not begun, or is not part of the engagement.' },
  'ledger.month_closed': { status: 409, sentence: 'This month is closed; what was agreed about it stays.' },
  'ledger.adjustment_empty': { status: 422, sentence: 'Say how many minutes to add or to take away.' },
  'ledger.overage_needs_no_answer': {
    status: 409,
    sentence: 'The terms of this month do not ask the client about hours beyond the allowance.',
  },
  'ledger.overage_waits': { status: 409, sentence: 'A request for this month waits for its answer already.' },
  'ledger.overage_answered': { status: 409, sentence: 'This request was answered already.' },
  'phase.move_not_allowed': { status: 409, sentence: 'An engagement does not take this step from where it is.' },
  'phase.gate_unmet': { status: 409, sentence: 'Not everything this step needs is there yet.' },
  'phase.reason_needed': { status: 422, sentence: 'Going on without it needs a reason, which the client can read.' },
  'phase.never_overridden': { status: 409, sentence: 'This step cannot be taken without its evidence.' },
  'phase.stale': { status: 409, sentence: 'The engagement is in another phase by now.' },
  'phase.evidence_not_by_hand': { status: 422, sentence: 'This is not recorded by hand.' },
  'phase.evidence_ahead': { status: 422, sentence: 'This day has not come yet.' },
  'phase.day_ahead': { status: 422, sentence: 'This day has not come yet.' },
  'phase.before_last_move': { status: 422, sentence: 'This is before the last move.' },
  'phase.before_last_hours': { status: 422, sentence: 'Hours were logged after this day.' },

  // Hours
  'time.duration_unclear': { status: 422, sentence: 'Write a duration such as 1:30, 1.5, 90m or 9-10:30.' },
  'time.duration_ambiguous': { status: 422, sentence: 'Is this hours or minutes? Write it as 1:30 or 90m.' },
  'time.duration_zero': { status: 422, sentence: 'At least one minute.' },
  'time.duration_too_long': { status: 422, sentence: 'A day holds 24 hours.' },
  'time.day_ahead': { status: 422, sentence: 'Hours are logged once they are worked; this day has not come yet.' },
  'time.outside_terms': { status: 422, sentence: 'No terms are in force on this day.' },
  'time.month_closed': { status: 409, sentence: 'This month is already closed.' },
  'time.day_full': { status: 422, sentence: 'A day holds 24 hours; this one would hold more.' },
  'time.overlap': { status: 409, sentence: 'You logged time then already.' },
  'time.id_reused': { status: 422, sentence: 'This id was used for another entry.' },
  'time.voided': { status: 409, sentence: 'This entry was voided.' },
  'time.reason_needed': { status: 422, sentence: 'Voiding an entry needs a reason.' },
  'time.instants_unclear': { status: 422, sentence: 'Start and end do not fit the minutes.' },
  'time.other_day': { status: 422, sentence: 'Where the client is, this starts on {day}.' },
  'time.past_midnight': {
    status: 422,
    sentence: 'This passes midnight where the client is; log what follows by itself.',
  },
  'time.clock_missing': { status: 422, sentence: 'The clocks skipped {text} on that day: from {before} to {after}.' },
  'time.clock_twice': { status: 422, sentence: 'The clocks showed this hour twice on that day. Say which is meant.' },
  'time.timer_other': { status: 409, sentence: 'This is not the timer that runs now.' },
  'time.timer_order': { status: 422, sentence: 'A timer stops after it has started.' },
  'time.outside_timer': { status: 422, sentence: 'The timer did not run then.' },
  'time.engagement_closed': { status: 409, sentence: 'This engagement is closed.' },

  // Import
  'import.unreadable': { status: 422, sentence: 'This file cannot be read as CSV: {reason}.' },
  'import.columns_missing': { status: 422, sentence: 'This is not a detailed export; it lacks: {columns}.' },
  'import.empty': { status: 422, sentence: 'This file has no rows.' },
  'import.entered': { status: 409, sentence: 'This file was imported already.' },
  'import.working': { status: 409, sentence: 'This file is being worked on. It takes a moment.' },
  'import.not_entered': { status: 409, sentence: 'Nothing of this file was imported.' },
  'import.nothing_to_undo': {
    status: 409,
    sentence: 'Nothing of this import can be undone: its hours lie in closed months, or were undone already.',
  },
  'import.interrupted': { status: 503, sentence: 'This was interrupted, and nothing was changed. Please try again.' },
  'import.unmapped': { status: 422, sentence: 'Say first what these names mean: {names}.' },
  'import.date_order_needed': {
    status: 422,
    sentence: 'Every date in this file could be read both ways. Say whether the day or the month comes first.',
  },
  'import.date_order_mixed': {
    status: 422,
    sentence: 'The dates of this file contradict each other: some put the day first, some the month.',
  },
  'import.other_person': {
    status: 403,
    sentence: 'You can import your own hours; leave out the rows of other people.',
  },

  // Search
  'search.stale_move': { status: 409, sentence: 'Somebody moved this person meanwhile, to {actual}.' },
  'search.candidacy_closed': { status: 409, sentence: 'This person is no longer in play. Reopen first.' },
  'search.candidacy_open': { status: 409, sentence: 'This person is in play.' },
  'search.candidacy_hired': { status: 409, sentence: 'This person was hired; undo the hire first.' },
  'search.exit_reason_unknown': { status: 422, sentence: 'Choose a reason that this party can have.' },
  'search.undo_too_late': {
    status: 409,
    sentence: 'Only a move of the last minutes can be taken back. Move the person instead.',
  },
  'search.stage_unknown': { status: 422, sentence: 'This search has no such stage.' },
  'search.already_in': { status: 409, sentence: 'This person is in this search already.' },
  'search.one_at_a_time': { status: 409, sentence: 'A search is running for this client already.' },
  'search.people_in_play': {
    status: 409,
    sentence: 'People are still in play ({count}). Close each candidacy, or let everybody leave with the search.',
  },
  'search.open': { status: 409, sentence: 'This search is running.' },
  'search.closed': { status: 409, sentence: 'This search is closed.' },
  'search.scorecard_approved': { status: 409, sentence: 'This version was approved and stays as it is.' },
  'search.scorecard_superseded': { status: 409, sentence: 'A newer version has replaced this one.' },
  'search.no_decider': { status: 422, sentence: 'Name at least one decider.' },

  // Months and statements
  'statements.month_not_over': { status: 409, sentence: 'This month is not over yet; its last day is {lastDay}.' },
  'statements.earlier_month_open': { status: 409, sentence: 'Months close in order; {month} is still open.' },
  'statements.before_start': { status: 422, sentence: 'The first month of this engagement is {firstMonth}.' },
  'statements.overlap': { status: 409, sentence: 'Overlapping entries: {count}.' },
  'statements.overage_undecided': { status: 409, sentence: 'Time beyond the allowance still waits for an answer.' },
  'statements.activity_missing': { status: 409, sentence: 'Entries without an activity: {count}.' },
  'statements.already_closed': { status: 409, sentence: 'This month is already closed.' },
  'statements.not_closed': { status: 409, sentence: 'Close the month first.' },
  'statements.later_month_closed': {
    status: 409,
    sentence: 'Only the latest closed month can be opened again, which is {month}. Correct an earlier one instead.',
  },
  'statements.reason_needed': {
    status: 422,
    sentence: 'Opening a month again needs a reason, which the client can read.',
  },
  'statements.outside_engagement': { status: 422, sentence: 'The engagement was not running in this month.' },
  'statements.timer_running': { status: 409, sentence: 'A timer is still running.' },
  'statements.entry_open': { status: 409, sentence: 'The month of this entry is still open; change the entry itself.' },
  'statements.entry_voided': { status: 409, sentence: 'This entry was voided, so there is nothing to correct.' },
  'statements.no_open_month': { status: 409, sentence: 'Every month of this engagement is closed.' },
  'statements.correction_empty': { status: 422, sentence: 'A correction adds minutes or takes some away.' },
  'statements.correction_too_far': {
    status: 422,
    sentence: 'With all its corrections an entry counts between nothing and 24 hours.',
  },
  'statements.correction_other_currency': {
    status: 409,
    sentence: 'That month was billed in {billed} and the open one is in {open}; the two are never added together.',
  },
  'statements.replaced': { status: 409, sentence: 'A newer version of this month was published meanwhile.' },
  'statements.being_revised': { status: 409, sentence: 'This month is being revised; a newer version is on its way.' },
  'statements.accepted': { status: 409, sentence: 'This summary is accepted already.' },
  'statements.answered': { status: 409, sentence: 'This question is answered already.' },
  'statements.question_id_reused': { status: 422, sentence: 'This id was used for another question.' },
  'statements.unchanged': { status: 409, sentence: 'Nothing has changed since the last version.' },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

/** The body of a refusal: problem+json with a code, the sentence, and where it hurts. */
export interface ProblemReply {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Field path to sentence, for input that was not as it should be. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The sentence of a problem with its facts filled in. */
export function sentenceOf(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}): string {
  return problems[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
}
