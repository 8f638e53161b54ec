import { Injectable } from '@nestjs/common';
import type { PortalStatement } from '../../contract/portal.js';
import type { Id } from '../../contract/shapes.js';
import type { BroughtLot } from '../../domain/engagements/opening.js';
import type { OverageAnswer } from '../../domain/engagements/overage-request.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Rounding } from '../../domain/engagements/rounding.js';
import type { Carry, HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import { minor, minutes } from '../../domain/shared/units.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import type { EngagementBook } from '../engagements/book.store.js';
import { fixed } from '../platform/database/sql.js';
import { found } from '../platform/problems/refused.js';
import type { Actor, Guest } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import type { AcceptanceRow } from '../statements/acceptance.query.js';
import { PORTAL_HOME, PORTAL_STATEMENT } from './home.query.js';

export interface PortalEngagement {
  readonly id: Id;
  readonly zone: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly phase: Phase;
  readonly phaseSince: Day;
  readonly visibility: HoursVisibility;
}

/** A move between phases, without the evidence that the practice keeps with it. */
export interface PortalMove {
  readonly to: Phase;
  readonly on: Day;
  readonly overridden: boolean;
  readonly reason: string;
  readonly sentence: string;
}

/** A search as the client sees it: counts, and nobody's name. */
export interface PortalSearch {
  readonly title: string;
  readonly started_on: Day;
  readonly target_weeks: number;
  readonly in_research: number;
  readonly in_assessment: number;
  readonly presented: number;
  readonly final_checks: number;
  readonly hired: number;
}

/** Terms as far as the portal's database role may read them. */
interface PortalTerms {
  readonly id: Id;
  readonly from: Day;
  readonly to: Day | null;
  readonly per: 'week' | 'month';
  readonly allowance: number;
  readonly startDay: number;
  readonly carry: Carry;
  readonly rounding: Rounding;
}

/** Hours beyond that the client is or was asked for in a month that is open. */
export interface PortalRequest {
  readonly id: Id;
  readonly month: Month;
  readonly minutes: number;
  readonly reason: string;
  readonly askedAt: string;
  readonly answer: OverageAnswer | null;
  readonly sentence: string;
  readonly answeredAt: string | null;
}

/** Where the engagement stands. */
export interface PortalStanding {
  readonly moves: readonly PortalMove[];
  readonly milestone: { readonly name: string; readonly dueOn: Day } | null;
  readonly search: PortalSearch | null;
  readonly terms: readonly PortalTerms[];
  readonly closed: readonly Month[];
  readonly used: readonly { readonly month: Month; readonly minutes: number }[];
  /** What corrections add to each month or take from it. */
  readonly corrected: readonly { readonly month: Month; readonly minutes: number }[];
  readonly opening: readonly BroughtLot[];
  /** What was added to each month by hand or taken from it. */
  readonly adjusted: readonly { readonly month: Month; readonly minutes: number }[];
  readonly asked: readonly PortalRequest[];
}

/** A published version as it is read. */
export type PortalStatementRow = Omit<PortalStatement, 'acceptance' | 'can'> & { readonly acceptance: AcceptanceRow };

/** The first screen as it is read; the engagement is the one that runs, or else the last one that did. */
export interface PortalRow extends PortalStanding {
  readonly practiceName: string;
  readonly clientName: string;
  readonly engagement: PortalEngagement | null;
  readonly statements: readonly PortalStatementRow[];
}

/** The one place that speaks to the database for client people. */
@Injectable()
export class PortalStore {
  constructor(private readonly tenancy: Tenancy) {}

  async home(actor: Actor): Promise<{ readonly guest: Guest; readonly home: PortalRow }> {
    const { guest, rows } = await this.tenancy.readPortalOne<PortalRow>(actor, 'portal_home', PORTAL_HOME, []);
    return { guest, home: found(rows[0]) };
  }

  /** A request of this client that was not withdrawn. */
  async request(db: Db, { practiceId, clientId }: Guest, id: Id): Promise<{ readonly answer: OverageAnswer | null }> {
    const [row] = await db.$queryRaw<{ answer: OverageAnswer | null }[]>`
      SELECT answer FROM overage_request
      WHERE practice_id = ${practiceId}::uuid AND client_id = ${clientId}::uuid AND id = ${id}::uuid`;
    return found(row);
  }

  /** Writes the sponsor's answer down, with the mail to whoever asked. Answers false when somebody was faster. */
  async answer(db: Db, id: Id, { answer, sentence }: { answer: OverageAnswer; sentence: string }, at: Date) {
    const [row] = await db.$queryRaw<{ written: boolean }[]>`
      SELECT app.answer_overage(${id}::uuid, ${answer}, ${sentence}, ${at}) AS written`;
    return found(row).written;
  }

  /** A published version of the client. */
  async statement(db: Db, { practiceId, clientId }: Guest, id: Id): Promise<PortalStatementRow> {
    const [row] = await db.$queryRaw<{ told: PortalStatementRow }[]>`
      SELECT ${fixed(PORTAL_STATEMENT)} AS told FROM statement s
      WHERE s.practice_id = ${practiceId}::uuid AND s.client_id = ${clientId}::uuid AND s.id = ${id}::uuid`;
    return found(row).told;
  }

  async accept(db: Db, statementId: Id, at: Date): Promise<void> {
    await db.$queryRaw`SELECT app.accept_statement(${statementId}::uuid, ${at})::text`;
  }

  async ask(db: Db, statementId: Id, { id, text, at }: { readonly id: Id; readonly text: string; readonly at: Date }) {
    await db.$queryRaw`SELECT app.ask_about_statement(${statementId}::uuid, ${id}::uuid, ${text}, ${at})::text`;
  }

  /** A published file of the client's edition, noted in the audit trail. */
  async download(db: Db, { practiceId, clientId }: Guest, statementId: Id, format: StatementFormat) {
    const file = await db.statementFile.findFirst({
      where: { practiceId, clientId, statementId, edition: 'client', format },
      select: { fileName: true, mediaType: true, bytes: true },
    });
    const kept = found(file);
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${`${statementId}/client/${format}`})::text`;
    return kept;
  }
}

/** What hours are balanced from, without any money: fee, rate and currency are not the portal's to read. */
export function bookOf(engagement: PortalEngagement, facts: PortalStanding): EngagementBook {
  const { terms, closed, used, corrected, adjusted, opening } = facts;
  const { id: engagementId, startsOn, endsOn, visibility } = engagement;
  const counted = new Map<Month, number>();
  for (const { month, minutes: more } of [...used, ...corrected]) counted.set(month, (counted.get(month) ?? 0) + more);
  return {
    engagementId,
    startsOn,
    endsOn,
    visibility,
    terms: terms.map((row) => ({ id: row.id, version: 0, ...withoutMoney(row, visibility) })),
    opening,
    months: new Map(
      [...closed, ...counted.keys()].map((month) => {
        const used = counted.get(month) ?? 0;
        return [month, { billable: used, counted: used, nonBillable: 0, closed: closed.includes(month) }];
      }),
    ),
    corrections: [],
    adjustments: adjusted.map(({ month, minutes: changed }) => ({
      id: '',
      month,
      minutes: minutes(changed),
      note: '',
    })),
    asked: [],
  };
}

/** Terms as the ledger reads them. Money does not change a single minute of it, so it is left at nothing. */
function withoutMoney({ from, to, per, allowance, ...row }: PortalTerms, visibility: HoursVisibility): Terms {
  return {
    from,
    to,
    allowance: { per, minutes: minutes(allowance) },
    startDay: row.startDay,
    fee: minor(0),
    currency: 'EUR',
    carry: row.carry,
    overage: { kind: 'absorb' },
    rounding: row.rounding,
    visibility,
    acceptedAfterDays: null,
    dueWorkingDay: 1,
  };
}
