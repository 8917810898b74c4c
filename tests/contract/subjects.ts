import type { Command, Content, PairingAnswer } from '@tvs/protocol';
import { adminPassword } from '../support/app.ts';
import { campaign, player, schedule, settled } from '../support/make.ts';
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
  'users.get': async ({ app }) => ({ params: { id: (await app.user('viewer')).id } }),
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
  'content.get': ({ here }) => ({ params: { id: here.content.id } }),
  'content.tags': () => ({}),
  'content.uses': ({ here }) => ({ query: { ids: String(here.content.id) } }),
  'content.upload': async () => {
    const form = new FormData();
    form.append('title', name());
    form.append('file', new Blob([new Uint8Array(await posterBytes())]), 'poster.png');
    return { form };
  },
  'content.patch': async world => ({ params: { id: (await picture(world)).id }, body: { title: name() } }),
  'content.retry': async world => {
    const { id } = await picture(world);
    await world.app.app.context.db.updateTable('content').set({ status: 'failed' }).where('id', '=', id).execute();
    return { params: { id } };
  },
  'content.replace': async world => {
    const [kept, given] = [await picture(world), await picture(world)];
    return { params: { id: kept.id }, body: { content_id: given.id } };
  },
  'content.delete': async world => ({ params: { id: (await picture(world)).id } }),
  'content.file': ({ here }) => ({ params: { id: here.content.id } }),
  'content.thumbnail': ({ here }) => ({ params: { id: here.content.id } }),

  'uploads.options': () => ({}),
  'uploads.create': () => ({ headers: begin }),
  'uploads.get': async (world, role) => ({ params: { id: await ownUpload(world, role) } }),
  'uploads.append': async (world, role) => ({
    params: { id: await ownUpload(world, role) },
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(10),
  }),
  'uploads.cancel': async (world, role) => ({ params: { id: await ownUpload(world, role) }, headers: tus }),

  'campaigns.list': () => ({}),
  'campaigns.get': ({ here }) => ({ params: { id: here.campaign.id } }),
  'campaigns.create': ({ here }) => ({
    body: { name: name(), location_id: here.location.id, content_order: [here.content.id] },
  }),
  'campaigns.patch': async world => ({ params: { id: await ownCampaign(world) }, body: { name: name() } }),
  'campaigns.delete': async world => ({ params: { id: await ownCampaign(world) } }),
  'campaigns.draft': async world => ({
    params: { id: await ownCampaign(world) },
    body: { items: [{ content_id: world.here.content.id, duration: 7 }] },
  }),
  'campaigns.publish': async world => {
    const id = await ownCampaign(world);
    await world.app.ok('PUT', `/campaigns/${id}/draft`, { items: [{ content_id: world.here.content.id, duration: 8 }] });
    return { params: { id } };
  },

  'schedules.list': () => ({}),
  'schedules.get': ({ here }) => ({ params: { id: here.schedule.id } }),
  'schedules.create': ({ here }) => ({ body: { ...rule(here), allow_conflicts: true } }),
  'schedules.patch': async world => ({ params: { id: await ownSchedule(world) }, body: { priority: 3, allow_conflicts: true } }),
  'schedules.delete': async world => ({ params: { id: await ownSchedule(world) } }),
  'schedules.check': ({ here }) => ({ body: rule(here) }),
  'schedules.impact': ({ here }) => ({ body: { candidate: rule(here) } }),
  'schedules.reach': ({ here }) => ({ query: { campaign_id: String(here.campaign.id) } }),
  'schedules.timeline': ({ here }) => ({
    query: { location_id: String(here.location.id), from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z' },
  }),
  'schedules.explain': ({ here }) => ({ query: { location_id: String(here.location.id), at: '2026-03-05T11:00:00Z' } }),

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
  'commands.create': async world => ({ body: { player_ids: [await ownPlayer(world)], command: 'identify' } }),
  'commands.list': async world => ({ query: { ids: String(await ownCommand(world)) } }),
  'commands.cancel': async world => ({ body: { ids: [await ownCommand(world)] } }),
  'players.sync': ({ here }) => ({ params: { id: here.player.id } }),
  'players.programme': ({ here }) => ({ params: { id: here.player.id } }),
  'players.plays': ({ here }) => ({ params: { id: here.player.id } }),
  'players.day': ({ here }) => ({ params: { id: here.player.id }, query: { date: '2026-03-05' } }),
  'players.screenshot': async world => {
    await screenshot(world);
    return { params: { id: world.here.player.id } };
  },
  'players.log': ({ here }) => ({ params: { id: here.player.id } }),
  'players.health': ({ here }) => ({ params: { id: here.player.id } }),
  'player.log': () => ({ body: { lines: [{ at: '2026-03-05T11:00:00Z', level: 'info', topic: 'command', text: 'log' }] } }),
  'player.programme': () => ({}),
  'player.plays': ({ here }) => ({
    body: { plays: [{ seq: ++made, content_id: here.content.id, started_at: '2026-03-05T11:00:00Z', length: 8000, completed: true }] },
  }),
  'player.screenshot': async ({ clock }) => {
    clock.advance(pictureEvery);
    return { body: await posterBytes(), headers: { 'content-type': 'image/png' } };
  },
  'player.pairing': () => ({ body: {} }),

  'dashboard.stats': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'dashboard.players': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'dashboard.activity': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'alerts.list': ({ here }) => ({ query: { location_id: String(here.location.id) } }),
  'alerts.acknowledge': async world => ({ params: { id: await alert(world) } }),
  'alerts.unacknowledge': async world => ({ params: { id: await alert(world) } }),
  'reports.plays': ({ here }) => ({ query: { location_id: String(here.location.id), from: '2026-03-04', to: '2026-03-06' } }),
  'reports.raw': ({ here }) => ({ query: { location_id: String(here.location.id), from: '2026-03-04', to: '2026-03-06' } }),
  'reports.compliance': ({ here }) => ({ query: { location_id: String(here.location.id), from: '2026-03-05', to: '2026-03-05' } }),
  'audit.list': () => ({}),

  'editorials.list': () => ({}),
  'editorials.get': async world => ({ params: { id: await editorial(world) } }),
  'editorials.create': () => ({ body: { name: name(), kind: 'manual' } }),
  'editorials.patch': async world => ({ params: { id: await editorial(world) }, body: { name: name() } }),
  'editorials.delete': async world => ({ params: { id: await editorial(world) } }),
  'editorials.refresh': async world => ({ params: { id: await editorial(world, { kind: 'feed', feed_url: nowhere }) } }),
  'editorials.preview': () => ({ body: { feed_url: nowhere } }),
  'editorials.items': async world => ({ params: { id: await editorial(world) } }),
  'editorials.createItem': async world => ({ params: { id: await editorial(world) }, body: { title: name() } }),
  'editorials.patchItem': async world => ({ params: await editorialItem(world), body: { title: name() } }),
  'editorials.deleteItem': async world => ({ params: await editorialItem(world) }),
  'editorials.orderItems': async world => {
    const { id, item_id } = await editorialItem(world);
    return { params: { id }, body: { ids: [item_id] } };
  },

  'settings.get': () => ({}),
  'settings.patch': () => ({ body: { name: name() } }),
  'health.get': () => ({}),
  'health.live': () => ({}),
  'health.ready': () => ({}),
};

/** What to call an operation with; a text that says why where it could not be made. */
export async function subjectOf(id: string, world: World, role: Role): Promise<Subject | string> {
  const make = subjects[id];
  if (!make) return `${id} has no subject`;
  try {
    return await make(world, role);
  } catch (error) {
    return `${id}: its subject could not be made: ${String(error)}`;
  }
}

const tus = { 'tus-resumable': '1.0.0' };
const begin = { ...tus, 'upload-length': '1000', 'upload-metadata': `filename ${btoa('poster.png')}` };

/** An upload that has begun, of the caller where the role may have one. */
async function ownUpload({ app, tokens }: World, role: Role): Promise<string> {
  const token = role === 'manager' || role === 'outsider' ? tokens[role] : tokens.admin;
  const answer = await fetch(`${app.url}/api/content/uploads`, { method: 'POST', headers: { ...begin, authorization: `Bearer ${token}` } });
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

/** A name that never is anybody's. */
const nowhere = 'http://feed.invalid/news.xml';

async function editorial({ app }: World, more: Record<string, unknown> = { kind: 'manual' }): Promise<number> {
  return (await app.ok<{ id: number }>('POST', '/editorials', { name: name(), ...more })).id;
}

async function editorialItem(world: World): Promise<{ id: number; item_id: number }> {
  const id = await editorial(world);
  return { id, item_id: (await world.app.ok<{ id: number }>('POST', `/editorials/${id}/items`, { title: name() })).id };
}

/** As the watch over players raises it. */
async function alert({ app, here }: World): Promise<number> {
  const values = { kind: 'player_offline', player_id: here.player.id, location_id: here.location.id, params: '{}', raised_at: ++made };
  return Number((await app.app.context.db.insertInto('alerts').values(values).executeTakeFirstOrThrow()).insertId);
}

/** A player may send no more than one picture in this time, ms. */
const pictureEvery = 3000;

/** The player of `here` has sent a picture of its screen. */
async function screenshot({ app, tokens, clock }: World): Promise<void> {
  clock.advance(pictureEvery);
  const response = await fetch(`${app.url}/api/player/screenshot`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${tokens.player}` },
    body: new Uint8Array(await posterBytes()),
  });
  if (response.status !== 201) throw new Error(`screenshot: ${response.status} ${await response.text()}`);
}

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
const ownCampaign = async ({ app, here }: World) => (await campaign(app, name(), [here.content.id], { location_id: here.location.id })).id;
const ownSchedule = async ({ app, here }: World) =>
  (await schedule(app, here.campaign.id, here.location.id, { priority: 2, allow_conflicts: true })).id;
const ownPlayer = async ({ app, here }: World) => (await player(app, name(), here.location.id)).id;
const ownCommand = async (world: World) =>
  (await world.app.ok<Command>('POST', `/players/${await ownPlayer(world)}/command`, { command: 'identify' })).id;
