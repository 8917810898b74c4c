import type { Campaign, Content, Location, PlayerWithKey, Schedule } from '@tvs/protocol';
import sharp from 'sharp';
import { startApp, type TestApp, type TestOptions } from './app.ts';
import { type TestClock, testClock } from './clock.ts';
import { campaign, location, player, schedule, settled, upload } from './make.ts';
import { registered } from './socket.ts';

/**
 * Who may call: nobody; a viewer and a manager of `here`; a manager of `elsewhere`; an administrator; the player that
 * hangs `here`, and one that hangs `elsewhere`.
 */
export const roles = ['nobody', 'viewer', 'outsider', 'manager', 'admin', 'player', 'stranger'] as const;
export type Role = (typeof roles)[number];

/** Two places with something of every kind at each, and somebody of every role. */
export interface World {
  app: TestApp;
  /** Of the server: stands still until it is moved. */
  clock: TestClock;
  tokens: Record<Role, string | null>;
  here: Place;
  elsewhere: Place;
}

export interface Place {
  /** Seen by every user; played only here. */
  content: Content;
  location: Location;
  campaign: Campaign;
  schedule: Schedule;
  player: PlayerWithKey;
}

export async function makeWorld(options: Omit<TestOptions, 'clock'> = {}): Promise<World> {
  const clock = testClock(Date.now());
  const app = await startApp({ clock, ...options });
  const here = await place(app, 'Here');
  const elsewhere = await place(app, 'Elsewhere');
  const token = async (role: 'viewer' | 'manager', { location }: Place) => (await app.user(role, [location.id])).token;
  return {
    app,
    clock,
    here,
    elsewhere,
    tokens: {
      nobody: null,
      viewer: await token('viewer', here),
      manager: await token('manager', here),
      outsider: await token('manager', elsewhere),
      admin: app.token,
      player: await playerToken(app, here.player),
      stranger: await playerToken(app, elsewhere.player),
    },
  };
}

async function place(app: TestApp, name: string): Promise<Place> {
  const content = await settled(app, (await poster(app)).id);
  const where = await location(app, name);
  const shown = await campaign(app, `${name} campaign`, [content.id], { location_id: where.id });
  return {
    content,
    location: where,
    campaign: shown,
    schedule: await schedule(app, shown.id, where.id),
    player: await player(app, `${name} screen`, where.id),
  };
}

async function playerToken(app: TestApp, { player_key }: PlayerWithKey): Promise<string> {
  const device = await registered(app, player_key);
  device.close();
  return device.token;
}

let posters = 0;

/** A small picture that no other call made. */
export function posterBytes(): Promise<Buffer> {
  const seed = ++posters;
  const background = { r: seed % 256, g: (seed >> 8) % 256, b: 77 };
  return sharp({ create: { width: 32, height: 18, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Uploaded, maybe still in processing. */
export async function poster(app: TestApp): Promise<Content> {
  const answer = await upload(app, `poster-${posters}.png`, await posterBytes());
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
