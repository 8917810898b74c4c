import type { Content, PairingAnswer } from '@tvs/protocol';
import { campaign, player, schedule, settled } from '../support/make.ts';
import { adminPassword } from '../support/app.ts';
import { poster, posterBytes, type Role, type World } from '../support/world.ts';

/** What one call of an operation sends. */
export interface Subject {
  params?: Record<string, string | number>;
  query?: Record<string, string>;
  body?: unknown;
  form?: FormData;
  /** Instead of the role's own, where the call uses it up. */
  token?: string | null;
  /** Of the request, beside those every call has. */
  headers?: Record<string, string>;
}

type Maker = (world: World, role: Role) => Subject | Promise<Subject>;

let made = 0;
const name = () => `Subject ${++made}`;

/** A valid call of each operation about something of `here`; what the call changes or removes is made for it alone. */
export const subjects: Record<string, Maker> = {
  'auth.login': () => ({ body: { username: 'admin', password: adminPassword } }),
  'auth.logout': async (world, role) => ({ token: await spare(world, role) }),
  'auth.me': () => ({}),
  'auth.patchMe': () => ({ body: { theme: 'dark' } }),
  'users.list': () => ({}),
  'users.create': ({ here }) => {
    const username = `made${++made}`;
    const location_ids = [here.location.id];
    return { body: { username, email: `${username}@example.com`, password: adminPassword, role: 'viewer', location_ids } };
  },
  'users.patch': async ({ app }) => ({ params: { id: (await app.user('viewer')).id }, body: { role: 'manager' } }),
  'users.delete': async ({ app }) => ({ params: { id: (await app.user('viewer')).id } }),

  'locations.list': () => ({}),
  'locations.get': ({ here }) => ({ params: { id: here.location.id } }),
  'locations.create': ({ here }) => ({ body: { name: name(), parent_id: here.location.id } }),
  'locations.patch': async world => ({ params: { id: await innerLocation(world) }, body: { name: name() } }),
  'locations.delete': async world => ({ params: { id: await innerLocation(world) } }),

  'content.list': () => ({}),
  'content.get': ({ content }) => ({ params: { id: content.id } }),
  'content.upload': async () => {
    const form = new FormData();
    form.append('title', name());
    form.append('file', new Blob([new Uint8Array(await posterBytes())]), 'poster.png');
    return { form };
  },
  'content.patch': async world => ({ params: { id: (await picture(world)).id }, body: { title: name() } }),
  'content.delete': async world => ({ params: { id: (await picture(world)).id } }),
  'content.file': ({ content }) => ({ params: { id: content.id } }),
  'content.thumbnail': ({ content }) => ({ params: { id: content.id } }),

  'campaigns.list': () => ({}),
  'campaigns.get': ({ here }) => ({ params: { id: here.campaign.id } }),
  'campaigns.create': ({ here, content }) => ({
    body: { name: name(), location_id: here.location.id, content_order: [content.id] },
  }),
  'campaigns.patch': async world => ({ params: { id: await ownCampaign(world) }, body: { name: name() } }),
  'campaigns.delete': async world => ({ params: { id: await ownCampaign(world) } }),
  'campaigns.draft': async world => ({
    params: { id: await ownCampaign(world) },
    body: { items: [{ content_id: world.content.id, duration: 7 }] },
  }),
  'campaigns.publish': async world => {
    const id = await ownCampaign(world);
    await world.app.ok('PUT', `/campaigns/${id}/draft`, { items: [{ content_id: world.content.id, duration: 8 }] });
    return { params: { id } };
  },

  'schedules.list': () => ({}),
  'schedules.get': ({ here }) => ({ params: { id: here.schedule.id } }),
  'schedules.create': ({ here }) => ({ body: { ...rule(here), allow_conflicts: true } }),
  'schedules.patch': async world => ({ params: { id: await ownSchedule(world) }, body: { priority: 3, allow_conflicts: true } }),
  'schedules.delete': async world => ({ params: { id: await ownSchedule(world) } }),
  'schedules.check': ({ here }) => ({ body: rule(here) }),
  'schedules.impact': ({ here }) => ({ body: { candidate: rule(here) } }),
  'schedules.timeline': ({ here }) => ({
    query: { location_id: String(here.location.id), from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z' },
  }),

  'players.list': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'players.get': ({ here }) => ({ params: { id: here.player.id } }),
  'players.create': ({ here }) => ({ body: { name: name(), location_id: here.location.id } }),
  'players.pair': async ({ app, here }) => {
    const { code } = await app.ok<PairingAnswer>('POST', '/player/pairing', {}, null);
    return { body: { code, name: name(), location_id: here.location.id } };
  },
  'players.renewKey': async world => ({ params: { id: await ownPlayer(world) } }),
  'players.patch': async world => ({ params: { id: await ownPlayer(world) }, body: { name: name() } }),
  'players.delete': async world => ({ params: { id: await ownPlayer(world) } }),
  'players.command': async world => ({ params: { id: await ownPlayer(world) }, body: { command: 'identify' } }),
  'players.commands': ({ here }) => ({ params: { id: here.player.id } }),
  'players.sync': ({ here }) => ({ params: { id: here.player.id } }),
  'players.programme': ({ here }) => ({ params: { id: here.player.id } }),
  'player.pairing': () => ({ body: {} }),

  'dashboard.stats': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'dashboard.players': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'dashboard.activity': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'settings.get': () => ({}),
  'settings.patch': () => ({ body: { name: name() } }),
  'health.get': () => ({}),
  'health.live': () => ({}),
  'health.ready': () => ({}),
};

/** What a schedule of this place says. */
function rule({ campaign, location }: World['here']) {
  return { campaign_id: campaign.id, location_id: location.id, start_date: '2026-01-01', priority: 5 };
}

/** A session of somebody of this role that may end with the call. */
async function spare({ app, here, elsewhere, tokens }: World, role: Role): Promise<string | null> {
  if (role === 'nobody' || role === 'player' || role === 'stranger') return tokens[role];
  const place = role === 'outsider' ? elsewhere : here;
  return (await app.user(role === 'outsider' ? 'manager' : role, role === 'admin' ? [] : [place.location.id])).token;
}

/** Settled, so that its processing changes nothing while the call is looked at. */
const picture = async ({ app }: World): Promise<Content> => settled(app, (await poster(app)).id);

const innerLocation = async ({ app, here }: World) =>
  (await app.ok<{ id: number }>('POST', '/locations', { name: name(), parent_id: here.location.id })).id;
const ownCampaign = async ({ app, here, content }: World) =>
  (await campaign(app, name(), [content.id], { location_id: here.location.id })).id;
const ownSchedule = async ({ app, here }: World) =>
  (await schedule(app, here.campaign.id, here.location.id, { priority: 2, allow_conflicts: true })).id;
const ownPlayer = async ({ app, here }: World) => (await player(app, name(), here.location.id)).id;
