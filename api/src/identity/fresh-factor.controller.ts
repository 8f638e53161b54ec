import { Controller } from '@nestjs/common';
import { askToConfirm, confirmSession } from '../../contract/identity.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Caller } from '../platform/tenancy/actor.js';
import { FreshFactorService } from './fresh-factor.service.js';

@Controller()
export class FreshFactorController {
  constructor(private readonly freshFactor: FreshFactorService) {}

  @Serves(askToConfirm)
  ask(caller: Caller, _: Input<typeof askToConfirm>) {
    return this.freshFactor.ask(caller);
  }

  @Serves(confirmSession)
  confirm(caller: Caller, { body }: Input<typeof confirmSession>) {
    return this.freshFactor.confirm(caller, body.code);
  }
}
