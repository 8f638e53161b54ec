import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Activity } from '../../domain/time/activities.js';
import { decideHours } from '../../domain/time/log-hours.js';
import type { DayPart } from '../../domain/time/midnight.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOf } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { EntryRow } from './entry.query.js';
import { writeTimes } from './overlaps.js';
import { TimeStore, type LockedBook } from './time.store.js';

/** Hours with a start and an end, as they were logged or measured. */
export interface ClockedHours {
  readonly id: Id;
  readonly activity: Activity | null;
  readonly billable: boolean;
  readonly text: string;
  readonly privateNote: string;
  readonly source: 'web' | 'timer' | 'api';
  readonly zone: string;
  readonly parallel: boolean;
  readonly hash: Buffer<ArrayBuffer>;
}

/** Writes hours with clock times, a part for each day of the engagement's zone, all of them or none. */
@Injectable()
export class ClockedHoursWriter {
  constructor(
    private readonly store: TimeStore,
    private readonly clock: Clock,
  ) {}

  /** Locks the days in their order, so that writers who cross the same midnight wait for each other. */
  async add(
    db: Db,
    me: Me,
    engagementId: Id,
    hours: ClockedHours,
    parts: readonly DayPart[],
  ): Promise<readonly EntryRow[]> {
    const books: LockedBook[] = [];
    for (const { day } of parts) books.push(await this.store.lockBook(db, engagementId, me.memberId, day));
    const earlier = await this.store.hashOf(db, me, hours.id);
    if (earlier?.equals(hours.hash)) return this.store.partsOf(db, me, hours.id);
    if (earlier) throw new Refused('time.id_reused');
    const rows = parts.map((part, at) => {
      const book = found(books[at]);
      if (book.phase === 'closed') throw new Refused('time.engagement_closed');
      accepted(decideHours({ day: part.day, minutes: part.minutes }, book, this.clock.today(book.zone)));
      const { hash, ...told } = hours;
      return {
        ...told,
        practiceId: me.practiceId,
        clientId: book.clientId,
        engagementId,
        id: at === 0 ? hours.id : randomUUID(),
        memberId: me.memberId,
        workDate: dateOf(part.day),
        contractMonth: found(book.month),
        minutes: part.minutes,
        startedAt: new Date(part.start),
        endedAt: new Date(part.end),
        wholeId: parts.length > 1 ? hours.id : null,
        draftHash: hash,
      };
    });
    const [first, last] = [found(parts[0]), found(parts.at(-1))];
    const wanted = { memberId: me.memberId, stretch: { start: first.start, end: last.end }, except: null };
    await writeTimes(wanted, () => db.timeEntry.createMany({ data: rows }));
    return this.store.partsOf(db, me, hours.id);
  }
}
