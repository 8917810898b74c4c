import { MediaQuery } from '../content.ts';
import { got, made, op } from '../operation.ts';
import { HealthHistory } from '../player-health.ts';
import * as logs from '../player-log.ts';
import * as plays from '../plays.ts';
import { IdParams } from '../primitives.ts';
import { ProgrammeUpdate } from '../programme.ts';

/** The player's own side, with its token, and what people see of it. */
export const playerSideOperations = {
  'player.programme': op({
    method: 'GET',
    path: '/player/programme',
    access: 'player',
    tag: 'player',
    summary: 'The programme as `programme_update` brings it; `ETag` is its version',
    ok: got(ProgrammeUpdate),
  }),
  'player.plays': op({
    method: 'POST',
    path: '/player/plays',
    access: 'player',
    tag: 'player',
    summary: 'Deliver plays; what the answer names is stored, once, however often it was sent',
    body: plays.PlayDelivery,
    ok: got(plays.PlayReceipt),
    problems: [413, 422],
  }),
  'player.screenshot': op({
    method: 'POST',
    path: '/player/screenshot',
    access: 'player',
    tag: 'player',
    summary: 'Send a picture of the screen: JPEG, PNG or WebP of at most 2 MiB as the body',
    query: plays.ScreenshotQuery,
    consumes: 'picture',
    ok: made(plays.ScreenshotAnswer),
    problems: [413, 415, 422],
  }),
  'player.log': op({
    method: 'POST',
    path: '/player/log',
    access: 'player',
    tag: 'player',
    summary: 'Send the newest lines of its log; they replace those sent before',
    body: logs.LogDelivery,
    ok: got(logs.PlayerLog),
  }),
  'players.log': op({
    method: 'GET',
    path: '/players/:id/log',
    access: 'viewer',
    tag: 'players',
    summary: 'What it noted of itself, as it last answered a `log` command',
    params: IdParams,
    ok: got(logs.PlayerLog),
  }),
  'players.health': op({
    method: 'GET',
    path: '/players/:id/health',
    access: 'viewer',
    tag: 'players',
    summary: 'What it said of its machine, hour by hour of the last eight days',
    params: IdParams,
    ok: got(HealthHistory),
  }),
  'players.plays': op({
    method: 'GET',
    path: '/players/:id/plays',
    access: 'viewer',
    tag: 'players',
    summary: 'What it has shown, newest first',
    params: IdParams,
    query: plays.PlayerPlaysQuery,
    ok: got(plays.PlayList),
  }),
  'players.screenshot': op({
    method: 'GET',
    path: '/players/:id/screenshot',
    access: 'media',
    tag: 'players',
    summary: 'The newest picture of its screen (JPEG), for a signed address or who may see the player',
    params: IdParams,
    query: MediaQuery,
    ok: { status: 200, schema: null, bytes: true },
  }),
} as const;
