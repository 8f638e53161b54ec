import { Injectable } from '@nestjs/common';
import type { PortalHome } from '../../contract/portal.js';
import type { FileReply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import { Clock } from '../platform/clock/clock.js';
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
      engagement: engagement && presentStanding(engagement, home, this.clock.today(engagement.zone)),
      statements,
    };
  }

  download(actor: Actor, statementId: Id, format: StatementFormat): Promise<FileReply> {
    return this.tenancy.readPortal(actor, (db, guest) => this.store.download(db, guest, statementId, format));
  }
}
