import { Injectable } from '@nestjs/common';
import type { PortalHome } from '../../contract/portal.js';
import type { FileReply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { Clock } from '../platform/clock/clock.js';
import type { Actor, Guest } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { presentStanding } from './portal.present.js';
import { PortalStore, type PortalEngagement } from './portal.store.js';

@Injectable()
export class PortalService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: PortalStore,
    private readonly clock: Clock,
  ) {}

  home(actor: Actor): Promise<PortalHome> {
    return this.tenancy.readPortal(actor, async (db, guest) => {
      const { practiceName, clientName, engagement } = await this.store.names(db, guest);
      return {
        asOf: this.clock.instant().toISOString(),
        practiceName,
        clientName,
        role: guest.role,
        engagement: engagement && (await this.standing(db, guest, engagement)),
        statements: await this.store.statements(db, guest),
      };
    });
  }

  download(actor: Actor, statementId: Id, format: 'pdf' | 'csv' | 'json'): Promise<FileReply> {
    return this.tenancy.readPortal(actor, (db, guest) => this.store.download(db, guest, statementId, format));
  }

  private async standing(db: Db, guest: Guest, engagement: PortalEngagement): Promise<PortalHome['engagement']> {
    const facts = await this.store.standing(db, guest, engagement.id);
    return presentStanding(engagement, facts, this.clock.today(engagement.zone));
  }
}
