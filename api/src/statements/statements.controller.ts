import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import {
  answerQuestion,
  closeMonth,
  downloadStatement,
  listStatements,
  previewSummary,
  publishStatement,
  readSummary,
  reopenMonth,
  writeWords,
} from '../../contract/statements.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { PublishService } from './publish.service.js';
import { StatementsService } from './statements.service.js';

@Controller()
export class StatementsController {
  constructor(
    private readonly statements: StatementsService,
    private readonly publishing: PublishService,
  ) {}

  @Serves(listStatements)
  list(actor: Actor, { query }: Input<typeof listStatements>) {
    return this.statements.list(actor, query);
  }

  @Serves(readSummary)
  read(actor: Actor, { params }: Input<typeof readSummary>) {
    return this.statements.read(actor, params.engagementId, params.month);
  }

  @Serves(writeWords)
  writeWords(actor: Actor, { params, version, body }: Input<typeof writeWords>) {
    return this.statements.writeWords(actor, params.engagementId, params.month, version, body);
  }

  @Serves(previewSummary)
  preview(actor: Actor, { params }: Input<typeof previewSummary>) {
    return this.statements.preview(actor, params.engagementId, params.month);
  }

  @Serves(closeMonth)
  close(actor: Actor, { params }: Input<typeof closeMonth>) {
    return this.statements.close(actor, params.engagementId, params.month);
  }

  @Serves(reopenMonth)
  reopen(actor: Actor, { params, body }: Input<typeof reopenMonth>) {
    return this.statements.reopen(actor, params.engagementId, params.month, body.reason);
  }

  @Serves(publishStatement)
  publish(actor: Actor, { params, body }: Input<typeof publishStatement>) {
    return this.publishing.publish(actor, params.engagementId, params.month, body.wordsVersion);
  }

  @Serves(answerQuestion)
  answer(actor: Actor, { params, body }: Input<typeof answerQuestion>) {
    return this.statements.answer(actor, params, body.text);
  }

  @Serves(downloadStatement)
  download(actor: Actor, { params }: Input<typeof downloadStatement>) {
    return this.statements.download(actor, params);
  }
}
