import { Module } from '@nestjs/common';
import { BoardController } from './board.controller.js';
import { BoardService } from './board.service.js';
import { BoardStore } from './board.store.js';
import { PortalController } from './portal.controller.js';
import { PortalService } from './portal.service.js';
import { PortalStore } from './portal.store.js';

@Module({
  controllers: [PortalController, BoardController],
  providers: [PortalService, PortalStore, BoardService, BoardStore],
})
export class PortalModule {}
