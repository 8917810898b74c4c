import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';

const shots = fileURLToPath(new URL('../e2e/shots/', import.meta.url));

export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Debian's Chromium, headless, quiet on the network. */
export const chromiumOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: browserFlags,
};

export function openBrowser(): Promise<Browser> {
  return chromium.launch(chromiumOptions);
}

/** The console in English, in a context of its own, of somebody who has signed in already. */
export async function signedIn(browser: Browser, token: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addInitScript(value => localStorage.setItem('tvs.token', value), token);
  return context.newPage();
}

/** Keeps a picture of the page for people to look at. */
export async function shot(page: Page, name: string): Promise<Buffer> {
  await mkdir(shots, { recursive: true });
  return page.screenshot({ path: `${shots}${name}.png` });
}

/** The same of a picture that was taken otherwise. */
export async function keepShot(picture: Buffer, name: string): Promise<void> {
  await mkdir(shots, { recursive: true });
  await writeFile(`${shots}${name}.png`, picture);
}

/** Share of pixels (0 to 1) that differ clearly between two pictures of the page, taken on a 64 × 36 grid. */
export async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([grid(one), grid(other)]);
  return gridDifference(a, b);
}

/** The same of two grids. */
export function gridDifference(a: Buffer, b: Buffer): number {
  let different = 0;
  for (let i = 0; i < a.length; i += 3) {
    const distance = [0, 1, 2].reduce((sum, channel) => sum + Math.abs((a[i + channel] ?? 0) - (b[i + channel] ?? 0)), 0);
    if (distance > 40) different += 1;
  }
  return different / (a.length / 3);
}

/** A picture's pixels on the grid, three bytes each. */
export function grid(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize(64, 36, { fit: 'fill', kernel: 'nearest' }).removeAlpha().raw().toBuffer();
}
