import { Controller } from '@nestjs/common';
import {
  archiveClient,
  createClient,
  editClient,
  listClients,
  readClient,
  unarchiveClient,
} from '../../contract/clients.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { ClientsService } from './clients.service.js';

@Controller()
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Serves(listClients)
  list(actor: Actor, { query }: Input<typeof listClients>) {
    return this.clients.list(actor, query);
  }

  @Serves(createClient)
  create(actor: Actor, { body }: Input<typeof createClient>) {
    return this.clients.create(actor, body);
  }

  @Serves(readClient)
  read(actor: Actor, { params }: Input<typeof readClient>) {
    return this.clients.read(actor, params.clientId);
  }

  @Serves(editClient)
  edit(actor: Actor, { params, version, body }: Input<typeof editClient>) {
    return this.clients.edit(actor, params.clientId, version, body);
  }

  @Serves(archiveClient)
  archive(actor: Actor, { params }: Input<typeof archiveClient>) {
    return this.clients.archive(actor, params.clientId);
  }

  @Serves(unarchiveClient)
  unarchive(actor: Actor, { params }: Input<typeof unarchiveClient>) {
    return this.clients.unarchive(actor, params.clientId);
  }
}
