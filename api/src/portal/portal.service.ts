import { Injectable } from '@nestjs/common';
import type { answerOverage, PortalHome } from '../../contract/portal.js';
import type { FileReply, Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import { decideAnswer } from '../../domain/engagements/overage-request.js';
import { Clock } from '../platform/clock/clock.js';
import { accepted } from '../platform/problems/refused.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { presentStanding } from './portal.present.js';
import { PortalStore } from './portal.store.js';

@Injectable()
export class PortalService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: PortalStore,
    private readonly clock: Clock,
  ) {}

  async home(actor: Actor): Promise<PortalHome> {
    const { guest, home } = await this.store.home(actor);
    const { practiceName, clientName, engagement, statements } = home;
    return {
      asOf: this.clock.instant().toISOString(),
      practiceName,
      clientName,
      role: guest.role,
      engagement: engagement && presentStanding(engagement, home, this.clock.today(engagement.zone), guest.role),
      statements,
    };
  }

  answer(
    actor: Actor,
    requestId: Id,
    draft: Input<typeof answerOverage>['body'],
  ): Promise<Reply<typeof answerOverage>> {
    return this.tenancy.writePortal(actor, async (db, guest) => {
      const { answer: stands } = await this.store.request(db, guest, requestId);
      const { writes } = accepted(decideAnswer(stands, draft.answer));
      if (writes && !(await this.store.answer(db, requestId, draft, this.clock.instant()))) {
        accepted(decideAnswer((await this.store.request(db, guest, requestId)).answer, draft.answer));
      }
      return { id: requestId, answer: draft.answer };
    });
  }

  download(actor: Actor, statementId: Id, format: StatementFormat): Promise<FileReply> {
    return this.tenancy.readPortal(actor, (db, guest) => this.store.download(db, guest, statementId, format));
  }
}
