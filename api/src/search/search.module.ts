import { Module } from '@nestjs/common';
import { CandidacyController } from './candidacy.controller.js';
import { CandidacyService } from './candidacy.service.js';
import { CandidacyStore } from './candidacy.store.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';
import { SearchStore } from './search.store.js';

@Module({
  controllers: [SearchController, CandidacyController],
  providers: [SearchService, SearchStore, CandidacyService, CandidacyStore],
})
export class SearchModule {}
