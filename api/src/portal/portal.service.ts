import { Injectable } from '@nestjs/common';
import type { answerOverage, askAboutStatement, PortalHome, PortalStatement } from '../../contract/portal.js';
import type { FileReply, Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { decideAnswer } from '../../domain/engagements/overage-request.js';
import { decideAcceptance, decideQuestion } from '../../domain/statements/acceptance.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import { Clock } from '../platform/clock/clock.js';
import { accepted, Refused } from '../platform/problems/refused.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { acceptanceFacts } from '../statements/acceptance.present.js';
import { presentPortalStatement, presentStanding } from './portal.present.js';
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
      statements: statements.map((row) => presentPortalStatement(row, guest.role)),
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

  accept(actor: Actor, statementId: Id): Promise<PortalStatement> {
    return this.tenancy.writePortal(actor, async (db, guest) => {
      const row = await this.store.statement(db, guest, statementId);
      const deed = accepted(decideAcceptance(acceptanceFacts(row.acceptance, row.publishedAt)));
      if (deed === 'accept') await this.store.accept(db, statementId, this.clock.instant());
      return presentPortalStatement(await this.store.statement(db, guest, statementId), guest.role);
    });
  }

  /** The same question sent twice is asked once. */
  ask(actor: Actor, statementId: Id, question: Input<typeof askAboutStatement>['body']): Promise<PortalStatement> {
    return this.tenancy.writePortal(actor, async (db, guest) => {
      const row = await this.store.statement(db, guest, statementId);
      const earlier = row.acceptance.questions.find(({ id }) => id === question.id);
      if (earlier && earlier.text !== question.text) throw new Refused('statements.question_id_reused');
      if (!earlier) {
        accepted(decideQuestion(acceptanceFacts(row.acceptance, row.publishedAt)));
        await this.store.ask(db, statementId, { ...question, at: this.clock.instant() });
      }
      const now = await this.store.statement(db, guest, statementId);
      const kept = now.acceptance.questions.find(({ id }) => id === question.id);
      if (kept?.text !== question.text) throw new Refused('statements.question_id_reused');
      return presentPortalStatement(now, guest.role);
    });
  }

  download(actor: Actor, statementId: Id, format: StatementFormat): Promise<FileReply> {
    return this.tenancy.readPortal(actor, (db, guest) => this.store.download(db, guest, statementId, format));
  }
}
