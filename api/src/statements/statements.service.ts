import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FileReply, Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type {
  answerQuestion,
  downloadStatement,
  listStatements,
  SummaryView,
  Words,
} from '../../contract/statements.js';
import { scopeOf } from '../../domain/identity/permissions.js';
import type { Month } from '../../domain/shared/month.js';
import { canonicalJson } from '../../domain/statements/canonical-json.js';
import { decideClose, decideReopening } from '../../domain/statements/close-month.js';
import { presentEdition } from '../../domain/statements/edition.js';
import { statementFigures } from '../../domain/statements/statement-figures.js';
import type { SummaryFacts } from '../../domain/statements/summary-facts.js';
import { Clock } from '../platform/clock/clock.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { renderStatement } from './render/render.js';
import { presentListed, presentStatement } from './statements.present.js';
import { amountsOf, StatementsStore } from './statements.store.js';
import { draftOf, SummaryReader } from './summary.reader.js';

@Injectable()
export class StatementsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: StatementsStore,
    private readonly summaries: SummaryReader,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: Input<typeof listStatements>['query']): Promise<Reply<typeof listStatements>> {
    return this.tenancy.read(actor, async (db, me) =>
      cut(
        await this.store.list(db, me, query),
        query.limit,
        ({ publishedAt, id }) => [publishedAt.toISOString(), id],
        presentListed,
      ),
    );
  }

  read(actor: Actor, engagementId: Id, month: Month): Promise<SummaryView> {
    return this.tenancy.read(actor, (db, me) => this.summaries.view(db, me, engagementId, month));
  }

  writeWords(actor: Actor, engagementId: Id, month: Month, version: number, words: Words): Promise<SummaryView> {
    return this.tenancy.write(actor, async (db, me) => {
      const { clientId } = await this.store.engagement(db, me, engagementId);
      const key = { clientId, engagementId, month };
      await this.store.ensureMonth(db, me, key);
      await this.store.saveWords(db, me, key, version, words);
      return this.summaries.view(db, me, engagementId, month);
    });
  }

  /** The client's edition as it would look now; drawn after the facts were read, so that no transaction waits for it. */
  async preview(actor: Actor, engagementId: Id, month: Month): Promise<FileReply> {
    const edition = await this.tenancy.read(actor, async (db, me) => {
      if (scopeOf(me.role, 'time.read') === null) throw new Refused('request.forbidden');
      const at = await this.summaries.at(db, me, engagementId, month);
      return presentEdition(draftOf(at), 'client', at.visibility);
    });
    return renderStatement(edition, 'pdf');
  }

  close(actor: Actor, engagementId: Id, month: Month): Promise<SummaryView> {
    return this.tenancy.write(actor, async (db, me) => {
      const { clientId } = await this.store.engagement(db, me, engagementId);
      const key = { clientId, engagementId, month };
      await this.store.lockMonth(db, me, key);
      const { closing, today, facts: live } = await this.summaries.at(db, me, engagementId, month);
      const { revision } = accepted(decideClose(closing, today));
      const facts: SummaryFacts = { ...live, figures: { ...live.figures, closed: true } };
      await this.store.close(db, me, key, {
        revision,
        closedAt: this.clock.instant(),
        facts,
        hash: createHash('sha256').update(canonicalJson(facts)).digest('hex'),
        lines: linesOf(facts),
      });
      return this.summaries.view(db, me, engagementId, month);
    });
  }

  reopen(actor: Actor, engagementId: Id, month: Month, reason: string): Promise<SummaryView> {
    return this.tenancy.write(actor, async (db, me) => {
      const { clientId, phase } = await this.store.engagement(db, me, engagementId);
      const key = { clientId, engagementId, month };
      await this.store.lockMonth(db, me, key);
      const { closing, closure } = await this.summaries.at(db, me, engagementId, month);
      if (phase === 'closed') throw new Refused('engagements.closed');
      const reopening = accepted(decideReopening(month, reason, closing.closedMonths));
      await this.store.reopen(db, me, key, { ...reopening, closureId: found(closure).id, at: this.clock.instant() });
      return this.summaries.view(db, me, engagementId, month);
    });
  }

  answer(actor: Actor, { statementId, questionId }: Input<typeof answerQuestion>['params'], text: string) {
    return this.tenancy.write(actor, async (db, me) => {
      const statement = await this.store.statement(db, me, statementId);
      const question = found(statement.acceptance.questions.find(({ id }) => id === questionId));
      if (question.answer) throw new Refused('statements.answered');
      await this.store.answer(db, me, statement, { questionId, text, at: this.clock.instant() });
      return presentStatement(await this.store.statement(db, me, statementId));
    });
  }

  download(actor: Actor, file: Input<typeof downloadStatement>['params']): Promise<FileReply> {
    return this.tenancy.write(actor, (db, me) =>
      this.store.download(db, me, file.statementId, file.edition, file.format),
    );
  }
}

function linesOf({ figures, terms }: SummaryFacts) {
  const amounts = amountsOf(figures);
  const { lines } = statementFigures(figures, found(terms[0]).overage, 'en');
  return lines.map((line, at) => ({ ...line, amount: amounts[at] ?? null }));
}
