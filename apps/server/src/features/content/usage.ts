import type { Problem } from '@tvs/protocol';
import { fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { maySee, type UserViewer } from '../../platform/access.ts';
import { type ProblemError, problems } from '../../platform/errors.ts';

interface User {
  id: number;
  name: string;
  location_id: number | null;
}

/** The campaigns that play a content or hold it in their draft. */
export async function usersOf(db: Db, content_id: number): Promise<User[]> {
  const playing = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'location_id'])
    .where('id', 'in', db.selectFrom('campaign_content').select('campaign_id').where('content_id', '=', content_id))
    .execute();
  const drafting = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'location_id', 'draft'])
    .where('draft', 'like', `%"content_id":${content_id}%`)
    .execute();
  const users = new Map<number, User>(playing.map(user => [user.id, user]));
  for (const { draft, ...user } of drafting) if (names(fromJson<unknown>(draft), content_id)) users.set(user.id, user);
  return [...users.values()].sort((one, other) => one.name.localeCompare(other.name) || one.id - other.id);
}

/** Whether a draft holds the content, wherever in it: `12` is not `123`. */
function names(draft: unknown, content_id: number): boolean {
  if (typeof draft !== 'object' || draft === null) return false;
  if ('content_id' in draft && draft.content_id === content_id) return true;
  return Object.values(draft).some(part => names(part, content_id));
}

/** 409 that names the campaigns the viewer may know of, and counts the others. */
export function inUse(viewer: UserViewer, users: readonly User[]): ProblemError {
  const visible = users.filter(user => maySee(viewer, user.location_id));
  const hidden = users.length - visible.length;
  const used_by: Problem['used_by'] = visible.map(({ id, name }) => ({ resource: 'campaign', id, name }));
  const named = visible.map(user => user.name).slice(0, 5);
  const rest = users.length - named.length;
  const words = [...named, ...(rest > 0 ? [`${rest} more${hidden > 0 ? ' (some outside your locations)' : ''}`] : [])].join(', ');
  return problems.inUse(`Campaigns use this content: ${words || 'one was saved at this moment'}.`, { used_by });
}
