import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { CorrectionsController } from './corrections.controller.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionsStore } from './corrections.store.js';
import { BookkeepingController } from './bookkeeping.controller.js';
import { BookkeepingService } from './bookkeeping.service.js';
import { BookkeepingStore } from './bookkeeping.store.js';
import { PublishService } from './publish.service.js';
import { stopDrawing } from './render/pdf.js';
import { StatementsController } from './statements.controller.js';
import { StatementsService } from './statements.service.js';
import { StatementsStore } from './statements.store.js';
import { SummaryFactsStore } from './summary-facts.store.js';
import { SummaryReader } from './summary.reader.js';

@Module({
  imports: [EngagementsModule],
  controllers: [StatementsController, CorrectionsController, BookkeepingController],
  providers: [
    StatementsService,
    PublishService,
    SummaryReader,
    StatementsStore,
    SummaryFactsStore,
    CorrectionsService,
    CorrectionsStore,
    BookkeepingService,
    BookkeepingStore,
  ],
})
export class StatementsModule implements OnApplicationShutdown {
  /** The thread that draws PDFs ends with the application. */
  onApplicationShutdown(): Promise<void> {
    return stopDrawing();
  }
}
