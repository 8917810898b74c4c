import { createFolderStore } from './folder.ts';
import type { Store } from './store.ts';
import type { MediaTarget } from './target.ts';

/** The store that was asked for. What a bucket needs is loaded only where there is one. */
export async function openStore(target: MediaTarget): Promise<Store> {
  if (target.kind === 'folder') return createFolderStore(target.folder);
  const { createBucketStore } = await import('./bucket.ts');
  return createBucketStore(target);
}
