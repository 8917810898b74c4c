import { join } from 'node:path';
import type { operations } from '@tvs/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import PQueue from 'p-queue';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { namesTag } from '../../media/range.ts';
import type { PlayerViewer, Viewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { notFound, problems } from '../../platform/errors.ts';
import { createScreenshotFiles, type Picture } from './screenshot-files.ts';
import { createScreenshotLinks } from './screenshot-link.ts';
import type { Players } from './service.ts';

type Query = z.output<(typeof operations)['player.screenshot']['query']>;
type Signature = z.output<(typeof operations)['players.screenshot']['query']>;

/** A player sends one picture in this time, ms. */
const pace = 2000;
const mostPlayers = 20_000;

/** Pictures of what is on the screens: the newest of each player. */
export function createScreenshots(context: Context, players: Players) {
  const { db, clock, bus, config, log } = context;
  const links = createScreenshotLinks(config.secretKey, clock);
  const files = createScreenshotFiles(join(config.dataDir, 'screenshots'));
  const sentAt = new Map<number, number>();
  // One after the other: of two pictures of one player, the later must not be taken for what the earlier replaces.
  const keeping = new PQueue({ concurrency: 1 });

  const find = (player_id: number) =>
    db.selectFrom('players').select(['screenshot_at', 'screenshot_sha256']).where('id', '=', player_id).executeTakeFirst();

  bus.on('player_revoked', async ({ player_id }) => {
    // The key may only have been renewed.
    if (!(await find(player_id))) await files.keepOnly(player_id, null);
  });

  /** Without a signature that holds: 401 for nobody, 404 for who may not see the player. A player sees itself. */
  async function requireSight(viewer: Viewer | null, player_id: number, { sig }: Signature): Promise<void> {
    if (viewer?.kind === 'user') await players.row(viewer, player_id);
    else if (viewer && viewer.player_id !== player_id) throw notFound('player', player_id);
    else if (!viewer)
      throw problems.unauthenticated(sig ? 'This address has expired or is not valid.' : 'This needs a token: Authorization: Bearer …');
  }

  /** On the disk first, then in the row that names it, then away with the one before. */
  async function keep(player_id: number, picture: Picture): Promise<number> {
    await files.put(player_id, picture);
    const screenshot_at = clock.now();
    const { numUpdatedRows } = await db
      .updateTable('players')
      .set({ screenshot_at, screenshot_sha256: picture.sha256 })
      .where('id', '=', player_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      await files.keepOnly(player_id, null);
      throw notFound('player', player_id);
    }
    await files.keepOnly(player_id, picture.sha256).catch((error: unknown) => log.warn({ err: error }, 'an old screenshot stays'));
    return screenshot_at;
  }

  return {
    /** Throws 429 to one that sends faster than it may; before its picture is read. */
    async pace({ player_id }: PlayerViewer): Promise<void> {
      const now = clock.now();
      const last = sentAt.get(player_id);
      if (last !== undefined && now - last < pace && now >= last)
        throw problems.tooMany('One picture in two seconds is enough.', { retry_after: Math.ceil((last + pace - now) / 1000) });
      sentAt.delete(player_id);
      if (sentAt.size >= mostPlayers) sentAt.delete(sentAt.keys().next().value ?? 0);
      sentAt.set(player_id, now);
    },

    async take({ player_id }: PlayerViewer, { command_id }: Query, body: unknown) {
      if (!Buffer.isBuffer(body)) throw problems.wrongType('Send the picture itself as the body: image/jpeg, image/png or image/webp.');
      const picture = await files.redraw(body);
      const screenshot_at = await keeping.add(() => keep(player_id, picture));
      bus.emit('player_screenshot', { player_id, screenshot_at, command_id: command_id ?? null });
      return { player_id, screenshot_at: iso(screenshot_at), width: picture.width, height: picture.height };
    },

    /** The bytes, for a signed address or whoever may see the player. */
    async send(viewer: Viewer | null, player_id: number, signature: Signature, request: FastifyRequest, reply: FastifyReply) {
      const row = await find(player_id);
      const sha256 = row?.screenshot_sha256 ?? null;
      if (sha256 === null || !links.opens(player_id, sha256, signature)) await requireSight(viewer, player_id, signature);
      const bytes = sha256 === null ? null : await files.read(player_id, sha256);
      if (!row || sha256 === null || !bytes) throw problems.notFound('There is no picture of this screen.');
      const tag = `"${sha256}"`;
      reply
        .header('etag', tag)
        .header('last-modified', new Date(row.screenshot_at ?? 0).toUTCString())
        .header('cache-control', 'private, no-cache')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox");
      if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply.type('image/jpeg').send(bytes);
    },
  };
}
