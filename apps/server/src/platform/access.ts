import type { Access, Role } from '@tvs/protocol';
import { type ProblemError, problems } from './errors.ts';

/** A signed-in person and what they may see: every location, or these with all that lies below them. */
export interface UserViewer {
  kind: 'user';
  user_id: number;
  username: string;
  role: Role;
  /** The sign-in that the token belongs to; `null` outside of one. */
  session: string | null;
  /** When the token's time is over, epoch ms; `null` outside of one. */
  until: number | null;
  locations: 'all' | ReadonlySet<number>;
}

/** A player with a live token; it sees its own programme and nothing else. */
export interface PlayerViewer {
  kind: 'player';
  player_id: number;
  location_id: number;
}

export type Viewer = UserViewer | PlayerViewer;

/** What was done to these is told to administrators only. */
export const administratorsOwn: readonly string[] = ['user', 'settings'];

const rank: Record<Role, number> = { viewer: 1, manager: 2, admin: 3 };

/** Whether this is a policy that the function below decides on. */
export function isPolicy(access: unknown): access is Access {
  return typeof access === 'string' && (access in rank || ['public', 'player', 'media'].includes(access));
}

/** Throws 401 or 403 unless the viewer may call operations of this access. The only place that compares roles. */
export function requireAccess(access: Access, viewer: Viewer | null): void {
  if (access === 'public') return;
  if (!viewer) throw problems.unauthenticated('This needs a token: Authorization: Bearer …');
  if (access === 'media') return;
  if (access === 'player') {
    if (viewer.kind !== 'player') throw problems.forbidden('Only a player may do this.');
    return;
  }
  if (viewer.kind !== 'user') throw problems.forbidden('A player may not do this.');
  // Denied unless it is surely enough: a policy nobody knows lets nobody in.
  if (!(rank[viewer.role] >= rank[access])) throw problems.forbidden(`This needs the role ${access}; yours is ${viewer.role}.`);
}

/** Whether the viewer may know of this location; `null` stands for everywhere, which everyone shares. */
export function maySee(viewer: UserViewer, location_id: number | null): boolean {
  return location_id === null || viewer.locations === 'all' || viewer.locations.has(location_id);
}

/** Whether the viewer may change what hangs on this location; everywhere (`null`) only with all locations. */
function mayWrite(viewer: UserViewer, location_id: number | null): boolean {
  if (viewer.locations === 'all') return true;
  return location_id !== null && viewer.locations.has(location_id);
}

/** Throws the given 404 when the viewer may not know of the location. */
export function requireSee(viewer: UserViewer, location_id: number | null, missing: ProblemError): void {
  if (!maySee(viewer, location_id)) throw missing;
}

/** Throws 403 when the viewer sees but may not change. */
export function requireWrite(viewer: UserViewer, location_id: number | null): void {
  if (mayWrite(viewer, location_id)) return;
  throw problems.forbiddenLocation(
    location_id === null ? 'Only an administrator may change what counts everywhere.' : 'This location is not one of yours.',
  );
}
