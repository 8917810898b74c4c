import { createHash } from 'node:crypto';
import type { Command, Player } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { campaign, content, location, picture, player, schedule, video } from '../support/make.ts';
import { listen, registered } from '../support/socket.ts';

/** The whole path by the public interface alone: what someone with curl and a bare socket.io-client would do. */
test('from an upload to a campaign on a player, and a command back', async () => {
  const app = await startApp();
  const film = await video();
  const still = await picture('teal');
  const first = await content(app, 'filme.mp4', film, { title: 'Filme' });
  const second = await content(app, 'cartaz.png', still, { title: 'Cartaz' });
  expect([first.status, second.status]).toEqual(['ready', 'ready']);
  const shop = await location(app, 'Loja');
  const elsewhere = await location(app, 'Outra loja');
  const shown = await campaign(app, 'Abertura', [second.id, first.id]);
  const screen = await player(app, 'Vitrine', shop.id);
  expect(screen.player_key).toMatch(/^[0-9a-f-]{36}$/);

  const device = await registered(app, screen.player_key);
  const other = await registered(app, (await player(app, 'Longe', elsewhere.id)).player_key);
  expect(device.player_id).toBe(screen.id);
  expect((await device.next('campaign_update')).campaign).toBeNull();
  await device.next('programme_update');
  await other.next('campaign_update');

  const before = Date.now();
  const planned = await schedule(app, shown.id, shop.id);
  const update = await device.next('campaign_update', body => body.campaign !== null);
  expect(Date.now() - before).toBeLessThan(5000);
  expect(update).toMatchObject({
    campaign: { id: shown.id, name: 'Abertura' },
    schedule_id: planned.id,
    contents: [
      { id: second.id, title: 'Cartaz', type: 'image', duration: 10 },
      { id: first.id, title: 'Filme', type: 'video' },
    ],
  });
  expect(update.contents[1]?.duration).toBeCloseTo(2, 1);
  expect(other.heard('campaign_update')).toHaveLength(1);

  const address = new URL(update.contents[1]?.url ?? '', app.url);
  const opened = await fetch(address, { headers: { authorization: `Bearer ${device.token}` } });
  const bytes = Buffer.from(await opened.arrayBuffer());
  const hash = (buffer: Uint8Array) => createHash('sha256').update(buffer).digest('hex');
  expect(hash(bytes)).toBe(hash(film));
  expect(update.contents[1]?.sha256).toBe(hash(film));
  expect((await fetch(address)).status).toBe(401);
  expect((await fetch(address, { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(404);

  const sent = await app.ok<Command>('POST', `/players/${screen.id}/command`, { command: 'pause' });
  expect(await device.next('player_command')).toEqual({ id: sent.id, command: 'pause', params: null });
  const watcher = listen(app, { token: app.token });
  await new Promise<void>(resolve => watcher.socket.on('connect', resolve));
  device.socket.emit('player_status_update', { player_id: screen.id, status: 'paused', command_id: sent.id, result: { ok: true } });
  await watcher.next('player_status_update', body => body.command_id === sent.id && body.status === 'done');

  const status = () => app.ok<Player>('GET', `/players/${screen.id}`);
  expect(await status()).toMatchObject({ status: 'online', device_type: 'linux', resolution: '1920x1080' });
  device.close();
  await watcher.next('player_status', body => body.players.some(one => one.id === screen.id && one.status === 'offline'));
  expect((await status()).status).toBe('offline');
  other.close();
  watcher.close();
  await app.close();
});
