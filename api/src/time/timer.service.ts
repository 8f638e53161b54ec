import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type { editTimer, startTimer, stopTimer, TimerState } from '../../contract/timer.js';
import { dayIn } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import type { Activity } from '../../domain/time/activities.js';
import { momentOf } from '../../domain/time/device-moment.js';
import { decideHours } from '../../domain/time/log-hours.js';
import { splitAtMidnight } from '../../domain/time/midnight.js';
import type { Stretch } from '../../domain/time/stretch.js';
import { decideStop } from '../../domain/time/timer.js';
import { Clock } from '../platform/clock/clock.js';
import { refusalOf } from '../platform/problems/database-refusals.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { ClockedHoursWriter } from './clocked-hours.js';
import type { EntryRow } from './entry.query.js';
import { Overlaps } from './overlaps.js';
import { presentEntry } from './time.present.js';
import { TimeStore } from './time.store.js';
import { presentTimer } from './timer.present.js';
import { TimerStore, type RunningTimer } from './timer.store.js';

type Stop = Pick<Input<typeof stopTimer>['body'], 'stoppedAt' | 'sentAt' | 'keep' | 'parallel'>;

@Injectable()
export class TimerService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly timers: TimerStore,
    private readonly hours: TimeStore,
    private readonly clocked: ClockedHoursWriter,
    private readonly overlaps: Overlaps,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor): Promise<TimerState> {
    return this.tenancy.read(actor, (db, me) => this.state(db, me));
  }

  start(actor: Actor, body: Input<typeof startTimer>['body']): Promise<Reply<typeof startTimer>> {
    return this.answering(actor, async (db, me) => {
      const running = await this.timers.hold(db, me);
      if ((running?.id ?? null) !== body.insteadOf) throw new Refused('time.timer_other');
      const stop = { stoppedAt: body.startedAt, sentAt: body.sentAt, keep: null, parallel: false };
      const entries = running ? await this.keep(db, me, running, stop) : [];
      const { startedAt, deviceStartedAt, receivedAt } = this.momentOf(body.startedAt, body.sentAt);
      const clientId = await this.decideStart(db, me, body.engagementId, startedAt.getTime());
      await this.timers.start(db, {
        practiceId: me.practiceId,
        clientId,
        engagementId: body.engagementId,
        id: body.id,
        memberId: me.memberId,
        startedAt,
        deviceStartedAt,
        receivedAt,
        zone: body.zone,
        activity: body.activity,
        billable: body.billable,
        text: body.text,
      });
      return { ...(await this.state(db, me)), entries: entries.map((entry) => presentEntry(entry, me)) };
    });
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editTimer>['body']): Promise<TimerState> {
    return this.answering(actor, async (db, me) => {
      await this.mine(db, me, id);
      await this.timers.edit(db, me, id, version, change);
      return this.state(db, me);
    });
  }

  stop(actor: Actor, id: Id, stop: Stop): Promise<Reply<typeof stopTimer>> {
    return this.answering(actor, async (db, me) => {
      const running = await this.mine(db, me, id);
      const entries = await this.keep(db, me, running, stop);
      return { ...(await this.state(db, me)), entries: entries.map((entry) => presentEntry(entry, me)) };
    });
  }

  discard(actor: Actor, id: Id, reason: string): Promise<TimerState> {
    return this.answering(actor, async (db, me) => {
      const running = await this.mine(db, me, id);
      const endedAt = new Date(Math.max(this.clock.now(), running.startedAt.getTime()));
      await this.timers.edit(db, me, id, running.version, { endedAt, discardReason: reason });
      return this.state(db, me);
    });
  }

  /** Ends a timer and logs the time it ran, or the pieces of it that are wanted, by the rules of logging. */
  private async keep(db: Db, me: Me, running: RunningTimer, stop: Stop): Promise<EntryRow[]> {
    const { startedAt: stoppedAt, deviceStartedAt } = this.momentOf(stop.stoppedAt, stop.sentAt);
    const pieces = accepted(
      decideStop(running.startedAt.getTime(), stoppedAt.getTime(), stop.keep?.map(stretchOf) ?? null),
    );
    const zone = await this.hours.zoneOf(db, me, running.engagementId);
    const entries: EntryRow[] = [];
    for (const [at, { start, end }] of pieces.entries()) {
      const hours = {
        // The first entry has the timer's id, so that one is found by the other.
        id: at === 0 ? running.id : randomUUID(),
        activity: running.activity as Activity | null,
        billable: running.billable,
        text: running.text,
        privateNote: '',
        source: 'timer' as const,
        zone: running.zone,
        parallel: stop.parallel,
        hash: createHash('sha256').update(`${running.id} ${at}`).digest(),
      };
      const parts = splitAtMidnight(start, end, zone);
      entries.push(...(await this.clocked.add(db, me, running.engagementId, hours, parts)));
    }
    const endedAt = new Date(Math.max(stoppedAt.getTime(), running.startedAt.getTime()));
    await this.timers.edit(db, me, running.id, running.version, { endedAt, deviceEndedAt: deviceStartedAt });
    return entries;
  }

  /** A timer starts where a minute could be logged. Answers the client. */
  private async decideStart(db: Db, me: Me, engagementId: Id, startedAt: number): Promise<Id> {
    const day = dayIn(await this.hours.zoneOf(db, me, engagementId), startedAt);
    const book = await this.hours.lockBook(db, engagementId, me.memberId, day);
    if (book.phase === 'closed') throw new Refused('time.engagement_closed');
    accepted(decideHours({ day, minutes: minutes(1) }, book, this.clock.today(book.zone)));
    return book.clientId;
  }

  /** The caller's timer of that id, which must be the one that runs. */
  private async mine(db: Db, me: Me, id: Id): Promise<RunningTimer> {
    const running = await this.timers.hold(db, me);
    if (running?.id !== id) found(await this.timers.find(db, me, id));
    if (running?.id !== id) throw new Refused('time.timer_other');
    return running;
  }

  private async state(db: Db, me: Me): Promise<TimerState> {
    return presentTimer(await this.timers.running(db, me), this.clock.instant());
  }

  /** What the device said, and what the server takes it to mean. */
  private momentOf(happened: string, sent: string) {
    const received = this.clock.now();
    const moment = momentOf({ happened: Date.parse(happened), sent: Date.parse(sent) }, received);
    return { startedAt: new Date(moment), deviceStartedAt: new Date(happened), receivedAt: new Date(received) };
  }

  /**
   * Writes, and says in a refusal what stands against it: which hours are there already, or what runs by now. Two devices that
   * act at once are told apart by the database, so both are read after it has spoken.
   */
  private async answering<T>(actor: Actor, work: (db: Db, me: Me) => Promise<T>): Promise<T> {
    try {
      return await this.overlaps.named(actor, () => this.tenancy.write(actor, work));
    } catch (error) {
      const refused = error instanceof Refused ? error : refusalOf(error);
      if (refused?.code !== 'time.timer_other') throw error;
      throw new Refused('time.timer_other', { ...(await this.read(actor)) });
    }
  }
}

function stretchOf({ startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string }): Stretch {
  return { start: Date.parse(startedAt), end: Date.parse(endedAt) };
}
