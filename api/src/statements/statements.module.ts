import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { PublishService } from './publish.service.js';
import { stopDrawing } from './render/pdf.js';
import { StatementsController } from './statements.controller.js';
import { StatementsService } from './statements.service.js';
import { StatementsStore } from './statements.store.js';
import { SummaryFactsStore } from './summary-facts.store.js';
import { SummaryReader } from './summary.reader.js';

@Module({
  imports: [EngagementsModule],
  controllers: [StatementsController],
  providers: [StatementsService, PublishService, SummaryReader, StatementsStore, SummaryFactsStore],
})
export class StatementsModule implements OnApplicationShutdown {
  /** The thread that draws PDFs ends with the application. */
  onApplicationShutdown(): Promise<void> {
    return stopDrawing();
  }
}
