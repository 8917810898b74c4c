import type { CampaignItem, Content } from '@tvs/protocol';

/** An item with a key of its own: the same content may stand in several places. */
export interface BuilderItem extends CampaignItem {
  key: string;
}

export interface BuilderState {
  items: readonly BuilderItem[];
  past: readonly (readonly BuilderItem[])[];
  future: readonly (readonly BuilderItem[])[];
  selected: string | null;
  /** The last edit's field: typing a number or a date is one step to undo, not one a digit. */
  typing: string | null;
  nextKey: number;
}

export type BuilderAction =
  | { type: 'add'; content: Content; at?: number | undefined }
  | { type: 'move'; key: string; to: number }
  | { type: 'change'; key: string; patch: Partial<Pick<CampaignItem, 'duration' | 'fit' | 'muted' | 'valid_from' | 'valid_until'>> }
  | { type: 'duplicate'; key: string }
  | { type: 'remove'; key: string }
  | { type: 'load'; items: readonly CampaignItem[] }
  | { type: 'select'; key: string | null }
  | { type: 'undo' }
  | { type: 'redo' };

const keep = 100;

/** The builder's start: what is being edited, with nothing to undo. */
export function start(items: readonly CampaignItem[]): BuilderState {
  const keyed = items.map((item, place) => ({ ...item, key: `i${place}` }));
  return { items: keyed, past: [], future: [], selected: keyed[0]?.key ?? null, typing: null, nextKey: keyed.length };
}

/** Every edit of the sequence, with undo and redo. */
export function builderReducer(state: BuilderState, action: BuilderAction): BuilderState {
  switch (action.type) {
    case 'add': {
      const at = action.at ?? state.items.length;
      const key = `i${state.nextKey}`;
      const item = { ...itemOf(action.content), key };
      return edited(state, state.items.toSpliced(at, 0, item), { selected: key, nextKey: state.nextKey + 1 });
    }
    case 'move': {
      const from = state.items.findIndex(({ key }) => key === action.key);
      const item = state.items[from];
      const to = Math.max(0, Math.min(state.items.length - 1, action.to));
      if (!item || from === to) return state;
      return edited(state, state.items.toSpliced(from, 1).toSpliced(to, 0, item), { selected: action.key });
    }
    case 'change': {
      const items = state.items.map(item => (item.key === action.key ? { ...item, ...action.patch } : item));
      const fields = Object.keys(action.patch);
      const typing = fields.some(field => /duration|valid/.test(field)) ? `${action.key} ${fields.join(' ')}` : null;
      if (typing !== null && typing === state.typing) return { ...state, items, future: [] };
      return edited(state, items, { typing });
    }
    case 'duplicate': {
      const at = state.items.findIndex(({ key }) => key === action.key);
      const item = state.items[at];
      if (!item) return state;
      const key = `i${state.nextKey}`;
      return edited(state, state.items.toSpliced(at + 1, 0, { ...item, key }), { selected: key, nextKey: state.nextKey + 1 });
    }
    case 'remove': {
      const at = state.items.findIndex(({ key }) => key === action.key);
      if (at < 0) return state;
      const items = state.items.toSpliced(at, 1);
      return edited(state, items, { selected: (items[at] ?? items.at(-1))?.key ?? null });
    }
    case 'load': {
      // An edit like any other: undo brings back what was there.
      const items = action.items.map((item, place) => ({ ...item, key: `i${state.nextKey + place}` }));
      return edited(state, items, { selected: items[0]?.key ?? null, nextKey: state.nextKey + items.length });
    }
    case 'select':
      return { ...state, selected: action.key, typing: null };
    case 'undo': {
      const items = state.past.at(-1);
      if (!items) return state;
      return { ...state, items, past: state.past.slice(0, -1), future: [state.items, ...state.future], typing: null };
    }
    case 'redo': {
      const [items, ...future] = state.future;
      if (!items) return state;
      return { ...state, items, past: [...state.past, state.items], future, typing: null };
    }
  }
}

function edited(state: BuilderState, items: readonly BuilderItem[], also: Partial<BuilderState>): BuilderState {
  return { ...state, typing: null, ...also, items, past: [...state.past, state.items].slice(-keep), future: [] };
}

/** A content as a new item: its own length, whole on the screen. */
function itemOf(content: Content): CampaignItem {
  const { id, title, type, status, duration, thumbnail_url, url, mime_type } = content;
  return {
    content_id: id,
    duration: null,
    fit: 'contain',
    muted: false,
    valid_from: null,
    valid_until: null,
    content: { id, title, type, status, duration, thumbnail_url, url, mime_type },
  };
}
