import * as bookkeeping from './bookkeeping.js';
import * as clients from './clients.js';
import * as engagements from './engagements.js';
import * as identity from './identity.js';
import * as ledger from './ledger.js';
import * as portal from './portal.js';
import type { Route } from './route.js';
import * as search from './search.js';
import * as statements from './statements.js';
import * as time from './time.js';
import * as timer from './timer.js';

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'refuses' in value && 'may' in value;
}

/** Every route of Baton, in the order of the features. */
export const routes: readonly Route[] = [
  identity,
  clients,
  engagements,
  ledger,
  time,
  timer,
  search,
  statements,
  bookkeeping,
  portal,
].flatMap((feature) => Object.values(feature).filter(isRoute));
