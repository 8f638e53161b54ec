import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { ClockedHoursWriter } from './clocked-hours.js';
import { ImportController } from './import/import.controller.js';
import { ImportService } from './import/import.service.js';
import { ImportStore } from './import/import.store.js';
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
  imports: [EngagementsModule],
  controllers: [TimeController, TimerController, WeekController, ImportController],
  providers: [
    TimeService,
    TimeStore,
    ClockedHoursWriter,
    Overlaps,
    TimerService,
    TimerStore,
    WeekService,
    WeekStore,
    ImportService,
    ImportStore,
  ],
})
export class TimeModule {}
