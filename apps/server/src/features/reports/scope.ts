import type { Context } from '../../context.ts';
import { maySee, requireSee, type UserViewer } from '../../platform/access.ts';
import { notFound } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import type { Publishing } from '../../publishing/publishing.ts';

/** Where a report looks, and the zone in which its days begin. */
export interface Scope {
  locations: 'all' | ReadonlySet<number>;
  timezone: string;
}

interface Asked {
  location_id?: number | undefined;
  player_id?: number | undefined;
}

/** The viewer's locations, or of them one with all below it. Throws 404 for one that the viewer may not know of. */
export async function scopeOf(
  { db }: Pick<Context, 'db'>,
  publishing: Pick<Publishing, 'tree' | 'settings'>,
  viewer: UserViewer,
  { location_id, player_id }: Asked,
): Promise<Scope> {
  const tree = await publishing.tree();
  if (location_id !== undefined) {
    requireSee(viewer, location_id, notFound('location', location_id));
    if (!tree.get(location_id)) throw notFound('location', location_id);
    return { locations: tree.below([location_id]), timezone: tree.timezone(location_id) };
  }
  const player =
    player_id === undefined
      ? undefined
      : await db.selectFrom('players').select('location_id').where('id', '=', player_id).executeTakeFirst();
  return { locations: viewer.locations, timezone: zoneOf(tree, viewer, player) ?? (await publishing.settings()).timezone };
}

function zoneOf(tree: PlaceTree, viewer: UserViewer, player: { location_id: number } | undefined): string | null {
  return player && maySee(viewer, player.location_id) ? tree.timezone(player.location_id) : null;
}
