import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Client, createClient, editClient, listClients } from '../../contract/clients.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { decideArchiving } from '../../domain/clients/archiving.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOrNull } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { presentClient } from './clients.present.js';
import { ClientsStore } from './clients.store.js';

@Injectable()
export class ClientsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: ClientsStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: Input<typeof listClients>['query']): Promise<Reply<typeof listClients>> {
    return this.tenancy.read(actor, async (db, me) =>
      cut(
        await this.store.list(db, me, query),
        query.limit,
        ({ id }) => [id],
        (client) => presentClient(client, me),
      ),
    );
  }

  create(actor: Actor, draft: Input<typeof createClient>['body']): Promise<Client> {
    return this.tenancy.write(actor, async (db, me) => {
      const client = { ...draft, nextStepOn: dateOrNull(draft.nextStepOn) };
      return presentClient(await this.store.add(db, me, randomUUID(), client), me);
    });
  }

  read(actor: Actor, id: Id): Promise<Client> {
    return this.tenancy.read(actor, async (db, me) => presentClient(found(await this.store.find(db, me, id)), me));
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editClient>['body']): Promise<Client> {
    return this.tenancy.write(actor, async (db, me) => {
      const client = found(await this.store.find(db, me, id, { lock: true }));
      if (client.archivedAt) throw new Refused('clients.archived');
      const { nextStepOn, ...rest } = change;
      const data = nextStepOn === undefined ? rest : { ...rest, nextStepOn: dateOrNull(nextStepOn) };
      return presentClient(await this.store.edit(db, me, id, version, data), me);
    });
  }

  archive(actor: Actor, id: Id): Promise<Client> {
    return this.tenancy.write(actor, async (db, me) => {
      const client = found(await this.store.find(db, me, id, { lock: true }));
      const engagementRunning = client.engagements.some(({ phase }) => phase !== 'closed');
      accepted(decideArchiving({ archived: client.archivedAt !== null, engagementRunning }));
      const archivedAt = this.clock.instant();
      return presentClient(await this.store.edit(db, me, id, client.version, { archivedAt }), me);
    });
  }

  unarchive(actor: Actor, id: Id): Promise<Client> {
    return this.tenancy.write(actor, async (db, me) => {
      const client = found(await this.store.find(db, me, id, { lock: true }));
      if (!client.archivedAt) return presentClient(client, me);
      return presentClient(await this.store.edit(db, me, id, client.version, { archivedAt: null }), me);
    });
  }
}
