/**
 * Binds a route of the contract to a Nest handler. `@Serves(route)` is a thin composition of Nest's own decorators: method,
 * path and status, the route itself as metadata that the gate reads, and the two arguments every handler takes - who
 * asks, and the parsed input. A handler that returns less than the route promises does not compile.
 */
import {
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Input, Reply, Route } from '../../../contract/route.js';
import type { Actor, Caller } from '../tenancy/actor.js';

export const ROUTE = 'baton:route';

/** What the gate leaves on a request for the handler. */
export interface Admitted {
  readonly who: Actor | Caller;
  readonly input: { params: unknown; query: unknown; body: unknown; version: number };
}

export type AdmittedRequest = FastifyRequest & { admitted?: Admitted };

const Who = createParamDecorator((_: unknown, context: ExecutionContext) => admitted(context).who);
const Given = createParamDecorator((_: unknown, context: ExecutionContext) => admitted(context).input);

function admitted(context: ExecutionContext): Admitted {
  const { admitted: value } = context.switchToHttp().getRequest<AdmittedRequest>();
  if (!value) throw new Error('a handler was reached without passing the gate');
  return value;
}

type Handler<R extends Route> = (who: never, input: Input<R>) => Promise<Reply<R>> | Reply<R>;

export function Serves<R extends Route>(route: R) {
  return <H extends Handler<R>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    Who()(target, key, 0);
    Given()(target, key, 1);
    RequestMapping({ path: route.path, method: RequestMethod[route.method] })(target, key, descriptor);
    HttpCode(route.status)(target, key, descriptor);
    SetMetadata(ROUTE, route)(target, key, descriptor);
  };
}
