import { Controller } from '@nestjs/common';
import { addContact, editContact, listContacts, removeContact } from '../../contract/clients.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { ContactsService } from './contacts.service.js';

@Controller()
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Serves(listContacts)
  list(actor: Actor, { params, query }: Input<typeof listContacts>) {
    return this.contacts.list(actor, params.clientId, query);
  }

  @Serves(addContact)
  add(actor: Actor, { params, body }: Input<typeof addContact>) {
    return this.contacts.add(actor, params.clientId, body);
  }

  @Serves(editContact)
  edit(actor: Actor, { params, version, body }: Input<typeof editContact>) {
    return this.contacts.edit(actor, params, version, body);
  }

  @Serves(removeContact)
  remove(actor: Actor, { params, version }: Input<typeof removeContact>) {
    return this.contacts.remove(actor, params, version);
  }
}
