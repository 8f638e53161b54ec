import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { editEntry, EntryDraft, listLoggable, listTime, TimeEntry, WeekView } from '../../contract/time.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Week } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import { mayChangeEntry } from '../../domain/time/authors.js';
import { elapsedMinutes } from '../../domain/time/elapsed.js';
import { decideEdit, decideHours, decideVoid } from '../../domain/time/log-hours.js';
import { BookStore, presentBalance } from '../engagements/book.store.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOf, dayOf } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { presentEntry, presentWeek } from './time.present.js';
import { TimeStore, type StoredEntry } from './time.store.js';

@Injectable()
export class TimeService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: TimeStore,
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  logHours(actor: Actor, engagementId: Id, draft: EntryDraft): Promise<TimeEntry> {
    return this.tenancy.write(actor, async (db, me) => {
      const hash = hashOf(engagementId, draft);
      const earlier = await this.store.find(db, me, draft.id);
      if (earlier) return presentEntry(sameDraft(earlier, hash), me);
      const book = await this.store.lockBook(db, engagementId, me.memberId, draft.day);
      if (book.phase === 'closed') throw new Refused('time.engagement_closed');
      accepted(decideHours({ day: draft.day, minutes: minutes(draft.minutes) }, book, this.clock.today(book.zone)));
      fitsInstants(draft);
      return presentEntry(await this.store.add(db, me, engagementId, book, draft, hash), me);
    });
  }

  list(actor: Actor, query: Input<typeof listTime>['query']): Promise<Reply<typeof listTime>> {
    return this.tenancy.read(actor, async (db, me) =>
      cut(
        await this.store.list(db, me, query),
        query.limit,
        (entry) => [dayOf(entry.workDate), entry.id],
        (entry) => presentEntry(entry, me),
      ),
    );
  }

  read(actor: Actor, id: Id): Promise<TimeEntry> {
    return this.tenancy.read(actor, async (db, me) => presentEntry(found(await this.store.find(db, me, id)), me));
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editEntry>['body']): Promise<TimeEntry> {
    return this.tenancy.write(actor, async (db, me) => {
      const entry = await this.mine(db, me, id);
      const was = { day: dayOf(entry.workDate), minutes: minutes(entry.minutes), voided: entry.voidedAt !== null };
      const will = { day: change.day ?? was.day, minutes: minutes(change.minutes ?? was.minutes) };
      const from = await this.store.lockBook(db, entry.engagementId, entry.memberId, was.day);
      const to =
        will.day === was.day ? from : await this.store.lockBook(db, entry.engagementId, entry.memberId, will.day);
      accepted(decideEdit(was, will, { from, to }, this.clock.today(to.zone)));
      const { day: _, ...rest } = change;
      const moved = { ...rest, workDate: dateOf(will.day), contractMonth: found(to.month) };
      return presentEntry(await this.store.edit(db, me, id, version, moved), me);
    });
  }

  void(actor: Actor, id: Id, version: number, reason: string): Promise<TimeEntry> {
    return this.tenancy.write(actor, async (db, me) => {
      const entry = await this.mine(db, me, id);
      const was = { day: dayOf(entry.workDate), minutes: minutes(entry.minutes), voided: entry.voidedAt !== null };
      const book = await this.store.lockBook(db, entry.engagementId, entry.memberId, was.day);
      const { reason: voidReason } = accepted(decideVoid(was, reason, book));
      const voided = { voidedAt: this.clock.instant(), voidedBy: me.memberId, voidReason };
      return presentEntry(await this.store.edit(db, me, id, version, voided), me);
    });
  }

  week(actor: Actor, week: Week): Promise<WeekView> {
    return this.tenancy.read(actor, async (db, me) =>
      presentWeek(week, this.clock.today(me.zone), await this.store.week(db, me, week)),
    );
  }

  loggable(actor: Actor): Promise<Reply<typeof listLoggable>> {
    return this.tenancy.read(actor, async (db, me) => {
      const engagements = await this.store.loggable(db, me);
      const books = await this.books.of(
        db,
        me.practiceId,
        engagements.map(({ id }) => id),
      );
      return {
        items: engagements.map(({ id, zone, client }) => {
          const today = this.clock.today(zone);
          return {
            clientId: client.id,
            clientName: client.name,
            clientCode: client.code,
            engagementId: id,
            zone,
            today,
            left: presentBalance(books.get(id), today)?.left ?? null,
          };
        }),
      };
    });
  }

  /** An entry the member may change: their own, or anybody's where the role allows it. */
  private async mine(db: Db, me: Me, id: Id): Promise<StoredEntry> {
    const entry = found(await this.store.find(db, me, id));
    if (!mayChangeEntry(me.role, entry.memberId === me.memberId)) throw new Refused('request.forbidden');
    return entry;
  }
}

function hashOf(engagementId: Id, draft: EntryDraft): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify([engagementId, draft]))
      .digest(),
  );
}

/** The same id with the same hours is a retry, with other hours a mistake. */
function sameDraft(earlier: StoredEntry, hash: Uint8Array): StoredEntry {
  if (Buffer.from(earlier.draftHash).equals(hash)) return earlier;
  throw new Refused('time.id_reused');
}

/** With a start and an end, the minutes are the time elapsed between them. */
function fitsInstants({ instants, minutes: said }: EntryDraft): void {
  if (!instants) return;
  const [start, end] = [Date.parse(instants.startedAt), Date.parse(instants.endedAt)];
  if (end < start || elapsedMinutes(start, end) !== said) {
    throw new Refused('time.instants_unclear', { field: 'instants' });
  }
}
