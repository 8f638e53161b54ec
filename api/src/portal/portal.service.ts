import { Injectable } from '@nestjs/common';
import type { PortalHome } from '../../contract/portal.js';
import type { FileReply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { Clock } from '../platform/clock/clock.js';
import type { Actor, Guest } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { presentPublished, presentStanding } from './portal.present.js';
import { PortalStore } from './portal.store.js';

@Injectable()
export class PortalService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: PortalStore,
    private readonly clock: Clock,
  ) {}

  home(actor: Actor): Promise<PortalHome> {
    return this.tenancy.readPortal(actor, async (db, guest) => ({
      asOf: this.clock.instant().toISOString(),
      ...(await this.store.names(db, guest)),
      role: guest.role,
      engagement: await this.standing(db, guest),
      statements: (await this.store.statements(db, guest)).map(presentPublished),
    }));
  }

  download(actor: Actor, statementId: Id, format: 'pdf' | 'csv' | 'json'): Promise<FileReply> {
    return this.tenancy.readPortal(actor, (db, guest) => this.store.download(db, guest, statementId, format));
  }

  private async standing(db: Db, guest: Guest): Promise<PortalHome['engagement']> {
    const engagement = await this.store.engagement(db, guest);
    if (!engagement) return null;
    const hidden = engagement.hoursVisibility === 'hidden';
    return presentStanding(
      engagement,
      {
        moves: await this.store.moves(db, guest, engagement.id),
        milestone: await this.store.milestone(db, guest, engagement.id),
        book: hidden ? null : await this.store.book(db, guest, engagement),
        search: await this.store.search(db, engagement.id),
      },
      this.clock.today(engagement.zone),
    );
  }
}
