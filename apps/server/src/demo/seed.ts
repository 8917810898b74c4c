import type { Campaign, Location, Player, Schedule } from '@tvs/protocol';
import type { Client } from './client.ts';
import { campaigns, type DemoPlace, type DemoSchedule } from './network.ts';

/** Makes the places and their players that are missing; returns the places' ids by name. */
export async function seedPlaces(client: Client, root: DemoPlace): Promise<Map<string, number>> {
  const { items: existing } = await client.get<{ items: Location[] }>('/locations');
  const ids = new Map<string, number>();

  async function seed(place: DemoPlace, parent_id: number | null): Promise<void> {
    const there = existing.find(item => item.name === place.name && item.parent_id === parent_id);
    const body = { name: place.name, parent_id, timezone: place.timezone ?? null, address: place.address ?? null };
    const { id } = there ?? (await client.post<Location>('/locations', body));
    ids.set(place.name, id);
    for (const name of place.players ?? []) await seedPlayer(client, name, id);
    for (const below of place.below ?? []) await seed(below, id);
  }

  await seed(root, null);
  return ids;
}

async function seedPlayer(client: Client, name: string, location_id: number): Promise<void> {
  const { items } = await client.get<{ items: Player[] }>(`/players?per_page=200&q=${encodeURIComponent(name)}`);
  if (!items.some(item => item.name === name)) await client.post('/players', { name, location_id });
}

interface Seeded {
  /** Ids by name of the place, and by name of the content's picture. */
  places: ReadonlyMap<string, number>;
  library: ReadonlyMap<string, number>;
  /** Epoch ms. */
  now: number;
}

/** Makes the campaigns and schedules that are missing; the first campaign becomes what the network shows by default. */
export async function seedCampaigns(client: Client, { places, library, now }: Seeded): Promise<void> {
  const { items: existing } = await client.get<{ items: Campaign[] }>('/campaigns?per_page=200');
  // Yesterday in UTC has begun in every zone of Brazil.
  const start_date = new Date(now - 86_400_000).toISOString().slice(0, 10);
  for (const [index, demo] of campaigns.entries()) {
    const items = demo.items.map(([art, seconds]) => ({ content_id: idOf(library, art), duration: seconds ?? null, fit: 'cover' }));
    const there = existing.find(campaign => campaign.name === demo.name);
    const body = { name: demo.name, description: demo.description, items };
    const { id } = there ?? (await client.post<Campaign>('/campaigns', body));
    await seedSchedules(client, id, demo.schedules, { places, start_date });
    if (index === 0 && !there) await client.patch(`/locations/${idOf(places, 'Rede Paulista')}`, { default_campaign_id: id });
  }
}

async function seedSchedules(
  client: Client,
  campaign_id: number,
  schedules: readonly DemoSchedule[],
  { places, start_date }: { places: ReadonlyMap<string, number>; start_date: string },
): Promise<void> {
  const { items: existing } = await client.get<{ items: Schedule[] }>(`/schedules?per_page=200&campaign_id=${campaign_id}`);
  for (const { place, ...when } of schedules) {
    const location_id = idOf(places, place);
    const there = existing.some(schedule => schedule.location_id === location_id && schedule.start_time === (when.start_time ?? null));
    if (!there) await client.post('/schedules', { campaign_id, location_id, start_date, ...when });
  }
}

function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo does not know ${name}`);
  return id;
}
