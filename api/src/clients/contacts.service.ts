import { Injectable } from '@nestjs/common';
import type { addContact, editContact, listContacts, removeContact } from '../../contract/clients.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { Clock } from '../platform/clock/clock.js';
import { found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { presentContact } from './contacts.present.js';
import { ContactsStore } from './contacts.store.js';

@Injectable()
export class ContactsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: ContactsStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, clientId: Id, query: Input<typeof listContacts>['query']): Promise<Reply<typeof listContacts>> {
    return this.tenancy.read(actor, async (db, me) => {
      found(await this.store.client(db, me, clientId));
      return cut(await this.store.list(db, me, clientId, query), query.limit, ({ id }) => [id], presentContact);
    });
  }

  add(actor: Actor, clientId: Id, draft: Input<typeof addContact>['body']): Promise<Reply<typeof addContact>> {
    return this.tenancy.write(actor, async (db, me) => {
      const { archived } = found(await this.store.client(db, me, clientId));
      if (archived) throw new Refused('clients.archived');
      return presentContact(await this.store.add(db, me, clientId, draft));
    });
  }

  edit(
    actor: Actor,
    at: { clientId: Id; contactId: Id },
    version: number,
    change: Input<typeof editContact>['body'],
  ): Promise<Reply<typeof editContact>> {
    return this.tenancy.write(actor, async (db, me) =>
      presentContact(await this.store.edit(db, me, at, version, change)),
    );
  }

  remove(actor: Actor, at: { clientId: Id; contactId: Id }, version: number): Promise<Reply<typeof removeContact>> {
    return this.tenancy.write(actor, async (db, me) =>
      presentContact(await this.store.edit(db, me, at, version, { removedAt: this.clock.instant() })),
    );
  }
}
