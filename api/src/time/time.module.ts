import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { TimeController } from './time.controller.js';
import { TimeService } from './time.service.js';
import { TimeStore } from './time.store.js';

@Module({
  imports: [EngagementsModule],
  controllers: [TimeController],
  providers: [TimeService, TimeStore],
})
export class TimeModule {}
