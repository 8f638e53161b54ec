import { Module } from '@nestjs/common';
import { ImportController } from './import.controller.js';
import { ImportPlanner } from './import-planner.js';
import { ImportService } from './import.service.js';
import { ImportStore } from './import.store.js';
import { ImportWorker } from './import-worker.js';
import { PlanStore } from './plan.store.js';
import { UndoStore } from './undo.store.js';

@Module({
  controllers: [ImportController],
  providers: [ImportService, ImportStore, ImportPlanner, ImportWorker, PlanStore, UndoStore],
})
export class ImportModule {}
