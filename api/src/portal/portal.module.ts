import { Module } from '@nestjs/common';
import { PortalController } from './portal.controller.js';
import { PortalService } from './portal.service.js';
import { PortalStore } from './portal.store.js';

@Module({
  controllers: [PortalController],
  providers: [PortalService, PortalStore],
})
export class PortalModule {}
