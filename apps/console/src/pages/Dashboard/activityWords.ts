import type { Activity } from '@tvs/protocol';

const verbs = {
  create: 'create',
  created: 'create',
  update: 'update',
  updated: 'update',
  patch: 'update',
  delete: 'delete',
  deleted: 'delete',
  upload: 'upload',
  uploaded: 'upload',
  retry: 'retry',
  publish: 'publish',
  published: 'publish',
  draft: 'draft',
  pair: 'pair',
  paired: 'pair',
  command: 'command',
  cancel: 'cancel',
  renew_key: 'renew_key',
  sync: 'sync',
  login: 'login',
  logout: 'logout',
  move: 'move',
  online: 'online',
  offline: 'offline',
  acknowledge: 'acknowledge',
  unacknowledge: 'unacknowledge',
} as const;

export type Verb = (typeof verbs)[keyof typeof verbs] | 'other';

/** The word for what was done; `content.create` and `create` are the same deed. */
export function activityVerb(action: string): Verb {
  const word = action.split('.').at(-1) ?? '';
  return word in verbs ? verbs[word as keyof typeof verbs] : 'other';
}

/** Something a screen did by itself. */
export function isPresence(verb: Verb): verb is 'online' | 'offline' {
  return verb === 'online' || verb === 'offline';
}

const things = [
  'campaign',
  'schedule',
  'player',
  'location',
  'content',
  'user',
  'settings',
  'alert',
  'editorial',
  'editorial_item',
] as const;
const selfExplaining: readonly Verb[] = ['command', 'cancel', 'draft', 'renew_key', 'sync', 'login', 'logout', 'online', 'offline'];

/** The kind of thing it was done to, where the verb alone leaves that open: a campaign and its schedule share a name. */
export function activityThing(verb: Verb, resource: string): (typeof things)[number] | null {
  if (selfExplaining.includes(verb)) return null;
  return things.find(thing => thing === resource || `${thing}s` === resource) ?? null;
}

/** The newest of each run of the same: a draft saves itself with every touch, which is one deed to whoever reads of it. */
export function folded<A extends Pick<Activity, 'action' | 'resource' | 'title' | 'user_name'>>(activities: readonly A[]): A[] {
  const same = (a: A, b: A | undefined) =>
    a.action === b?.action && a.resource === b.resource && a.title === b.title && a.user_name === b.user_name;
  return activities.filter((one, place) => activityVerb(one.action) !== 'draft' || !same(one, activities[place - 1]));
}
