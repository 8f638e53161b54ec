import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { ClockedHoursWriter } from './clocked-hours.js';
import { ImportModule } from './import/import.module.js';
import { Overlaps } from './overlaps.js';
import { TimeController } from './time.controller.js';
import { TimeService } from './time.service.js';
import { TimeStore } from './time.store.js';
import { TimerController } from './timer.controller.js';
import { TimerService } from './timer.service.js';
import { TimerStore } from './timer.store.js';
import { WeekController } from './week/week.controller.js';
import { WeekService } from './week/week.service.js';
import { WeekStore } from './week/week.store.js';

@Module({
  imports: [EngagementsModule, ImportModule],
  controllers: [TimeController, TimerController, WeekController],
  providers: [TimeService, TimeStore, ClockedHoursWriter, Overlaps, TimerService, TimerStore, WeekService, WeekStore],
})
export class TimeModule {}
