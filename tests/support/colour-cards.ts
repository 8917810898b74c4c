import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { grid, gridDifference } from './browser.ts';

const [width, height] = [640, 360];

/** Each card: a colour with a stripe of another, told apart from every other in any light. */
export const cards = {
  red: ['#d02020', '#f0f0f0'],
  green: ['#20b020', '#101010'],
  blue: ['#2030d0', '#f0f0f0'],
  yellow: ['#d0c020', '#2030d0'],
  grey: ['#808080', '#d02020'],
} as const;
export type Card = keyof typeof cards;

/** The card as a PNG; `bytes`: as long as that, by a chunk that readers skip. */
export async function card(name: Card, bytes = 0): Promise<Buffer> {
  const [ground, stripe] = cards[name];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${ground}"/><rect x="${width / 4}" width="${width / 8}" height="${height}" fill="${stripe}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  const room = bytes - png.length - 12;
  if (room < 0) return png;
  const chunk = Buffer.alloc(room + 12, name);
  chunk.writeUInt32BE(room, 0);
  chunk.write('tvSs', 4, 'latin1');
  chunk.writeUInt32BE(crc32(chunk.subarray(4, room + 8)), room + 8);
  // Before the last chunk, IEND, which is twelve bytes.
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
}

let grids: Promise<Record<Card, Buffer>> | undefined;

function known(): Promise<Record<Card, Buffer>> {
  const names = Object.keys(cards) as Card[];
  grids ??= Promise.all(names.map(async name => [name, await grid(await card(name))])).then(pairs => Object.fromEntries(pairs));
  return grids;
}

/** Which card fills the page, by all its pixels; `null`: none. */
export async function cardOnGlass(page: Page): Promise<Card | null> {
  return cardOf(await page.screenshot());
}

/** Which card fills a picture; `null`: none. */
export async function cardOf(picture: Buffer): Promise<Card | null> {
  const shot = await grid(picture);
  for (const [name, pixels] of Object.entries(await known())) if (gridDifference(shot, pixels) < 0.02) return name as Card;
  return null;
}

/** Waits until the card is on the glass. */
export async function sees(page: Page, name: Card, timeout = 10_000): Promise<void> {
  await expect.poll(() => cardOnGlass(page), { timeout, interval: 100 }).toBe(name);
}

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** As PNG has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
