import { Module } from '@nestjs/common';
import { IdentityStore } from './identity.store.js';
import { TooMany } from './limits.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { MembersStore } from './members.store.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({
  controllers: [SignInController, MembersController],
  providers: [IdentityStore, SignInService, TooMany, MembersService, MembersStore],
})
export class IdentityModule {}
