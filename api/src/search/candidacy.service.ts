import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Input } from '../../contract/route.js';
import type {
  addCandidate,
  Board,
  CandidacyView,
  closeCandidacy,
  editCandidate,
  moveCandidate,
} from '../../contract/search.js';
import type { Id } from '../../contract/shapes.js';
import type { Disposition } from '../../domain/search/candidacy.js';
import {
  decideExit,
  decideHold,
  decideReopening,
  decideStageMove,
  decideUndo,
} from '../../domain/search/move-candidate.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOrNull } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { namedIn, presentCandidacy } from './candidacy.present.js';
import { CandidacyStore, type Place, type Standing } from './candidacy.store.js';
import { presentBoard } from './search.present.js';
import { SearchStore, type LockedSearch } from './search.store.js';

type Move = Input<typeof moveCandidate>['body'];
type Visit = Standing['visits'][number];

@Injectable()
export class CandidacyService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly searches: SearchStore,
    private readonly store: CandidacyStore,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, searchId: Id, id: Id): Promise<CandidacyView> {
    return this.tenancy.read(actor, (db, me) => this.told(db, me, searchId, id));
  }

  add(actor: Actor, searchId: Id, draft: Input<typeof addCandidate>['body']): Promise<CandidacyView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.hold(db, me, searchId);
      const stageId = draft.stageId ?? search.stages[0]?.id;
      const stage = search.stages.find(({ id }) => id === stageId);
      if (!stage) throw new Refused('search.stage_unknown', { field: 'stageId' });
      if (draft.email && (await this.store.isIn(db, me, searchId, draft.email)))
        throw new Refused('search.already_in', { field: 'email' });
      const { stageId: _, source, note, nextStep, nextStepOn, ...person } = draft;
      const candidacy = { source, note, nextStep, nextStepOn };
      const id = await this.store.add(db, me, search, stage.id, person, candidacy, this.clock.instant());
      return this.told(db, me, searchId, id);
    });
  }

  edit(
    actor: Actor,
    searchId: Id,
    id: Id,
    version: number,
    change: Input<typeof editCandidate>['body'],
  ): Promise<CandidacyView> {
    return this.tenancy.write(actor, async (db, me) => {
      const candidacy = await this.store.standing(db, me, searchId, id);
      if (change.disposition) accepted(decideHold(whereabouts(candidacy), change.disposition === 'on_hold'));
      const { source, note, nextStep, nextStepOn, disposition, ...person } = change;
      await this.store.edit(db, me, candidacy, version, person, {
        source,
        note,
        nextStep,
        nextStepOn: nextStepOn === undefined ? undefined : dateOrNull(nextStepOn),
        disposition,
      });
      return this.told(db, me, searchId, id);
    });
  }

  move(actor: Actor, searchId: Id, id: Id, move: Move): Promise<z.infer<typeof Board>> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.hold(db, me, searchId);
      const candidacy = await this.store.standing(db, me, searchId, id);
      const decided = acceptedIn(search, decideStageMove(fromTo(move), whereabouts(candidacy), search.stages));
      const orderKey = await this.store.keyFor(db, me, search, move.toStageId, placeOf(move), id);
      if (decided.kind === 'reorder') await this.store.place(db, me, id, orderKey);
      else if (move.undoes) await this.takeBack(db, me, search, candidacy, move, orderKey);
      else await this.send(db, me, search, candidacy, move, orderKey);
      const board = await this.searches.read(db, me, searchId);
      return presentBoard(board, this.clock.today(board.zone));
    });
  }

  close(actor: Actor, searchId: Id, id: Id, exit: Input<typeof closeCandidacy>['body']): Promise<CandidacyView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.searches.lock(db, me, searchId);
      const candidacy = await this.store.standing(db, me, searchId, id);
      const decided = accepted(decideExit(exit, whereabouts(candidacy)));
      await this.store.letGo(db, me, search, candidacy, decided, this.clock.instant());
      return this.told(db, me, searchId, id);
    });
  }

  reopen(actor: Actor, searchId: Id, id: Id): Promise<CandidacyView> {
    return this.tenancy.write(actor, async (db, me) => {
      const search = await this.hold(db, me, searchId);
      const candidacy = await this.store.standing(db, me, searchId, id);
      const { stageId } = accepted(decideReopening(whereabouts(candidacy), search.stages));
      const at = this.momentAfter(candidacy.visits[0]);
      await this.store.noteReopening(db, me, id, at);
      await this.store.openVisit(db, me, search, id, stageId, at);
      await this.store.put(db, me, id, { disposition: 'active' });
      return this.told(db, me, searchId, id);
    });
  }

  /** Leaves a stage for another: one stay ends where the next begins. */
  private async send(
    db: Db,
    me: Me,
    search: LockedSearch,
    candidacy: Standing,
    { toStageId: stageId, why }: Move,
    orderKey: string,
  ): Promise<void> {
    const visit = openVisitOf(candidacy);
    const at = this.momentAfter(visit);
    await this.store.put(db, me, candidacy.id, { stageId, orderKey });
    await this.store.closeVisit(db, me, visit.id, at);
    await this.store.openVisit(db, me, search, candidacy.id, stageId, at, why);
  }

  /** Takes a misclick back: the stay it began counts for nothing, and the one it ended goes on. */
  private async takeBack(
    db: Db,
    me: Me,
    search: LockedSearch,
    candidacy: Standing,
    move: Move,
    orderKey: string,
  ): Promise<void> {
    const visit = openVisitOf(candidacy);
    const before = candidacy.visits.find(({ id }) => id !== visit.id);
    if (!before || before.leftAt?.getTime() !== visit.enteredAt.getTime() || before.stageId !== move.toStageId) {
      throw new Refused('search.undo_too_late');
    }
    const last = { from: before.stageId, to: visit.stageId, at: visit.enteredAt.getTime() };
    const { backTo } = acceptedIn(search, decideUndo(last, whereabouts(candidacy), this.clock.now()));
    await this.store.undoVisit(db, me, visit.id, before.id, this.momentAfter(visit));
    await this.store.put(db, me, candidacy.id, { stageId: backTo, orderKey });
  }

  /** Holds a search that still runs. */
  private async hold(db: Db, me: Me, searchId: Id): Promise<LockedSearch> {
    const search = await this.searches.lock(db, me, searchId);
    if (search.closed) throw new Refused('search.closed');
    return search;
  }

  private async told(db: Db, me: Me, searchId: Id, id: Id): Promise<CandidacyView> {
    const candidacy = await this.store.find(db, me, searchId, id);
    const names = await this.store.memberNames(db, me, namedIn(candidacy));
    return presentCandidacy(candidacy, names, this.clock.today(candidacy.search.engagement.zone));
  }

  /** Now, or when the stay began if the clock of another server was ahead: no stay ends before it began. */
  private momentAfter(visit: Visit | undefined): Date {
    return new Date(Math.max(this.clock.now(), visit?.enteredAt.getTime() ?? 0, visit?.leftAt?.getTime() ?? 0));
  }
}

function whereabouts({ stageId, disposition }: Standing): { stageId: Id; disposition: Disposition } {
  return { stageId, disposition: disposition as Disposition };
}

function openVisitOf({ visits }: Standing): Visit {
  return found(visits.find(({ leftAt }) => leftAt === null));
}

function fromTo({ fromStageId, toStageId }: Move): { from: Id; to: Id } {
  return { from: fromStageId, to: toStageId };
}

function placeOf({ after, atEnd }: Move): Place {
  if (atEnd) return 'last';
  return after === null ? 'first' : { behind: after };
}

/** Unwraps a verdict on a move; a stale one also names the stage the person is in by now. */
function acceptedIn<T>({ stages }: LockedSearch, verdict: Parameters<typeof accepted<T>>[0]): T {
  if (verdict.ok || verdict.refusal.code !== 'search.stale_move') return accepted(verdict);
  const { stageId } = verdict.refusal.facts;
  const actual = stages.find(({ id }) => id === stageId)?.name;
  throw new Refused('search.stale_move', { ...verdict.refusal.facts, actual });
}
