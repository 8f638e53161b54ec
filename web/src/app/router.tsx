import type { Month } from '@domain/shared/month';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readClientsView } from '../clients/clients-view';
import { readBoardView } from '../search/board-view';
import { readTimeView } from '../time/time-view';
import { Broken } from './broken';
import { readHoursView } from './hours-view';
import { Lost } from './lost';
import { paths } from './paths';
import { Root } from './root';

const root = createRootRoute({ component: Root, notFoundComponent: Lost });

/** A month in the address; the route that it is asked with refuses what is none. */
const readMonth = ({ month }: Record<string, unknown>): { month?: Month } =>
  typeof month === 'string' ? { month: month as Month } : {};

const home = createRoute({
  getParentRoute: () => root,
  path: paths.home,
  component: lazyRouteComponent(() => import('./home'), 'Home'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: (search): { next?: string } => (typeof search['next'] === 'string' ? { next: search['next'] } : {}),
  component: lazyRouteComponent(() => import('../identity/sign-in-page'), 'SignInPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: lazyRouteComponent(() => import('../identity/invitation-page'), 'InvitationPage'),
});

const practice = createRoute({
  getParentRoute: () => root,
  path: paths.practice,
  component: lazyRouteComponent(() => import('./practice-shell'), 'PracticeShell'),
});

const today = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.today,
  component: lazyRouteComponent(() => import('../clients/today-page'), 'TodayPage'),
});

const time = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.time,
  validateSearch: readTimeView,
  component: lazyRouteComponent(() => import('../time/time-page'), 'TimePage'),
});

const timeDay = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.timeDay,
  component: lazyRouteComponent(() => import('../time/day-page'), 'DayPage'),
});

const timeImport = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.timeImport,
  validateSearch: (search): { file?: string } => (typeof search['file'] === 'string' ? { file: search['file'] } : {}),
  component: lazyRouteComponent(() => import('../time/import-page'), 'ImportPage'),
});

const statements = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.statements,
  validateSearch: readMonth,
  component: lazyRouteComponent(() => import('../statements/books-page'), 'BooksPage'),
});

const clients = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.clients,
  validateSearch: readClientsView,
  component: lazyRouteComponent(() => import('../clients/clients-page'), 'ClientsPage'),
});

const client = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.client,
  component: lazyRouteComponent(() => import('./client-frame'), 'ClientFrame'),
});

const overview = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.overview,
  component: lazyRouteComponent(() => import('./overview-page'), 'OverviewPage'),
});

const hours = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.hours,
  validateSearch: readHoursView,
  component: lazyRouteComponent(() => import('./hours-page'), 'HoursPage'),
});

const search = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.search,
  validateSearch: readBoardView,
  component: lazyRouteComponent(() => import('./search-route'), 'SearchRoute'),
});

const person = createRoute({ getParentRoute: () => search, path: paths.inClient.person });

const summaries = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.summaries,
  component: lazyRouteComponent(() => import('./summaries-route'), 'SummariesRoute'),
});

const summary = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.summary,
  component: lazyRouteComponent(() => import('./summary-route'), 'SummaryRoute'),
});

const clientSettings = createRoute({
  getParentRoute: () => client,
  path: paths.inClient.settings,
  component: lazyRouteComponent(() => import('./client-settings-page'), 'ClientSettingsPage'),
});

const settings = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.settings,
  component: lazyRouteComponent(() => import('../identity/settings-page'), 'SettingsPage'),
});

const members = createRoute({
  getParentRoute: () => practice,
  path: paths.inPractice.members,
  component: lazyRouteComponent(() => import('../identity/members-page'), 'MembersPage'),
});

const portal = createRoute({
  getParentRoute: () => root,
  path: paths.portal,
  component: lazyRouteComponent(() => import('./portal-shell'), 'PortalShell'),
});

const portalHome = createRoute({
  getParentRoute: () => portal,
  path: paths.inPortal.home,
  component: lazyRouteComponent(() => import('../portal/portal-page'), 'PortalPage'),
});

const portalBoard = createRoute({
  getParentRoute: () => portal,
  path: paths.inPortal.board,
  validateSearch: readMonth,
  component: lazyRouteComponent(() => import('../portal/portal-page'), 'BoardPage'),
});

const tree = root.addChildren([
  home,
  signIn,
  invitation,
  practice.addChildren([
    today,
    time,
    timeDay,
    timeImport,
    statements,
    clients,
    client.addChildren([overview, hours, search.addChildren([person]), summaries, summary, clientSettings]),
    settings,
    members,
  ]),
  portal.addChildren([portalHome, portalBoard]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  defaultPreloadDelay: 30,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
