import { Injectable } from '@nestjs/common';
import type { WeekView } from '../../../contract/time.js';
import type { Week } from '../../../domain/shared/day.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Actor } from '../../platform/tenancy/actor.js';
import { presentWeek } from './week.present.js';
import { WeekStore } from './week.store.js';

@Injectable()
export class WeekService {
  constructor(
    private readonly store: WeekStore,
    private readonly clock: Clock,
  ) {}

  /** One statement, however full the week is. */
  async read(actor: Actor, week: Week): Promise<WeekView> {
    const { me, facts } = await this.store.read(actor, week);
    return presentWeek(week, facts, {
      today: this.clock.today(me.zone),
      todayIn: (zone) => this.clock.today(zone),
    });
  }
}
