import type { Content } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../lib/campaignItems.ts';
import { type BuilderAction, builderReducer, start } from './builderState.ts';

const content = (id: number) =>
  ({
    id,
    title: `c${id}`,
    type: 'image',
    status: 'ready',
    duration: null,
    thumbnail_url: null,
    url: '',
    mime_type: 'image/png',
  }) as Content;
const run = (...actions: BuilderAction[]) => actions.reduce(builderReducer, start([]));
const ids = (state: ReturnType<typeof run>) => state.items.map(({ content_id }) => content_id);
const add = (id: number, at?: number): BuilderAction => ({ type: 'add', content: content(id), at });

describe('the sequence', () => {
  it('adds at the end or where it was dropped, and selects it', () => {
    const state = run(add(1), add(2), add(3, 1));
    expect(ids(state)).toEqual([1, 3, 2]);
    expect(state.items.find(({ key }) => key === state.selected)?.content_id).toBe(3);
  });
  it('moves and stays within its ends', () => {
    expect(ids(run(add(1), add(2), add(3), { type: 'move', key: 'i0', to: 99 }))).toEqual([2, 3, 1]);
  });
  it('takes over another sequence, and undo brings back the own one', () => {
    const other = run(add(7), add(8)).items;
    const state = run(add(1), add(2), { type: 'load', items: other });
    expect(ids(state)).toEqual([7, 8]);
    expect(new Set(state.items.map(({ key }) => key)).size).toBe(2);
    expect(ids(builderReducer(state, { type: 'undo' }))).toEqual([1, 2]);
  });
  it('keeps the same content twice apart', () => {
    const state = run(add(1), { type: 'duplicate', key: 'i0' }, { type: 'change', key: 'i1', patch: { muted: true } });
    expect(state.items.map(({ muted }) => muted)).toEqual([false, true]);
  });
  it('undoes and redoes every edit', () => {
    const edits = run(add(1), add(2), { type: 'remove', key: 'i0' });
    const undone = [{ type: 'undo' } as const, { type: 'undo' } as const].reduce(builderReducer, edits);
    expect(ids(undone)).toEqual([1]);
    expect(ids(builderReducer(builderReducer(undone, { type: 'redo' }), { type: 'redo' }))).toEqual([2]);
  });
  it('takes typing a number as one step', () => {
    const typed = run(
      add(1),
      { type: 'change', key: 'i0', patch: { duration: 1 } },
      { type: 'change', key: 'i0', patch: { duration: 15 } },
    );
    expect(typed.past).toHaveLength(2);
    expect(builderReducer(typed, { type: 'undo' }).items[0]?.duration).toBeNull();
  });
  it('forgets what was undone once something else is done', () => {
    const state = [{ type: 'undo' } as const, add(3)].reduce(builderReducer, run(add(1), add(2)));
    expect(state.future).toHaveLength(0);
    expect(bodyOf(state.items)).toEqual([
      { content_id: 1, duration: null, fit: 'contain', muted: false, valid_from: null, valid_until: null },
      { content_id: 3, duration: null, fit: 'contain', muted: false, valid_from: null, valid_until: null },
    ]);
  });
});
