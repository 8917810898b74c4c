/**
 * Keeps the application itself, so that a screen starts without its server. Media do not pass here: the library has them.
 * A new version is installed beside the old one and counts only once every file of it is there.
 */
declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: every file of the shell, relative to the scope, and a hash over them. */
declare const __SHELL__: { version: string; files: string[] };

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
    // All or nothing: `addAll` fails as a whole, and then this version is never installed.
    await cache.addAll(SHELL.files.map(file => new Request(file, { cache: 'reload' })));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const wanted = request.mode === 'navigate' ? new URL('index.html', self.registration.scope).href : request;
  return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
}

export {};
