import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { routes } from '../../../contract/all.js';
import type { Route } from '../../../contract/route.js';
import { isPermissionWord } from '../../../domain/identity/permissions.js';
import { ROUTE } from './serves.js';

/**
 * The application does not start while a promised route has no handler, a handler has no route, or a route has no
 * permission word ("anyone" is a word too, said on purpose), or asks for a fresh factor where nobody would check it.
 */
export function everyRouteIsServed(app: INestApplication): void {
  const served = new Map<Route, string>();
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  for (const { instance } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (!handler || Reflect.getMetadata('path', handler) === undefined) continue;
      const where = `${prototype.constructor.name}.${name}`;
      const route = reflector.get<Route | undefined>(ROUTE, handler);
      if (!route) throw new Error(`${where} serves no route of the contract`);
      if (served.has(route)) throw new Error(`${route.name} is served by ${served.get(route)} and ${where}`);
      if (!isPermissionWord(route.may)) {
        throw new Error(`${route.name} does not say who may call it`);
      }
      if (route.fresh && route.side === 'outside') {
        throw new Error(`${route.name} asks for a fresh factor, which only the door of a practice checks`);
      }
      served.set(route, where);
    }
  }
  const missing = routes.filter((route) => !served.has(route)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`nobody serves ${missing.join(', ')}`);
}
