import { describe, expect, it } from 'vitest';
import { lastWords, movesNumbers, patchContent, patchPlayers } from './patches.ts';

const change = {
  id: 2,
  name: 'B',
  location_id: 1,
  status: 'offline' as const,
  playback: null,
  last_seen: null,
  current_campaign_id: null,
  current_content_id: null,
  current_since: null,
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

describe('what many events say', () => {
  it('is the last word on each player', () => {
    const words = lastWords([{ players: [change, { ...change, id: 3 }] }, { players: [{ ...change, name: 'C' }] }]);
    expect([...words].map(([id, { name }]) => [id, name])).toEqual([
      [2, 'C'],
      [3, 'B'],
    ]);
  });
  it('moves the numbers of the fleet only where somebody came, went or fell behind', () => {
    const here = { id: 2, status: 'online' as const, up_to_date: true };
    const said = (what: object) => new Map([[2, { ...change, status: 'online' as const, up_to_date: true, ...what }]]);
    expect(movesNumbers([here], said({ current_content_id: 9, last_seen: '2026-03-05T12:00:00.000Z' }))).toBe(false);
    expect(movesNumbers([here], said({ up_to_date: false }))).toBe(true);
    expect(movesNumbers([here], said({ status: 'offline' }))).toBe(true);
    expect(movesNumbers([{ ...here, id: 1 }], said({ status: 'offline' }))).toBe(false);
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
