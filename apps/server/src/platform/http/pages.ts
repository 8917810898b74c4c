import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { appsFolder } from '../folders.ts';

interface Page {
  /** Its name to people, and its folder under `apps`. */
  name: 'console' | 'player';
  folder: string;
}

/**
 * Serves the two applications as they were built: the console at `/`, the player at `/player/`. A path of theirs that is
 * no file is their own to interpret, so that a reload works; everything below `/api` and `/socket.io` stays the API's.
 */
export async function servePages(http: FastifyInstance, apps: string = appsFolder): Promise<void> {
  const console: Page = { name: 'console', folder: join(apps, 'console/dist') };
  const player: Page = { name: 'player', folder: join(apps, 'player/dist') };
  // Only for `reply.sendFile`: the routes are below, since two roots and their fallbacks are easier read than configured. The build packed each
  // file once, so that sending it packed costs nothing.
  await http.register(fastifyStatic, {
    root: console.folder,
    serve: false,
    preCompressed: true,
    suppressWarning: true,
    dotfiles: 'ignore',
  });

  // The log stays quiet about pages: an address may hold a player's key.
  const quiet = { logLevel: 'warn' } as const;

  http.get('/player', quiet, (request, reply) => {
    // The service worker's scope ends with a slash. Kept by browsers, so that a screen told `/player` starts without its
    // server; never when the address holds a key.
    const query = new URL(request.url, 'http://localhost').search;
    reply.header('cache-control', query === '' ? 'max-age=31536000' : 'no-store');
    return reply.redirect(`/player/${query}`, query === '' ? 308 : 302);
  });
  http.get<{ Params: { '*': string } }>('/player/*', quiet, (request, reply) => answer(request, reply, player, request.params['*']));
  http.get<{ Params: { '*': string } }>('/*', quiet, (request, reply) => {
    const path = request.params['*'];
    if (/^(api|socket\.io)(\/|$)/.test(path)) return nothing(reply);
    return answer(request, reply, console, path);
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, page: Page, path: string): FastifyReply {
  if (!existsSync(join(page.folder, 'index.html'))) return notBuilt(reply, page);
  if (path.startsWith('assets/')) return reply.sendFile(path, page.folder, { maxAge: '365d', immutable: true });
  const file = path !== '' && path !== 'index.html' && isFile(page, path);
  if (!file && path !== 'index.html' && !wantsPage(request)) return nothing(reply);
  // Asked for again each time, and answered 304 when nothing changed: a new build counts at once. The service worker too.
  reply.header('cache-control', 'no-cache');
  return reply.sendFile(file ? path : 'index.html', page.folder, { cacheControl: false });
}

function nothing(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Only plain names: `sendFile` guards against leaving the folder once more. */
function isFile(page: Page, path: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$|^[\w-]+\/[\w./-]+\.\w+$/.test(path) && !path.includes('..') && existsSync(join(page.folder, path));
}

function wantsPage(request: FastifyRequest): boolean {
  return /text\/html|^$/.test(request.headers.accept ?? '') || request.url.split('?')[0]?.endsWith('/') === true;
}

function notBuilt(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .code(503)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><meta charset="utf-8"><title>TVS</title><p>The ${page.name} is not built yet. Run <code>npm run build</code>, then load this page again.</p>`,
    );
}
