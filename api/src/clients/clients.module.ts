import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { ClientsStore } from './clients.store.js';
import { ContactsController } from './contacts.controller.js';
import { ContactsService } from './contacts.service.js';
import { ContactsStore } from './contacts.store.js';
import { PortfolioController } from './portfolio.controller.js';
import { PortfolioService } from './portfolio.service.js';
import { PortfolioStore } from './portfolio.store.js';

@Module({
  imports: [EngagementsModule],
  controllers: [ClientsController, ContactsController, PortfolioController],
  providers: [ClientsService, ClientsStore, ContactsService, ContactsStore, PortfolioService, PortfolioStore],
})
export class ClientsModule {}
