import type { ContentProgress, DashboardPlayer, PlayerStatusEvent } from '@tvs/protocol';

type Changed = PlayerStatusEvent['players'][number];

/** All that was said of each player, the last word counting. */
export function lastWords(events: readonly PlayerStatusEvent[]): Map<number, Changed> {
  return new Map(events.flatMap(({ players }) => players.map(player => [player.id, player] as const)));
}

/** A list with the changed players in it; the same array when none of them is there, so that nothing is drawn again. */
export function patchPlayers<T extends Pick<DashboardPlayer, 'id'>>(
  items: readonly T[],
  changed: ReadonlyMap<number, Changed>,
): T[] | null {
  let next: T[] | null = null;
  for (const [place, item] of items.entries()) {
    const change = changed.get(item.id);
    if (!change) continue;
    next ??= [...items];
    next[place] = { ...item, ...change };
  }
  return next;
}

/** Whether the fleet's numbers are others now: most of what is said of players (what is on, when last seen) doesn't change them. */
export function movesNumbers(
  items: readonly Pick<DashboardPlayer, 'id' | 'status' | 'up_to_date'>[],
  changed: ReadonlyMap<number, Changed>,
): boolean {
  return items.some(({ id, status, up_to_date }) => {
    const change = changed.get(id);
    return change !== undefined && (change.status !== status || change.up_to_date !== up_to_date);
  });
}

/** A content with what the server just said of its preparation. */
export function patchContent<T extends { id: number; status: string; status_detail: string | null }>(
  item: T,
  progress: ContentProgress,
): T {
  return item.id === progress.content_id ? { ...item, status: progress.status, status_detail: progress.status_detail } : item;
}

/** The lists that somebody else's action makes stale. */
export function stalePaths(resource: string): string[] {
  switch (resource) {
    case 'content':
      return ['/content', '/content/tags'];
    case 'campaign':
    case 'campaigns':
      return ['/campaigns', '/content/uses', '/schedules/timeline', '/schedules/explain', '/players/{id}/programme'];
    case 'schedule':
    case 'schedules':
      return ['/schedules', '/schedules/timeline', '/schedules/explain', '/players/{id}/programme'];
    case 'player':
    case 'players':
      return ['/players', '/players/{id}', '/dashboard/players', '/locations'];
    case 'location':
    case 'locations':
      return ['/locations', '/schedules/timeline', '/schedules/explain', '/players/{id}/programme'];
    case 'editorial':
    case 'editorial_item':
      return ['/editorials', '/editorials/{id}', '/editorials/{id}/items', '/content/{id}'];
    case 'alert':
      return ['/dashboard/alerts'];
    case 'settings':
      return ['/settings'];
    case 'user':
    case 'users':
      return ['/users'];
    default:
      return [];
  }
}

/** The path of one such thing, for kinds whose pages show one alone. */
export function onePath(resource: string): string | null {
  const paths: Readonly<Record<string, string>> = { content: '/content/{id}', campaign: '/campaigns/{id}', schedule: '/schedules/{id}' };
  return paths[resource] ?? null;
}
