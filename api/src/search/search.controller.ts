import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import {
  approveScorecard,
  closeSearch,
  editSearch,
  listSearches,
  readBoard,
  reopenSearch,
  startSearch,
  writeScorecard,
} from '../../contract/search.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { SearchService } from './search.service.js';

@Controller()
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Serves(listSearches)
  list(actor: Actor, { params }: Input<typeof listSearches>) {
    return this.searches.list(actor, params.engagementId);
  }

  @Serves(startSearch)
  start(actor: Actor, { params, body }: Input<typeof startSearch>) {
    return this.searches.start(actor, params.engagementId, body);
  }

  @Serves(editSearch)
  edit(actor: Actor, { params, version, body }: Input<typeof editSearch>) {
    return this.searches.edit(actor, params.searchId, version, body);
  }

  @Serves(closeSearch)
  close(actor: Actor, { params, body }: Input<typeof closeSearch>) {
    return this.searches.close(actor, params.searchId, body);
  }

  @Serves(reopenSearch)
  reopen(actor: Actor, { params }: Input<typeof reopenSearch>) {
    return this.searches.reopen(actor, params.searchId);
  }

  @Serves(readBoard)
  board(actor: Actor, { params }: Input<typeof readBoard>) {
    return this.searches.board(actor, params.searchId);
  }

  @Serves(writeScorecard)
  writeScorecard(actor: Actor, { params, body }: Input<typeof writeScorecard>) {
    return this.searches.writeScorecard(actor, params.searchId, body);
  }

  @Serves(approveScorecard)
  approve(actor: Actor, { params, body }: Input<typeof approveScorecard>) {
    return this.searches.approve(actor, params, body);
  }
}
