import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { openRoom, requireRoom } from './room.ts';

const full = expect.objectContaining({ status: 507 });

test('what one upload was promised no other gets, until it is written or given back', async () => {
  const folder = tmpdir();
  const { bavail, blocks, bsize } = await statfs(folder);
  // Three fifths of all that may be given: twice that is too much, whatever else the disk does meanwhile.
  const most = bavail * bsize - Math.min(512 * 2 ** 20, blocks * bsize * 0.05);
  const share = Math.floor(most * 0.6);
  const room = await openRoom(folder, share);
  await expect(openRoom(folder, share)).rejects.toEqual(full);
  await expect(requireRoom(folder, share)).rejects.toEqual(full);
  // Nobody said that these come.
  const unannounced = await openRoom(folder, 0);
  await expect(unannounced.take(share)).rejects.toEqual(full);
  await unannounced.take(1000);
  unannounced.wrote(1000);
  unannounced.leave();
  await room.take(share);
  room.wrote(share);
  await requireRoom(folder, share);
  room.leave();
  await requireRoom(folder, share);
  const both = await Promise.allSettled([openRoom(folder, share), openRoom(folder, share)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const one of both) if (one.status === 'fulfilled') one.value.leave();
});
