import { Controller } from '@nestjs/common';
import {
  acceptInvitation,
  askToSignIn,
  editMe,
  endSession,
  listSessions,
  openInvitation,
  readMe,
  readSession,
  signInByCode,
  signInByLink,
  signOut,
  signUp,
} from '../../contract/identity.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Caller } from '../platform/tenancy/actor.js';
import { SignInService } from './sign-in.service.js';

@Controller()
export class SignInController {
  constructor(private readonly signIn: SignInService) {}

  @Serves(askToSignIn)
  ask(caller: Caller, { body }: Input<typeof askToSignIn>) {
    return this.signIn.ask(caller, body.email);
  }

  @Serves(signInByLink)
  byLink(caller: Caller, { body }: Input<typeof signInByLink>) {
    return this.signIn.byLink(caller, body.token);
  }

  @Serves(signInByCode)
  byCode(caller: Caller, { body }: Input<typeof signInByCode>) {
    return this.signIn.byCode(caller, body.email, body.code);
  }

  @Serves(signUp)
  signUp(caller: Caller, { body }: Input<typeof signUp>) {
    return this.signIn.foundPractice(caller, body);
  }

  @Serves(readMe)
  me(caller: Caller, _: Input<typeof readMe>) {
    return this.signIn.me(caller);
  }

  @Serves(readSession)
  session(caller: Caller, _: Input<typeof readSession>) {
    return this.signIn.session(caller);
  }

  @Serves(editMe)
  rename(caller: Caller, { body }: Input<typeof editMe>) {
    return this.signIn.rename(caller, body.name);
  }

  @Serves(signOut)
  signOut(caller: Caller, _: Input<typeof signOut>) {
    return this.signIn.signOut(caller);
  }

  @Serves(listSessions)
  sessions(caller: Caller, _: Input<typeof listSessions>) {
    return this.signIn.sessions(caller);
  }

  @Serves(endSession)
  endSession(caller: Caller, { params }: Input<typeof endSession>) {
    return this.signIn.endSession(caller, params.sessionId);
  }

  @Serves(openInvitation)
  openInvitation(caller: Caller, { body }: Input<typeof openInvitation>) {
    return this.signIn.openInvitation(caller, body.token);
  }

  @Serves(acceptInvitation)
  acceptInvitation(caller: Caller, { body }: Input<typeof acceptInvitation>) {
    return this.signIn.acceptInvitation(caller, body.token, body.name);
  }
}
