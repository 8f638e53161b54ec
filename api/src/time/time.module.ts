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

@Module({
  imports: [EngagementsModule],
  controllers: [TimeController, TimerController, ImportController],
  providers: [
    TimeService,
    TimeStore,
    ClockedHoursWriter,
    Overlaps,
    TimerService,
    TimerStore,
    ImportService,
    ImportStore,
  ],
})
export class TimeModule {}
