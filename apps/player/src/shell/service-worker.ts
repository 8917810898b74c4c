/**
 * Keeps the application itself, so that a screen starts without its server. Media do not pass here: the library has them.
 * A new version is installed beside the old one and counts only once every file of it is there.
 */
declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: every file of the shell, relative to the scope, with its SHA-256 in hex, and a hash over them. */
declare const __SHELL__: { version: string; files: Record<string, string> };

const SHELL = __SHELL__;
const PREFIX = 'tvs-shell-';
const NAME = PREFIX + SHELL.version;

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('message', event => {
  if (event.data === 'activate') void self.skipWaiting();
});
self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  try {
    // All or nothing. A server that is being updated may have some files of this version and some of another.
    await Promise.all(Object.entries(SHELL.files).map(([file, hash]) => bring(cache, file, hash)));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

async function bring(cache: Cache, file: string, hash: string): Promise<void> {
  const response = await fetch(new Request(file, { cache: 'reload' }));
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
  if (!response.ok || found !== hash) throw new Error(`${file} is of another version`);
  await cache.put(file, response);
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const wanted = request.mode === 'navigate' ? new URL('index.html', self.registration.scope).href : request;
  // What is kept may have gone bad: the server has it too.
  const kept = await caches.match(wanted, { cacheName: NAME, ignoreSearch: true }).catch(() => undefined);
  return kept ?? fetch(request);
}

export {};
