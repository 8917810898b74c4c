import { useQueryClient } from '@tanstack/react-query';
import type { Activity, ContentProgress, DashboardPlayer, PlayerStatusEvent } from '@tvs/protocol';
import { useEffect, useRef } from 'react';
import { api } from '../../api/client.ts';
import { session } from '../../api/session.ts';
import { useFrames } from '../../lib/useFrames.ts';
import { lastWords, movesNumbers, onePath, patchContent, patchPlayers, stalePaths } from './patches.ts';
import { patchQueries } from './patchQueries.ts';
import { useLive, useSocketEvent } from './SocketContext.tsx';

interface Items<T> {
  items: T[];
}
type Row = { id: number };
type Shown = Row & Pick<PlayerStatusEvent['players'][number], 'screenshot_at' | 'programme_version' | 'up_to_date'>;
type ContentRow = { id: number; status: string; status_detail: string | null };

/** Writes what the socket says into the cached answers, so that every page is live without asking again. */
export function LiveCache() {
  const queries = useQueryClient();
  const { state, times, answered } = useLive();
  const missed = useRef(false);
  const heard = useRef(0);
  const waiting = useRef(new Set<string>());

  /** At most one request a second for each kind of list, however many events come. */
  const soon = (path: string) => {
    if (waiting.current.has(path)) return;
    waiting.current.add(path);
    setTimeout(() => {
      waiting.current.delete(path);
      void queries.invalidateQueries({ queryKey: ['get', path] });
    }, 1000);
  };

  useEffect(() => {
    if (state === 'lost') missed.current = true;
    if (state !== 'live') return;
    // It came back, however soon: what happened between was not heard.
    if (times > 1 && times !== heard.current) missed.current = true;
    // What a page shows alone was asked for before the first line was open: deleted in between, nothing would say so.
    if (times === 1 && heard.current === 0)
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).endsWith('/{id}') });
    heard.current = times;
    if (!missed.current) return;
    missed.current = false;
    void queries.invalidateQueries();
  }, [state, times, queries]);

  // No line, maybe because something in between lets none through: then the page asks now and then, as long as the server answers.
  const deaf = state === 'lost' || state === 'asking';
  const tell = useRef(answered);
  tell.current = answered;
  useEffect(() => {
    if (!deaf) return;
    const ask = async () => {
      if (document.hidden || session.lapsed()) return;
      const answer = await api.GET('/auth/me').catch(() => null);
      tell.current(answer?.response.ok === true);
      if (answer?.response.ok) void queries.invalidateQueries();
    };
    const timers = [setTimeout(() => void ask(), 2000), setInterval(() => void ask(), 15_000)];
    return () => {
      for (const timer of timers) clearInterval(timer);
    };
  }, [deaf, queries]);

  const tellPlayers = useFrames((events: PlayerStatusEvent[]) => {
    const changed = lastWords(events);
    const fleets = queries.getQueriesData<Items<DashboardPlayer>>({ queryKey: ['get', '/dashboard/players'] });
    // Where nobody holds the whole fleet, nothing says that its numbers stayed.
    if (fleets.length === 0 || fleets.some(([, fleet]) => fleet && movesNumbers(fleet.items, changed))) soon('/dashboard/stats');
    for (const path of ['/dashboard/players', '/players'])
      patchQueries<Items<Row>>(queries, path, old => {
        const items = patchPlayers(old.items, changed);
        return items && { ...old, items };
      });
    for (const { queryKey } of queries.getQueryCache().findAll({ queryKey: ['get', '/players/{id}'] })) {
      const old = queries.getQueryData<Shown>(queryKey);
      const change = old && changed.get(old.id);
      if (!change) continue;
      queries.setQueryData<Shown>(queryKey, { ...old, ...change });
      // Its receipts and the address of its picture are no part of the event.
      if (asksForMore(old, change)) soon('/players/{id}');
    }
  });
  useSocketEvent('player_status', tellPlayers);

  useSocketEvent('content_progress', (progress: ContentProgress) => {
    patchQueries<Items<ContentRow>>(queries, '/content', old =>
      old.items.some(({ id }) => id === progress.content_id)
        ? { ...old, items: old.items.map(item => patchContent(item, progress)) }
        : null,
    );
    if (progress.status === 'processing') return;
    soon('/content');
    soon('/content/{id}');
    // A feed that was read: its items changed, and nobody did it.
    for (const path of ['/editorials', '/editorials/{id}', '/editorials/{id}/items']) soon(path);
    soon('/dashboard/stats');
  });

  useSocketEvent('player_status_update', ({ command, status }) => {
    soon('/players/{id}/commands');
    if (status !== 'done') return;
    if (command === 'log') soon('/players/{id}/log');
    if (command === 'screenshot') soon('/players/{id}');
  });

  useSocketEvent('notification', ({ code }) => {
    if (code !== 'alert_raised' && code !== 'alert_cleared') return;
    for (const path of ['/dashboard/alerts', '/dashboard/stats', '/players']) soon(path);
  });

  const tellActivity = useFrames((news: Activity[]) => {
    const newest = news.toReversed();
    const ids = new Set(news.map(({ id }) => id));
    patchQueries<Items<Activity>>(queries, '/dashboard/activity', old => ({
      ...old,
      items: [...newest, ...old.items.filter(({ id }) => !ids.has(id))].slice(0, 50),
    }));
    for (const path of news.flatMap(({ resource }) => stalePaths(resource))) soon(path);
    // The one thing itself, where a page shows it: its form then follows, or says that somebody else was quicker.
    for (const { resource, resource_id } of news) {
      const own = onePath(resource);
      if (own && resource_id !== null)
        void queries.invalidateQueries({ queryKey: ['get', own, { params: { path: { id: String(resource_id) } } }] });
    }
    soon('/dashboard/stats');
  });
  useSocketEvent('activity', tellActivity);

  return null;
}

function asksForMore(old: Shown, now: Shown): boolean {
  return old.screenshot_at !== now.screenshot_at || old.programme_version !== now.programme_version || old.up_to_date !== now.up_to_date;
}
