import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type {
  editEntry,
  EntryDraft,
  Instants,
  listLoggable,
  listTime,
  LoggedHours,
  TimeEntry,
} from '../../contract/time.js';
import type { Input, Reply } from '../../contract/route.js';
import { minutes } from '../../domain/shared/units.js';
import { mayChangeEntry } from '../../domain/time/authors.js';
import { changedTimes, decideClockTimes, type Times } from '../../domain/time/clock-times.js';
import { decideEdit, decideHours, decideVoid } from '../../domain/time/log-hours.js';
import type { Stretch } from '../../domain/time/stretch.js';
import { BookStore, presentBalance } from '../engagements/book.store.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOf } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { ClockedHoursWriter } from './clocked-hours.js';
import type { EntryRow } from './entry.query.js';
import { Overlaps, writeTimes } from './overlaps.js';
import { presentEntry, presentLogged } from './time.present.js';
import { TimeStore } from './time.store.js';

@Injectable()
export class TimeService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: TimeStore,
    private readonly clocked: ClockedHoursWriter,
    private readonly overlaps: Overlaps,
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  logHours(actor: Actor, engagementId: Id, draft: EntryDraft): Promise<LoggedHours> {
    return draft.instants
      ? this.logClockTimes(actor, engagementId, { ...draft, instants: draft.instants })
      : this.logMinutes(actor, engagementId, draft);
  }

  private async logMinutes(actor: Actor, engagementId: Id, draft: EntryDraft): Promise<LoggedHours> {
    const hash = hashOf(engagementId, draft);
    const { me, entry, earlier } = await this.store.log(actor, engagementId, draft, ({ book, earlier: known }) => {
      if (known !== null) return null;
      if (book.phase === 'closed') throw new Refused('time.engagement_closed');
      accepted(decideHours({ day: draft.day, minutes: minutes(draft.minutes) }, book, this.clock.today(book.zone)));
      return hash;
    });
    if (entry) return presentLogged([entry], me);
    // The same id with the same hours is a retry, with other hours a mistake.
    if (earlier !== hash.toString('hex')) throw new Refused('time.id_reused');
    return this.tenancy.read(actor, async (db, reader) =>
      presentLogged([found(await this.store.find(db, reader, draft.id))], reader),
    );
  }

  private logClockTimes(actor: Actor, engagementId: Id, draft: EntryDraft & { instants: Instants }) {
    const { day, instants, minutes: said, ...told } = draft;
    return this.overlaps.named(actor, () =>
      this.tenancy.write(actor, async (db, me) => {
        const zone = await this.store.zoneOf(db, me, engagementId);
        const parts = accepted(decideClockTimes({ day, minutes: minutes(said) }, stretchOf(instants), zone));
        const hours = { ...told, zone: instants.zone, hash: hashOf(engagementId, draft) };
        return presentLogged(await this.clocked.add(db, me, engagementId, hours, parts), me);
      }),
    );
  }

  async list(actor: Actor, query: Input<typeof listTime>['query']): Promise<Reply<typeof listTime>> {
    const { me, rows } = await this.store.list(actor, query);
    return cut(
      rows,
      query.limit,
      (entry) => [entry.day, entry.id],
      (entry) => presentEntry(entry, me),
    );
  }

  read(actor: Actor, id: Id): Promise<TimeEntry> {
    return this.tenancy.read(actor, async (db, me) => presentEntry(found(await this.store.find(db, me, id)), me));
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editEntry>['body']): Promise<TimeEntry> {
    return this.overlaps.named(actor, () =>
      this.tenancy.write(actor, async (db, me) => {
        const entry = await this.mine(db, me, id);
        const was = { ...timesOf(entry), voided: entry.voidedAt !== null };
        const from = await this.store.lockBook(db, entry.engagementId, entry.memberId, was.day);
        const will = accepted(changedTimes(was, toChange(change), from.zone));
        const to =
          will.day === was.day ? from : await this.store.lockBook(db, entry.engagementId, entry.memberId, will.day);
        accepted(decideEdit(was, will, { from, to }, this.clock.today(to.zone)));
        const { day: _, instants, ...rest } = change;
        const moved = {
          ...rest,
          minutes: will.minutes,
          workDate: dateOf(will.day),
          contractMonth: found(to.month),
          startedAt: will.stretch && new Date(will.stretch.start),
          endedAt: will.stretch && new Date(will.stretch.end),
          zone: will.stretch && (instants?.zone ?? entry.zone),
        };
        const write = () => this.store.edit(db, me, id, version, moved);
        const { stretch } = will;
        const wanted = stretch && { memberId: entry.memberId, stretch, except: id };
        return presentEntry(wanted ? await writeTimes(wanted, write) : await write(), me);
      }),
    );
  }

  void(actor: Actor, id: Id, version: number, reason: string): Promise<TimeEntry> {
    return this.tenancy.write(actor, async (db, me) => {
      const entry = await this.mine(db, me, id);
      const was = { day: entry.day, minutes: minutes(entry.minutes), voided: entry.voidedAt !== null };
      const book = await this.store.lockBook(db, entry.engagementId, entry.memberId, was.day);
      const { reason: voidReason } = accepted(decideVoid(was, reason, book));
      const voided = { voidedAt: this.clock.instant(), voidedBy: me.memberId, voidReason };
      return presentEntry(await this.store.edit(db, me, id, version, voided), me);
    });
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
  private async mine(db: Db, me: Me, id: Id): Promise<EntryRow> {
    const entry = found(await this.store.find(db, me, id));
    if (!mayChangeEntry(me.role, entry.memberId === me.memberId)) throw new Refused('request.forbidden');
    return entry;
  }
}

function hashOf(engagementId: Id, draft: EntryDraft): Buffer<ArrayBuffer> {
  return createHash('sha256')
    .update(JSON.stringify([engagementId, draft]))
    .digest();
}

function stretchOf({ startedAt, endedAt }: Pick<Instants, 'startedAt' | 'endedAt'>): Stretch {
  return { start: Date.parse(startedAt), end: Date.parse(endedAt) };
}

function timesOf({ day, minutes: length, startedAt, endedAt }: EntryRow): Times {
  return {
    day,
    minutes: minutes(length),
    stretch: startedAt !== null && endedAt !== null ? stretchOf({ startedAt, endedAt }) : null,
  };
}

function toChange({ day, minutes: length, instants }: Input<typeof editEntry>['body']) {
  return {
    ...(day === undefined ? {} : { day }),
    ...(length === undefined ? {} : { minutes: minutes(length) }),
    ...(instants === undefined ? {} : { stretch: instants && stretchOf(instants) }),
  };
}
