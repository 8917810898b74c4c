import type { PlayReceipt } from '@tvs/protocol';
import type { TestApp } from './app.ts';
import { player } from './make.ts';
import { registered } from './socket.ts';

/** A player with a token of its own, as it has after registering. */
export interface Screen {
  id: number;
  name: string;
  token: string;
  close(): void;
}

export async function screen(app: TestApp, name: string, location_id: number): Promise<Screen> {
  const row = await player(app, name, location_id);
  const device = await registered(app, row.player_key);
  return { id: row.id, name, token: device.token, close: () => device.close() };
}

export interface WirePlay {
  seq: number;
  content_id: number;
  campaign_id?: number | null;
  schedule_id?: number | null;
  started_at: string;
  length: number;
  completed: boolean;
  reason?: string | null;
  programme_version?: string | null;
}

const base = Date.now() - 3_600_000;

/** A play of ten seconds, the same whenever it is asked for; what is not said is plain. */
export function play(seq: number, more: Partial<WirePlay> = {}): WirePlay {
  return { seq, content_id: 1, started_at: new Date(base + seq * 10_000).toISOString(), length: 10_000, completed: true, ...more };
}

export const deliver = (app: TestApp, who: Screen, plays: readonly WirePlay[]) =>
  app.ok<PlayReceipt>('POST', '/player/plays', { plays }, who.token);
