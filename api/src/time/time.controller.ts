import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import { editEntry, listLoggable, listTime, logHours, readEntry, voidEntry } from '../../contract/time.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { TimeService } from './time.service.js';

@Controller()
export class TimeController {
  constructor(private readonly time: TimeService) {}

  @Serves(logHours)
  logHours(actor: Actor, { params, body }: Input<typeof logHours>) {
    return this.time.logHours(actor, params.engagementId, body);
  }

  @Serves(listTime)
  list(actor: Actor, { query }: Input<typeof listTime>) {
    return this.time.list(actor, query);
  }

  @Serves(listLoggable)
  loggable(actor: Actor, _: Input<typeof listLoggable>) {
    return this.time.loggable(actor);
  }

  @Serves(readEntry)
  read(actor: Actor, { params }: Input<typeof readEntry>) {
    return this.time.read(actor, params.entryId);
  }

  @Serves(editEntry)
  edit(actor: Actor, { params, version, body }: Input<typeof editEntry>) {
    return this.time.edit(actor, params.entryId, version, body);
  }

  @Serves(voidEntry)
  void(actor: Actor, { params, version, body }: Input<typeof voidEntry>) {
    return this.time.void(actor, params.entryId, version, body.reason);
  }
}
