import { describe, expect, it } from 'vitest';
import { patchContent, patchPlayers } from './patches.ts';

const change = {
  id: 2,
  name: 'B',
  location_id: 1,
  status: 'offline' as const,
  playback: null,
  last_seen: null,
  current_campaign_id: null,
  current_content_id: null,
  programme_version: null,
  up_to_date: null,
  screenshot_at: null,
};

describe('patchPlayers', () => {
  it('changes only those named and leaves the others as they are', () => {
    const items = [
      { id: 1, status: 'online' },
      { id: 2, status: 'online' },
    ];
    const next = patchPlayers(items, new Map([[2, change]]));
    expect(next?.[0]).toBe(items[0]);
    expect(next?.[1]?.status).toBe('offline');
  });
  it('answers null when nobody in the list changed', () => {
    expect(patchPlayers([{ id: 1 }], new Map([[2, change]]))).toBeNull();
  });
});

describe('patchContent', () => {
  it('takes the status of its own content only', () => {
    const item = { id: 7, status: 'processing', status_detail: null };
    const done = { content_id: 7, status: 'ready' as const, status_detail: null, progress: 1 };
    expect(patchContent(item, done).status).toBe('ready');
    expect(patchContent(item, { ...done, content_id: 8 })).toBe(item);
  });
});
