import { Module } from '@nestjs/common';
import { FreshFactorController } from './fresh-factor.controller.js';
import { FreshFactorService } from './fresh-factor.service.js';
import { FreshFactorStore } from './fresh-factor.store.js';
import { IdentityStore } from './identity.store.js';
import { TooMany } from './limits.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { MembersStore } from './members.store.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({
  controllers: [SignInController, FreshFactorController, MembersController],
  providers: [
    IdentityStore,
    SignInService,
    FreshFactorService,
    FreshFactorStore,
    TooMany,
    MembersService,
    MembersStore,
  ],
})
export class IdentityModule {}
