import type { ProblemCode } from '../../../contract/problems.js';
import type { RefusalFacts } from '../../../domain/shared/verdict.js';
import { FRESH_MINUTES } from '../session/lifetimes.js';
import { Refused } from './refused.js';

/** What a constraint of the database says when it has the last word. */
const BY_CONSTRAINT: Readonly<Record<string, ProblemCode>> = {
  time_entry_month_open: 'time.month_closed',
  time_entry_overlap: 'time.overlap',
  timer_one_running: 'time.timer_other',
  adjustment_month_open: 'ledger.month_closed',
  overage_request_month_open: 'ledger.month_closed',
  overage_request_one_waiting: 'ledger.overage_waits',
  member_day_full: 'time.day_full',
  reopening_of_latest: 'statements.later_month_closed',
  closure_next_revision: 'statements.already_closed',
  statement_closure_in_force: 'request.version_stale',
  statement_in_force: 'statements.replaced',
  statement_not_accepted: 'statements.accepted',
  statement_answer_pkey: 'statements.answered',
  correction_month_open: 'time.month_closed',
  correction_of_closed_month: 'request.conflict',
  correction_of_a_day: 'statements.correction_too_far',
  terms_overlap: 'terms.overlap',
  terms_practice_id_engagement_id_valid_from_key: 'terms.overlap',
  engagement_one_running: 'engagements.one_at_a_time',
  search_one_running: 'search.one_at_a_time',
  search_nobody_in_play: 'search.people_in_play',
  client_practice_id_code_key: 'clients.code_taken',
  candidacy_practice_id_search_id_person_id_key: 'search.already_in',
};

/** What PostgreSQL's own codes mean to a caller, where no constraint says it better. */
const BY_STATE: Readonly<Record<string, ProblemCode>> = {
  BT401: 'request.not_signed_in',
  BT403: 'request.forbidden',
  BT404: 'request.not_found',
  BF403: 'identity.fresh_factor_needed',
  '42501': 'request.not_found',
  '23505': 'request.conflict',
  '23503': 'request.conflict',
  '23514': 'request.conflict',
  '23P01': 'request.conflict',
  '22021': 'request.invalid',
  '22P05': 'request.invalid',
  '22P02': 'request.invalid',
  '40001': 'request.busy',
  '40P01': 'request.busy',
  '55P03': 'request.busy',
  '57014': 'request.busy',
  '53300': 'request.busy',
  '57P01': 'request.busy',
  '57P02': 'request.busy',
  '57P03': 'request.busy',
  '08006': 'request.busy',
  '25P03': 'request.busy',
};

/** What is told beside the sentence. */
const FACTS: Readonly<Partial<Record<ProblemCode, RefusalFacts>>> = {
  'identity.fresh_factor_needed': { minutes: FRESH_MINUTES },
};

/** Prisma's codes for no connection, no free connection, and a transaction that took too long. */
const BY_PRISMA: Readonly<Record<string, ProblemCode>> = {
  P1001: 'request.busy',
  P1002: 'request.busy',
  P1008: 'request.busy',
  P1017: 'request.busy',
  P2002: 'request.conflict',
  P2003: 'request.conflict',
  P2024: 'request.busy',
  P2028: 'request.busy',
  P2034: 'request.busy',
};

/** What the driver adapter calls a connection that broke, where Prisma only says that a raw query failed. */
const BROKEN = new Set(['ConnectionClosed', 'SocketTimeout', 'DatabaseNotReachable']);

const CONNECTION_LOST =
  /socket has been ended|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*\.s\.PGSQL|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|is not queryable/;

/** The refusal that a failed statement amounts to; `undefined` when it has no name, which makes it a bug. */
export function refusalOf(error: unknown): Refused | undefined {
  const trail = [...causes(error)];
  for (const cause of trail) {
    const constraint = constraintOf(cause);
    const code = constraint && BY_CONSTRAINT[constraint];
    if (code) return new Refused(code);
  }
  for (const cause of trail) {
    const code = BY_STATE[text(cause, 'originalCode') ?? text(cause, 'code') ?? ''];
    if (code) return new Refused(code, FACTS[code]);
  }
  for (const cause of trail) {
    const code = BY_PRISMA[text(cause, 'code') ?? ''];
    if (code) return new Refused(code);
    if (BROKEN.has(text(cause, 'kind') ?? '') || CONNECTION_LOST.test(text(cause, 'message') ?? ''))
      return new Refused('request.busy');
  }
  return undefined;
}

function constraintOf(cause: object): string | undefined {
  const named = text(cause, 'constraint');
  if (named) return named;
  const message = `${text(cause, 'originalMessage') ?? ''} ${text(cause, 'message') ?? ''}`;
  return /constraint "(\w+)"/.exec(message)?.[1];
}

/** An error and what caused it, outermost first, however each layer hides it. */
function* causes(error: unknown): Generator<object> {
  const seen = new Set<unknown>();
  const open: unknown[] = [error];
  while (open.length > 0) {
    const next = open.shift();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    yield next;
    const { cause, meta, driverAdapterError } = next as Record<string, unknown>;
    open.push(cause, meta, driverAdapterError);
  }
}

function text(of: object, key: string): string | undefined {
  const value = (of as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
