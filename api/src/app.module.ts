import { Module, type DynamicModule } from '@nestjs/common';
import { ClientsModule } from './clients/clients.module.js';
import { EngagementsModule } from './engagements/engagements.module.js';
import { IdentityModule } from './identity/identity.module.js';
import type { Clock } from './platform/clock/clock.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Settings } from './platform/settings.js';
import { PortalModule } from './portal/portal.module.js';
import { SearchModule } from './search/search.module.js';
import { StatementsModule } from './statements/statements.module.js';
import { TimeModule } from './time/time.module.js';

@Module({})
export class AppModule {
  static with(settings: Settings, publicUrl: string, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings, publicUrl, clock),
        OutboxModule,
        IdentityModule,
        ClientsModule,
        EngagementsModule,
        TimeModule,
        SearchModule,
        StatementsModule,
        PortalModule,
      ],
    };
  }
}
