import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Carry, HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Rounding } from '../../domain/engagements/rounding.js';
import type { Month } from '../../domain/shared/month.js';
import { minor, minutes } from '../../domain/shared/units.js';
import type { EngagementBook } from '../engagements/book.store.js';
import { dayOf, dayOrNull } from '../platform/database/dates.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { found } from '../platform/problems/refused.js';
import type { Guest } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** Only what the portal's database role may read is ever asked for; a column more and PostgreSQL refuses the query. */
const engagementShape = {
  id: true,
  zone: true,
  startsOn: true,
  endsOn: true,
  phase: true,
  phaseSince: true,
  hoursVisibility: true,
} as const satisfies Prisma.EngagementSelect;

const moveShape = {
  toPhase: true,
  movedOn: true,
  overridden: true,
  reason: true,
  sentence: true,
} as const satisfies Prisma.PhaseMoveSelect;

const termsShape = {
  id: true,
  validFrom: true,
  validTo: true,
  allowanceMinutes: true,
  allowancePer: true,
  startDay: true,
  carry: true,
  rounding: true,
} as const satisfies Prisma.TermsSelect;

const statementShape = {
  id: true,
  month: true,
  number: true,
  publishedAt: true,
  files: { select: { format: true, fileName: true } },
} as const satisfies Prisma.StatementSelect;

export type PortalEngagement = Prisma.EngagementGetPayload<{ select: typeof engagementShape }>;
export type PortalMove = Prisma.PhaseMoveGetPayload<{ select: typeof moveShape }>;
export type PortalStatement = Prisma.StatementGetPayload<{ select: typeof statementShape }>;

/** A search as the client sees it. */
export interface PortalSearch {
  readonly title: string;
  readonly started_on: Date;
  readonly target_weeks: number;
  readonly in_research: number;
  readonly in_assessment: number;
  readonly presented: number;
  readonly final_checks: number;
  readonly hired: number;
}

/** The one place that speaks to the database for client people. */
@Injectable()
export class PortalStore {
  async names(db: Db, { practiceId, clientId }: Guest): Promise<{ practiceName: string; clientName: string }> {
    const practice = await db.practice.findUnique({ where: { id: practiceId }, select: { name: true } });
    const key = { practiceId, id: clientId };
    const client = await db.client.findUnique({ where: { practiceId_id: key }, select: { name: true } });
    return { practiceName: found(practice).name, clientName: found(client).name };
  }

  /** The engagement that runs, or else the last one that did. */
  async engagement(db: Db, { practiceId, clientId }: Guest): Promise<PortalEngagement | null> {
    const where = { practiceId, clientId };
    const running = await db.engagement.findFirst({
      where: { ...where, phase: { not: 'closed' } },
      select: engagementShape,
    });
    return (
      running ??
      db.engagement.findFirst({ where, select: engagementShape, orderBy: [{ startsOn: 'desc' }, { id: 'desc' }] })
    );
  }

  moves(db: Db, { practiceId, clientId }: Guest, engagementId: Id): Promise<PortalMove[]> {
    return db.phaseMove.findMany({
      where: { practiceId, clientId, engagementId },
      select: moveShape,
      orderBy: [{ movedOn: 'asc' }, { movedAt: 'asc' }],
    });
  }

  /** The next milestone among those the client sees. */
  milestone(db: Db, { practiceId, clientId }: Guest, engagementId: Id) {
    return db.milestone.findFirst({
      where: { practiceId, clientId, engagementId, clientSees: true, doneOn: null },
      select: { name: true, dueOn: true },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    });
  }

  /** What hours are balanced from, without any money: fee, rate and currency are not the portal's to read. */
  async book(db: Db, { practiceId, clientId }: Guest, engagement: PortalEngagement): Promise<EngagementBook> {
    const where = { practiceId, clientId, engagementId: engagement.id };
    const terms = await db.terms.findMany({ where, select: termsShape, orderBy: { validFrom: 'asc' } });
    const months = await db.contractMonth.findMany({ where, select: { month: true, state: true } });
    const used = await db.$queryRaw<{ month: string; minutes: number }[]>`
      SELECT month, minutes FROM app.portal_used(${engagement.id}::uuid)`;
    const visibility = engagement.hoursVisibility as HoursVisibility;
    const closed = new Set(months.filter(({ state }) => state === 'closed').map(({ month }) => month));
    const billable = new Map(used.map((row) => [row.month, row.minutes]));
    return {
      engagementId: engagement.id,
      startsOn: dayOf(engagement.startsOn),
      endsOn: dayOrNull(engagement.endsOn),
      visibility,
      terms: terms.map((row) => ({ id: row.id, version: 0, ...withoutMoney(row, visibility) })),
      months: new Map(
        [...closed, ...billable.keys()].map((month) => [
          month as Month,
          { billable: billable.get(month) ?? 0, nonBillable: 0, closed: closed.has(month) },
        ]),
      ),
    };
  }

  async search(db: Db, engagementId: Id): Promise<PortalSearch | null> {
    const rows = await db.$queryRaw<PortalSearch[]>`SELECT * FROM app.portal_search(${engagementId}::uuid)`;
    return rows[0] ?? null;
  }

  /** Every published version over all engagements of the client, newest first, with the files of the client's edition. */
  statements(db: Db, { practiceId, clientId }: Guest): Promise<PortalStatement[]> {
    return db.statement.findMany({
      where: { practiceId, clientId },
      select: statementShape,
      orderBy: [{ month: 'desc' }, { publishedAt: 'desc' }, { number: 'desc' }],
    });
  }

  /** A published file of the client's edition, noted in the audit trail. */
  async download(db: Db, { practiceId, clientId }: Guest, statementId: Id, format: 'pdf' | 'csv' | 'json') {
    const file = await db.statementFile.findFirst({
      where: { practiceId, clientId, statementId, edition: 'client', format },
      select: { fileName: true, mediaType: true, bytes: true },
    });
    const kept = found(file);
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${`${statementId}/client/${format}`})::text`;
    return kept;
  }
}

type TermsRow = Prisma.TermsGetPayload<{ select: typeof termsShape }>;

/** Terms as the ledger reads them. Money does not change a single minute of it, so it is left at nothing. */
function withoutMoney(row: TermsRow, visibility: HoursVisibility): Terms {
  return {
    from: dayOf(row.validFrom),
    to: dayOrNull(row.validTo),
    allowance: { per: row.allowancePer as 'week' | 'month', minutes: minutes(row.allowanceMinutes) },
    startDay: row.startDay,
    fee: minor(0),
    currency: 'EUR',
    carry: row.carry as unknown as Carry,
    overage: { kind: 'absorb' },
    rounding: row.rounding as unknown as Rounding,
    visibility,
    acceptedAfterDays: null,
    dueWorkingDay: 1,
  };
}
