import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import { monthOf } from '../../../domain/shared/month.js';
import type { ImportPlan } from '../../../domain/time/import/plan.js';
import { LONGEST_WORK } from '../../../domain/time/import/work.js';
import { Clock } from '../../platform/clock/clock.js';
import { Worker } from '../../platform/outbox/worker.js';
import { refusalOf } from '../../platform/problems/database-refusals.js';
import { Refused } from '../../platform/problems/refused.js';
import type { ImportTicket, Me } from '../../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../../platform/tenancy/tenancy.js';
import { fileRows, type FileRows } from './file-rows.js';
import { ImportPlanner } from './import-planner.js';
import { unmappedIn } from './import.present.js';
import { ImportStore, type ImportFile, type ImportOutcome } from './import.store.js';
import { PlanStore, type ImportEngagement } from './plan.store.js';
import { presentUndoing } from './present-summary.js';
import { UndoStore } from './undo.store.js';

/** Enters and undoes files, each in one transaction with a limit of its own: a process that is killed leaves nothing of it, or all. */
@Injectable()
export class ImportWorker implements OnModuleInit {
  private readonly logger = new Logger('ImportWorker');

  constructor(
    private readonly worker: Worker,
    private readonly tenancy: Tenancy,
    private readonly store: ImportStore,
    private readonly plans: PlanStore,
    private readonly undoings: UndoStore,
    private readonly planner: ImportPlanner,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.worker.does('work_on_import', (job: { practiceId: Id; importId: Id }) => this.workOn(job));
  }

  /**
   * Does what was asked for a file. A no is kept beside the file, to be read by whoever asked. Two that are at it take turns, and the
   * second finds nothing to do.
   */
  async workOn({ practiceId, importId }: { practiceId: Id; importId: Id }): Promise<void> {
    const ticket: ImportTicket = { practiceId, importId, word: 'time.import', requestId: `import ${importId}` };
    try {
      const file = await this.tenancy.asAsked(ticket, (db, me) => this.store.find(db, me, importId), {
        readOnly: true,
      });
      await (file.work === 'undoing' ? this.undo(ticket) : this.enter(ticket, file));
    } catch (error) {
      const refused = error instanceof Refused ? error : refusalOf(error);
      if (!refused) this.logger.error({ err: error, importId }, 'a failure without a name');
      // Where even that is not allowed any more, nobody may be told.
      await this.tenancy
        .asAsked(ticket, (db, me) => this.store.failed(db, me, importId, refused ?? new Refused('request.broken')))
        .catch(() => undefined);
    }
  }

  private async enter(ticket: ImportTicket, { id }: ImportFile): Promise<void> {
    const read = await this.tenancy.asAsked(
      ticket,
      async (db, me) => fileRows(db, me, this.store, await this.store.find(db, me, id)),
      { readOnly: true, seconds: LONGEST_WORK },
    );
    await this.tenancy.asAsked(
      ticket,
      async (db, me) => {
        const file = await this.store.find(db, me, id, { hold: true });
        if (file.work !== 'entering') return;
        const [plan, engagements] = await this.planUnderLocks(db, me, file, read);
        const tell = (done: number) => this.tell(ticket, done, plan.add.length);
        await this.plans.addEntries(db, me, file, plan.add, engagements, tell);
        await this.store.entered(db, me, id, outcomeOf(plan, read), this.clock.instant());
      },
      { seconds: LONGEST_WORK },
    );
  }

  private async undo(ticket: ImportTicket): Promise<void> {
    const { importId: id } = ticket;
    await this.tenancy.asAsked(
      ticket,
      async (db, me) => {
        const file = await this.store.find(db, me, id, { hold: true });
        if (file.work !== 'undoing') return;
        await this.undoings.lock(db, me, id);
        const held = await this.undoings.held(db, me, id);
        const rows = held.filter(({ isOpen }) => isOpen).reduce((sum, month) => sum + month.rows, 0);
        if (rows === 0) throw new Refused('import.nothing_to_undo');
        const at = this.clock.instant();
        await this.undoings.voidHeld(db, me, id, at, (done) => this.tell(ticket, Math.min(done, rows), rows));
        await this.store.undone(db, me, id, presentUndoing(held), at);
      },
      { seconds: LONGEST_WORK },
    );
  }

  /** Said beside the transaction, which shows nothing of itself before its end. */
  private tell(ticket: ImportTicket, done: number, total: number): Promise<void> {
    return this.tenancy.asAsked(ticket, (db, me) => this.store.tell(db, me, ticket.importId, done, total));
  }

  /** Plans, holds the months and days the plan touches, and plans again on what can no longer change. */
  private async planUnderLocks(
    db: Db,
    me: Me,
    file: ImportFile,
    { rows }: FileRows,
  ): Promise<[ImportPlan, readonly ImportEngagement[]]> {
    const before = await this.plans.engagements(db, me);
    const draft = await this.planner.plan(db, me, file, rows, before);
    const unmapped = unmappedIn(draft);
    if (unmapped.length > 0) throw new Refused('import.unmapped', { names: unmapped.join(', ') });
    await this.plans.lock(db, me, draft.add, before);
    const engagements = await this.plans.engagements(db, me);
    const plan = await this.planner.plan(db, me, file, rows, engagements);
    staysWithin(draft, plan, engagements);
    return [plan, engagements];
  }
}

function outcomeOf(
  { add, totals, alreadyThere, leftOut, zero, refused }: ImportPlan,
  { unreadable }: FileRows,
): ImportOutcome {
  const left = leftOut.length + zero.length + refused.length + unreadable.length;
  const days = add.map(({ day }) => day).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  return {
    added: add.length,
    minutes: totals.added,
    there: alreadyThere.length,
    left,
    days: from && to ? { from, to } : null,
  };
}

/** What was decided under the locks touches nothing beyond them. */
function staysWithin(locked: ImportPlan, plan: ImportPlan, engagements: readonly ImportEngagement[]): void {
  const startDays = new Map(engagements.map(({ id, startDay }) => [id, startDay]));
  const places = ({ add }: ImportPlan) =>
    add.flatMap(({ engagementId, memberId, day }) => [
      `${engagementId} ${monthOf(day, startDays.get(engagementId) ?? 1)}`,
      `${memberId} ${day}`,
    ]);
  const held = new Set(places(locked));
  if (places(plan).some((place) => !held.has(place))) throw new Refused('request.conflict');
}
