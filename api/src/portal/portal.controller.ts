import { Controller } from '@nestjs/common';
import {
  acceptStatement,
  answerOverage,
  askAboutStatement,
  downloadFromPortal,
  readPortal,
} from '../../contract/portal.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { PortalService } from './portal.service.js';

@Controller()
export class PortalController {
  constructor(private readonly portal: PortalService) {}

  @Serves(readPortal)
  home(actor: Actor, _: Input<typeof readPortal>) {
    return this.portal.home(actor);
  }

  @Serves(answerOverage)
  answer(actor: Actor, { params, body }: Input<typeof answerOverage>) {
    return this.portal.answer(actor, params.requestId, body);
  }

  @Serves(acceptStatement)
  accept(actor: Actor, { params }: Input<typeof acceptStatement>) {
    return this.portal.accept(actor, params.statementId);
  }

  @Serves(askAboutStatement)
  ask(actor: Actor, { params, body }: Input<typeof askAboutStatement>) {
    return this.portal.ask(actor, params.statementId, body);
  }

  @Serves(downloadFromPortal)
  download(actor: Actor, { params }: Input<typeof downloadFromPortal>) {
    return this.portal.download(actor, params.statementId, params.format);
  }
}
