import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import { discardTimer, editTimer, readTimer, startTimer, stopTimer } from '../../contract/timer.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { TimerService } from './timer.service.js';

@Controller()
export class TimerController {
  constructor(private readonly timer: TimerService) {}

  @Serves(readTimer)
  read(actor: Actor, _: Input<typeof readTimer>) {
    return this.timer.read(actor);
  }

  @Serves(startTimer)
  start(actor: Actor, { body }: Input<typeof startTimer>) {
    return this.timer.start(actor, body);
  }

  @Serves(editTimer)
  edit(actor: Actor, { params, version, body }: Input<typeof editTimer>) {
    return this.timer.edit(actor, params.timerId, version, body);
  }

  @Serves(stopTimer)
  stop(actor: Actor, { params, body }: Input<typeof stopTimer>) {
    return this.timer.stop(actor, params.timerId, body);
  }

  @Serves(discardTimer)
  discard(actor: Actor, { params, body }: Input<typeof discardTimer>) {
    return this.timer.discard(actor, params.timerId, body.reason);
  }
}
