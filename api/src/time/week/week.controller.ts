import { Controller } from '@nestjs/common';
import type { Input } from '../../../contract/route.js';
import { readWeek } from '../../../contract/time.js';
import { Serves } from '../../platform/serve/serves.js';
import type { Actor } from '../../platform/tenancy/actor.js';
import { WeekService } from './week.service.js';

@Controller()
export class WeekController {
  constructor(private readonly weeks: WeekService) {}

  @Serves(readWeek)
  read(actor: Actor, { params }: Input<typeof readWeek>) {
    return this.weeks.read(actor, params.week);
  }
}
