import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { vi } from 'vitest';
import { browserFlags } from './browser.ts';

/** A browser with a profile on the disk, as a screen has it: it can be ended with SIGKILL and come back. */
export interface Kiosk {
  browser: Browser;
  context: BrowserContext;
  profile: string;
  kill(): Promise<void>;
}

/** `children` learns of the process, so that none is left behind. */
export async function startKiosk(profile: string, children: ChildProcess[]): Promise<Kiosk> {
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const args = [...browserFlags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', args, { stdio: 'ignore', detached: true });
  children.push(child);
  const port = async () => Number((await readFile(portFile, 'utf8').catch(() => '')).split('\n')[0]);
  await vi.waitUntil(async () => (await port()) > 0, { timeout: 30_000, interval: 50 });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await port()}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no context');
  return {
    browser,
    context,
    profile,
    kill: async () => {
      const gone = once(child, 'exit');
      // The whole group: the processes that write the disk must die in the same instant.
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
  };
}

/** A way to the server on which answers get lost: `drops` is asked once for each connection that brings one. */
export async function lossyWay(to: () => number, drops: (request: string) => boolean): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer(inside => {
    const outside = createConnection(to(), '127.0.0.1');
    let asked = '';
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    inside.on('data', (chunk: Buffer) => {
      // A body comes in pieces of its own.
      const start = chunk.toString('latin1', 0, 200);
      if (/^(GET|POST) /.test(start)) asked = start;
      outside.write(chunk);
    });
    outside.on('data', (chunk: Buffer) => {
      if (chunk.subarray(0, 5).toString() === 'HTTP/' && drops(asked)) inside.destroy();
      else inside.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    port: address.port,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
