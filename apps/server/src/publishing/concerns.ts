import type { Changed } from '../platform/bus.ts';
import type { Built } from './assemble.ts';

/** Whether what changed may change this programme: a cheap question, answered too often rather than too seldom. */
export function concerns(change: Changed, built: Pick<Built, 'chain' | 'campaigns' | 'contents'>): boolean {
  if (change.everywhere || change.tree) return true;
  return (
    (change.locations?.some(id => built.chain.includes(id)) ?? false) ||
    (change.campaigns?.some(id => built.campaigns.has(id)) ?? false) ||
    (change.contents?.some(id => built.contents.has(id)) ?? false)
  );
}
