import { Controller } from '@nestjs/common';
import { downloadFromPortal, readPortal } from '../../contract/portal.js';
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

  @Serves(downloadFromPortal)
  download(actor: Actor, { params }: Input<typeof downloadFromPortal>) {
    return this.portal.download(actor, params.statementId, params.format);
  }
}
