import { Injectable } from '@nestjs/common';
import type { movePhase, PhaseView, recordEvidence } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { CRITERION_IDS, type CriterionId } from '../../domain/engagements/gate-criteria.js';
import { decideEvidence } from '../../domain/engagements/gates.js';
import { decideMoveDay } from '../../domain/engagements/move-day.js';
import { decideMove } from '../../domain/engagements/move-phase.js';
import type { Phase } from '../../domain/engagements/phases.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOf, dayOf } from '../platform/database/dates.js';
import type { Engagement } from '../platform/database/generated/client.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { EngagementsStore } from './engagements.store.js';
import { namedFor } from './field-names.js';
import { PhaseFactsStore } from './phase-facts.store.js';
import { presentPhase } from './phase.present.js';
import { PhaseStore } from './phase.store.js';

@Injectable()
export class PhaseService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly engagements: EngagementsStore,
    private readonly store: PhaseStore,
    private readonly facts: PhaseFactsStore,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, engagementId: Id): Promise<PhaseView> {
    return this.tenancy.read(actor, async (db, me) =>
      this.present(db, me, found(await this.engagements.find(db, me, engagementId))),
    );
  }

  move(actor: Actor, engagementId: Id, draft: Input<typeof movePhase>['body']): Promise<PhaseView> {
    return this.tenancy.write(actor, async (db, me) => {
      const engagement = found(await this.engagements.find(db, me, engagementId, { lock: true }));
      const today = this.clock.today(engagement.zone);
      const on = draft.on ?? today;
      const facts = await this.facts.of(db, me, engagement, { on, today, now: this.clock.instant() });
      const wanted = { ...draft, override: draft.override ?? draft.reason !== '' };
      const move = accepted(decideMove(wanted, engagement.phase as Phase, facts));
      const ends = move.to === 'closed';
      const lastHours = ends ? await this.store.lastHours(db, me, engagement) : null;
      accepted(decideMoveDay(on, { since: dayOf(engagement.phaseSince), lastHours }, today));
      await this.store.addMove(db, me, engagement, { ...move, on });
      const moved = await this.engagements.edit(db, me, engagement.id, engagement.version, {
        phase: move.to,
        phaseSince: dateOf(on),
        ...(ends ? { endsOn: dateOf(on) } : {}),
      });
      return this.present(db, me, moved);
    });
  }

  record(
    actor: Actor,
    engagementId: Id,
    { criterion, on, note }: Input<typeof recordEvidence>['body'],
  ): Promise<PhaseView> {
    return this.tenancy.write(actor, async (db, me) => {
      const engagement = await this.running(db, me, engagementId);
      if (!isCriterion(criterion)) throw new Refused('phase.evidence_not_by_hand', { field: 'criterion' });
      const verdict = decideEvidence({ criterion, date: on, note }, this.clock.today(engagement.zone));
      await this.store.addRecord(db, me, engagement, accepted(namedFor(verdict, { date: 'on' })));
      return this.present(db, me, engagement);
    });
  }

  withdraw(actor: Actor, engagementId: Id, evidenceId: Id): Promise<PhaseView> {
    return this.tenancy.write(actor, async (db, me) => {
      const engagement = await this.running(db, me, engagementId);
      const stood = await this.store.withdraw(db, me, engagement, evidenceId, this.clock.instant());
      if (!stood) throw new Refused('request.not_found');
      return this.present(db, me, engagement);
    });
  }

  /** The engagement, held so that no move rests on evidence that is changing; once it is closed, its evidence stays as it is. */
  private async running(db: Db, me: Me, id: Id): Promise<Engagement> {
    const engagement = found(await this.engagements.find(db, me, id, { lock: true }));
    if (engagement.phase === 'closed') throw new Refused('engagements.closed');
    return engagement;
  }

  private async present(db: Db, me: Me, engagement: Engagement): Promise<PhaseView> {
    const today = this.clock.today(engagement.zone);
    const known = {
      facts: await this.facts.of(db, me, engagement, { on: today, today, now: this.clock.instant() }),
      moves: await this.store.moves(db, me, engagement),
      records: await this.store.records(db, me, engagement),
      handoverMissing: (await this.store.withoutHandover(db, me, [engagement.id])).has(engagement.id),
      today,
    };
    return presentPhase(engagement, known, me);
  }
}

function isCriterion(text: string): text is CriterionId {
  return (CRITERION_IDS as readonly string[]).includes(text);
}
