import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { ImportController } from './import/import.controller.js';
import { ImportService } from './import/import.service.js';
import { ImportStore } from './import/import.store.js';
import { TimeController } from './time.controller.js';
import { TimeService } from './time.service.js';
import { TimeStore } from './time.store.js';

@Module({
  imports: [EngagementsModule],
  controllers: [TimeController, ImportController],
  providers: [TimeService, TimeStore, ImportService, ImportStore],
})
export class TimeModule {}
