import { Module } from '@nestjs/common';
import { BookStore } from './book.store.js';
import { AdjustmentsService } from './ledger/adjustments.service.js';
import { AdjustmentsStore } from './ledger/adjustments.store.js';
import { JudgeBalance } from './ledger/judge-balance.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { MonthReader } from './ledger/month-at-hand.js';
import { OverageService } from './ledger/overage.service.js';
import { OverageStore } from './ledger/overage.store.js';
import { WarningsStore } from './ledger/warnings.store.js';
import { EngagementsController } from './engagements.controller.js';
import { EngagementsService } from './engagements.service.js';
import { EngagementsStore } from './engagements.store.js';
import { MilestonesController } from './milestones.controller.js';
import { MilestonesService } from './milestones.service.js';
import { MilestonesStore } from './milestones.store.js';
import { MonthsController } from './months.controller.js';
import { MonthsService } from './months.service.js';
import { MonthsStore } from './months.store.js';
import { PhaseFactsStore } from './phase-facts.store.js';
import { PhaseController } from './phase.controller.js';
import { PhaseService } from './phase.service.js';
import { PhaseStore } from './phase.store.js';

@Module({
  controllers: [EngagementsController, PhaseController, MilestonesController, MonthsController, LedgerController],
  providers: [
    BookStore,
    EngagementsService,
    EngagementsStore,
    PhaseService,
    PhaseStore,
    PhaseFactsStore,
    MilestonesService,
    MilestonesStore,
    MonthsService,
    MonthsStore,
    MonthReader,
    AdjustmentsService,
    AdjustmentsStore,
    OverageService,
    OverageStore,
    JudgeBalance,
    WarningsStore,
  ],
  exports: [BookStore, PhaseStore, PhaseFactsStore],
})
export class EngagementsModule {}
