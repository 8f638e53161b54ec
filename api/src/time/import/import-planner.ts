import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import { addDays, type Day } from '../../../domain/shared/day.js';
import { planInSteps, type ImportPlan } from '../../../domain/time/import/plan.js';
import { fingerprintsOf, type ImportRow } from '../../../domain/time/import/rows.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import type { ImportFile, ImportSettings } from './import.store.js';
import { dayKey, PlanStore, type ImportEngagement, type TakenTime } from './plan.store.js';

/** A row's instants may lie on the day before or after its date, depending on the zones. */
const DAYS_AROUND = 2;

/** Plans a file on what is there now. */
@Injectable()
export class ImportPlanner {
  constructor(
    private readonly store: PlanStore,
    private readonly clock: Clock,
  ) {}

  async plan(
    db: Db,
    me: Me,
    { source, zone, settings }: ImportFile,
    rows: readonly ImportRow[],
    engagements: readonly ImportEngagement[],
  ): Promise<ImportPlan> {
    const memberIds = [...new Set(Object.values(settings.people).filter((id) => id !== null))];
    const taken = await this.taken(db, me, memberIds, rows);
    const known = await this.store.known(db, me, fingerprintsOf(source, rows).map(digest));
    const mapping = { ...settings, zone, engagements: engagementsFor(settings, engagements) };
    const book = {
      source,
      engagements: Object.fromEntries(engagements.map((engagement) => [engagement.id, engagement])),
      minutesOn: (memberId: Id, day: Day) => taken.minutes.get(dayKey(memberId, day)) ?? 0,
      busy: (memberId: Id) => taken.busy.get(memberId) ?? [],
      known,
      digest,
    };
    const planning = planInSteps(rows, mapping, book, this.today(me, engagements));
    for (;;) {
      const step = planning.next();
      if (step.done) return step.value;
      // Others are answered while a long file is planned.
      await setImmediate();
    }
  }

  private async taken(db: Db, me: Me, memberIds: readonly Id[], rows: readonly ImportRow[]): Promise<TakenTime> {
    let [first, last] = [rows[0]?.date, rows[0]?.date];
    if (!first || !last) return { minutes: new Map(), busy: new Map() };
    for (const { date } of rows) {
      if (date < first) first = date;
      if (date > last) last = date;
    }
    return this.store.taken(db, me, memberIds, addDays(first, -DAYS_AROUND), addDays(last, DAYS_AROUND));
  }

  /** Where the day begins last: hours of a day that has come everywhere are not ahead anywhere. */
  private today(me: Me, engagements: readonly ImportEngagement[]): Day {
    const todays = engagements.map(({ zone }) => this.clock.today(zone)).toSorted();
    return todays[0] ?? this.clock.today(me.zone);
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Which engagement the hours of each name go to; none for a client whose engagement has ended. */
function engagementsFor(
  { clients }: ImportSettings,
  engagements: readonly ImportEngagement[],
): Record<string, Id | null> {
  const running = new Map(engagements.map(({ id, clientId }) => [clientId, id]));
  return Object.fromEntries(
    Object.entries(clients).flatMap(([name, clientId]) => {
      const id = clientId === null ? null : running.get(clientId);
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
