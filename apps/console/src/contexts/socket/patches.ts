import type { ContentProgress, DashboardPlayer, PlayerStatusEvent } from '@tvs/protocol';

type Changed = PlayerStatusEvent['players'][number];

/** A list with the changed players in it; the same array when none of them is there, so that nothing is drawn again. */
export function patchPlayers<T extends Pick<DashboardPlayer, 'id'>>(
  items: readonly T[],
  changed: ReadonlyMap<number, Changed>,
): T[] | null {
  let touched = false;
  const next = items.map(item => {
    const change = changed.get(item.id);
    if (!change) return item;
    touched = true;
    return { ...item, ...change };
  });
  return touched ? next : null;
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
      return ['/content'];
    case 'campaign':
    case 'campaigns':
      return ['/campaigns', '/schedules/timeline', '/players/{id}/programme'];
    case 'schedule':
    case 'schedules':
      return ['/schedules', '/schedules/timeline', '/players/{id}/programme'];
    case 'player':
    case 'players':
      return ['/players', '/players/{id}', '/dashboard/players', '/locations'];
    case 'location':
    case 'locations':
      return ['/locations', '/schedules/timeline', '/players/{id}/programme'];
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
