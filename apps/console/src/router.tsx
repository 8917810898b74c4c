import { createRootRoute, createRoute, createRouter, redirect, type SearchMiddleware } from '@tanstack/react-router';
import { $api } from './api/client.ts';
import { queryClient } from './api/queryClient.ts';
import { session } from './api/session.ts';
import { PageError } from './components/PageError.tsx';
import { door, safeNext } from './lib/door.ts';
import { firstPage, page } from './lib/pageParts.ts';
import { compact, dateParam, idParam, oneOf, parseSearch, stringifySearch, textParam } from './lib/search.ts';
import { Dashboard } from './pages/Dashboard/Dashboard.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ errorComponent: PageError });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: raw => door(textParam(raw, 'next')),
  beforeLoad: ({ search }) => {
    if (session.token()) throw redirect({ href: safeNext(search.next) });
  },
  component: firstPage(() => import('./pages/SignIn/SignIn.tsx'), 'SignIn'),
});

const contentSorts = ['-created_at', 'created_at', 'title', '-title', 'file_size', '-file_size', 'duration', '-duration'] as const;
const playSorts = [
  'name',
  '-name',
  'key',
  '-key',
  'plays',
  '-plays',
  'completed',
  '-completed',
  'seconds',
  '-seconds',
  'screens',
  '-screens',
];

interface Scope {
  loc?: number | undefined;
}

/** The chosen location goes along to the next page, unless the link itself names another or none. */
const keepLocation: SearchMiddleware<Scope> = ({ search, next }) => {
  const result = next(search);
  return 'loc' in result || search.loc === undefined ? result : { ...result, loc: search.loc };
};

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  validateSearch: (raw): Scope => compact(raw, { loc: idParam(raw, 'loc') }),
  search: { middlewares: [keepLocation] },
  beforeLoad: ({ location }) => {
    if (session.token()) return;
    throw redirect({ to: '/sign-in', search: door(location.href) });
  },
  // Asked while the page itself is on its way.
  loader: () => {
    void queryClient.prefetchQuery({ ...$api.queryOptions('get', '/auth/me', {}), staleTime: Number.POSITIVE_INFINITY });
    void queryClient.prefetchQuery({ ...$api.queryOptions('get', '/locations', {}), staleTime: 60_000 });
  },
  component: Shell,
});

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: raw => compact(raw, { only: oneOf(raw, 'only', ['problems']) }),
  loaderDeps: ({ search: { loc } }: { search: Scope }) => ({ loc }),
  loader: ({ deps: { loc } }) => {
    const place = { params: { query: loc === undefined ? {} : { location_id: String(loc) } } };
    void queryClient.prefetchQuery($api.queryOptions('get', '/dashboard/stats', place));
    void queryClient.prefetchQuery($api.queryOptions('get', '/dashboard/players', place));
  },
  component: Dashboard,
});

const content = createRoute({
  getParentRoute: () => shell,
  path: '/content',
  validateSearch: raw =>
    compact(raw, {
      q: textParam(raw, 'q'),
      type: oneOf(raw, 'type', ['video', 'image', 'audio', 'html', 'editorial']),
      status: oneOf(raw, 'status', ['processing', 'ready', 'failed']),
      tag: textParam(raw, 'tag'),
      unused: oneOf(raw, 'unused', ['1']),
      sort: oneOf(raw, 'sort', contentSorts),
      view: oneOf(raw, 'view', ['cards', 'table']),
      page: idParam(raw, 'page'),
      item: idParam(raw, 'item'),
    }),
  component: page(() => import('./pages/Content/ContentPage.tsx'), 'ContentPage'),
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns',
  validateSearch: raw =>
    compact(raw, {
      q: textParam(raw, 'q'),
      show: oneOf(raw, 'show', ['active', 'inactive']),
      page: idParam(raw, 'page'),
      new: oneOf(raw, 'new', ['1']),
    }),
  component: page(() => import('./pages/Campaigns/CampaignsPage.tsx'), 'CampaignsPage'),
});

const builder = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId',
  component: page(() => import('./pages/CampaignBuilder/CampaignBuilderPage.tsx'), 'CampaignBuilderPage'),
});

const schedule = createRoute({
  getParentRoute: () => shell,
  path: '/schedule',
  validateSearch: raw =>
    compact(raw, {
      view: oneOf(raw, 'view', ['day', 'month']),
      date: dateParam(raw, 'date'),
      at: textParam(raw, 'at'),
      again: oneOf(raw, 'again', ['1']),
      new: oneOf(raw, 'new', ['1']),
      campaign: idParam(raw, 'campaign'),
      edit: idParam(raw, 'edit'),
      time: textParam(raw, 'time'),
      until: textParam(raw, 'until'),
    }),
  component: page(() => import('./pages/Schedule/SchedulePage.tsx'), 'SchedulePage'),
});

const players = createRoute({
  getParentRoute: () => shell,
  path: '/players',
  validateSearch: raw =>
    compact(raw, {
      q: textParam(raw, 'q'),
      status: oneOf(raw, 'status', ['online', 'offline']),
      alert: oneOf(raw, 'alert', ['any', 'player_offline', 'player_behind', 'player_storage', 'player_clock']),
      old: oneOf(raw, 'old', ['1']),
      sel: textParam(raw, 'sel'),
      view: oneOf(raw, 'view', ['table']),
      page: idParam(raw, 'page'),
      pair: textParam(raw, 'pair'),
      add: oneOf(raw, 'add', ['pair', 'key']),
    }),
  component: page(() => import('./pages/Players/PlayersPage.tsx'), 'PlayersPage'),
});

const player = createRoute({
  getParentRoute: () => shell,
  path: '/players/$playerId',
  validateSearch: raw => compact(raw, { day: dateParam(raw, 'day'), content: idParam(raw, 'content') }),
  component: page(() => import('./pages/PlayerDetail/PlayerDetailPage.tsx'), 'PlayerDetailPage'),
});

const editorials = createRoute({
  getParentRoute: () => shell,
  path: '/editorials',
  validateSearch: raw =>
    compact(raw, {
      q: textParam(raw, 'q'),
      kind: oneOf(raw, 'kind', ['manual', 'feed']),
      page: idParam(raw, 'page'),
      id: idParam(raw, 'id'),
      item: idParam(raw, 'item'),
      new: oneOf(raw, 'new', ['1']),
    }),
  component: page(() => import('./pages/Editorials/EditorialsPage.tsx'), 'EditorialsPage'),
});

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: raw =>
    compact(raw, {
      from: dateParam(raw, 'from'),
      to: dateParam(raw, 'to'),
      by: oneOf(raw, 'by', ['campaign', 'player', 'location', 'day']),
      plan: oneOf(raw, 'plan', ['location', 'campaign', 'day']),
      sort: oneOf(raw, 'sort', playSorts),
      page: idParam(raw, 'page'),
      planPage: idParam(raw, 'planPage'),
      content: idParam(raw, 'content'),
      campaign: idParam(raw, 'campaign'),
      player: idParam(raw, 'player'),
    }),
  component: page(() => import('./pages/Reports/ReportsPage.tsx'), 'ReportsPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  validateSearch: raw =>
    compact(raw, {
      tab: oneOf(raw, 'tab', ['locations', 'users', 'system', 'audit', 'account']),
      location: idParam(raw, 'location'),
      who: idParam(raw, 'who'),
      did: textParam(raw, 'did'),
      what: textParam(raw, 'what'),
      q: textParam(raw, 'q'),
      from: dateParam(raw, 'from'),
      to: dateParam(raw, 'to'),
      page: idParam(raw, 'page'),
    }),
  component: page(() => import('./pages/Settings/SettingsPage.tsx'), 'SettingsPage'),
});

const anythingElse = createRoute({
  getParentRoute: () => shell,
  path: '$',
  component: page(() => import('./pages/NotFound/NotFound.tsx'), 'NotFound'),
});

/** The console's pages, each in its own chunk. Search parameters are read by the route that owns them. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    shell.addChildren([dashboard, content, campaigns, builder, schedule, players, player, editorials, reports, settings, anythingElse]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

export type Router = typeof router;

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
