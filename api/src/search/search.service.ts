import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Input, Reply } from '../../contract/route.js';
import type {
  approveScorecard,
  Board,
  closeSearch,
  editSearch,
  listSearches,
  SearchView,
  startSearch,
  writeScorecard,
} from '../../contract/search.js';
import type { Id } from '../../contract/shapes.js';
import { decideClosing, LEFT_WITH_THE_SEARCH } from '../../domain/search/close-search.js';
import { DEFAULT_STAGES } from '../../domain/search/stages.js';
import { Clock } from '../platform/clock/clock.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { CandidacyStore } from './candidacy.store.js';
import { searchesSql, type SearchRow } from './board.query.js';
import { presentBoard, presentSearch } from './search.present.js';
import { SearchStore } from './search.store.js';

const BOARD = searchesSql('s.id = $6::uuid');

@Injectable()
export class SearchService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: SearchStore,
    private readonly people: CandidacyStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, engagementId: Id): Promise<Reply<typeof listSearches>> {
    return this.tenancy.read(actor, async (db, me) => {
      const { zone } = await this.store.engagement(db, me, engagementId);
      const searches = await this.store.ofEngagement(db, me, engagementId);
      return { items: searches.map((search) => presentSearch(search, this.clock.today(zone))) };
    });
  }

  start(actor: Actor, engagementId: Id, draft: Input<typeof startSearch>['body']): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      const engagement = await this.store.engagement(db, me, engagementId);
      const startedOn = draft.startedOn ?? this.clock.today(engagement.zone);
      const search = { ...draft, engagementId, startedOn };
      return this.told(db, me, await this.store.start(db, me, engagement, search, DEFAULT_STAGES));
    });
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editSearch>['body']): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      await this.hold(db, me, id);
      await this.store.edit(db, me, id, version, change);
      return this.told(db, me, id);
    });
  }

  close(actor: Actor, id: Id, { reason, everybodyLeaves }: Input<typeof closeSearch>['body']): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.hold(db, me, id);
      const inPlay = await this.people.inPlay(db, me, id);
      const { leaving } = accepted(decideClosing(inPlay, { everybodyLeaves }));
      const at = this.clock.instant();
      for (const candidacy of leaving) await this.people.letGo(db, me, search, candidacy, LEFT_WITH_THE_SEARCH, at);
      await this.store.close(db, me, search, reason, at);
      return this.told(db, me, id);
    });
  }

  reopen(actor: Actor, id: Id): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.store.lock(db, me, id);
      if (!search.closed) throw new Refused('search.open');
      if (search.phase === 'closed') throw new Refused('engagements.closed');
      await this.store.reopen(db, me, search, this.clock.instant());
      return this.told(db, me, id);
    });
  }

  async board(actor: Actor, id: Id): Promise<z.infer<typeof Board>> {
    const { rows } = await this.tenancy.readOne<SearchRow>(actor, 'board', BOARD, [id]);
    const search = found(rows[0]);
    return presentBoard(search, this.clock.today(search.zone));
  }

  writeScorecard(actor: Actor, id: Id, draft: Input<typeof writeScorecard>['body']): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.hold(db, me, id);
      const { deciders, ...scorecard } = draft;
      await this.store.addScorecard(db, me, search, scorecard, distinct(deciders));
      return this.told(db, me, id);
    });
  }

  approve(
    actor: Actor,
    { searchId, scorecardId, approvalId }: Input<typeof approveScorecard>['params'],
    { on, note }: Input<typeof approveScorecard>['body'],
  ): Promise<SearchView> {
    return this.tenancy.write(actor, async (db, me) => {
      const { zone } = await this.hold(db, me, searchId);
      const { approved, superseded } = await this.store.approval(db, me, searchId, scorecardId, approvalId);
      if (approved) throw new Refused('search.scorecard_approved');
      if (superseded) throw new Refused('search.scorecard_superseded');
      if (on > this.clock.today(zone)) throw new Refused('phase.day_ahead', { field: 'on' });
      await this.store.approve(db, me, approvalId, { on, note });
      return this.told(db, me, searchId);
    });
  }

  /** Holds a search that still runs. */
  private async hold(db: Db, me: Me, id: Id) {
    const search = await this.store.lock(db, me, id);
    if (search.closed) throw new Refused('search.closed');
    return search;
  }

  private async told(db: Db, me: Me, id: Id): Promise<SearchView> {
    const search = await this.store.read(db, me, id);
    return presentSearch(search, this.clock.today(search.zone));
  }
}

/** Somebody named twice approves once. */
function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
