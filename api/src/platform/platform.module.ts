import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock/clock.js';
import { RolePool } from './database/pools.js';
import { roleUrl } from './database/roles.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { Answer } from './serve/answer.js';
import { COOKIE_NAMES, Gate, PUBLIC_ORIGIN } from './serve/gate.js';
import { cookieNames } from './session/cookies.js';
import { AUTH_POOL, SeenSessions } from './session/seen-sessions.js';
import type { Settings } from './settings.js';
import { SETTINGS } from './platform.tokens.js';
import { PORTAL_POOL, STAFF_POOL, Tenancy } from './tenancy/tenancy.js';

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(STAFF_POOL) private readonly staff: RolePool,
    @Inject(PORTAL_POOL) private readonly portal: RolePool,
    @Inject(AUTH_POOL) private readonly auth: RolePool,
  ) {}

  static with(settings: Settings, publicUrl: string, clock: Clock): DynamicModule {
    const pool = (role: 'app_rw' | 'app_portal' | 'app_auth') =>
      new RolePool(roleUrl(settings.DATABASE_URL, settings.BATON_SECRET, role), settings.POOL_SIZE);
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: STAFF_POOL, useFactory: () => pool('app_rw') },
        { provide: PORTAL_POOL, useFactory: () => pool('app_portal') },
        { provide: AUTH_POOL, useFactory: () => pool('app_auth') },
        { provide: COOKIE_NAMES, useValue: cookieNames(publicUrl) },
        { provide: PUBLIC_ORIGIN, useValue: new URL(publicUrl).origin },
        { provide: APP_GUARD, useClass: Gate },
        { provide: APP_INTERCEPTOR, useClass: Answer },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: Clock, useValue: clock },
        SeenSessions,
        Tenancy,
      ],
      exports: [
        SETTINGS,
        STAFF_POOL,
        PORTAL_POOL,
        AUTH_POOL,
        COOKIE_NAMES,
        PUBLIC_ORIGIN,
        Clock,
        SeenSessions,
        Tenancy,
      ],
    };
  }

  /** After the last request was answered, and not before. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.staff.close(), this.portal.close(), this.auth.close()]);
  }
}
