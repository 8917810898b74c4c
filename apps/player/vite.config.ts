import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(await readFile(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };

/** Files of `public` that belong to the shell. */
const PUBLIC = ['icon.svg', 'manifest.webmanifest'];

/**
 * All scripts and styles of the player, each gzipped as it is sent, bytes: weak hardware has to read them at every start.
 * It was 60,000 until the items' own dates, by which a player without a network goes.
 */
const MOST = 60_500;

export default defineConfig({
  root: import.meta.dirname,
  base: '/player/',
  plugins: [onlyWebSocket(), squeeze(), precache(), weigh()],
  worker: { format: 'es' },
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Of Socket.IO's modules only what is used; they do not say so themselves.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/(engine|socket)\.io-/, sideEffects: false }] },
      input: { index: 'index.html', sw: 'src/shell/service-worker.ts' },
      output: { entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5000', '/socket.io': { target: 'ws://127.0.0.1:5000', ws: true } } },
});

/** Of the ways to talk that Socket.IO's client brings a player uses WebSocket alone: the others would weigh 2 kB. */
function onlyWebSocket(): Plugin {
  const chosen = '\0tvs-transports:';
  return {
    name: 'tvs-only-websocket',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './transports/index.js' && importer?.includes('/engine.io-client/') ? chosen + importer : null,
    load: id =>
      id.startsWith(chosen)
        ? `import { WS } from ${JSON.stringify(join(id.slice(chosen.length), '../transports/websocket.js'))};
           export const transports = { websocket: WS };`
        : null,
  };
}

/** What the bundler has made small a second minifier makes 1.3 kB smaller still. */
function squeeze(): Plugin {
  const squeezed = async (code: string) => (await minify(code, { module: true, compress: { passes: 3 } })).code ?? code;
  return {
    name: 'tvs-squeeze',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!file.fileName.endsWith('.js')) continue;
          if (file.type === 'chunk') file.code = await squeezed(file.code);
          else file.source = await squeezed(Buffer.from(file.source).toString());
        }
      },
    },
  };
}

/** Tells the service worker every file that was built, and a version that changes with any byte of them. */
function precache(): Plugin {
  return {
    name: 'tvs-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
        const built = Object.values(bundle).filter(file => file !== worker && !file.fileName.endsWith('.map'));
        const contents = new Map<string, string | Uint8Array>(
          built.map(file => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const),
        );
        for (const name of PUBLIC) contents.set(name, await readFile(join(import.meta.dirname, 'public', name)));
        const names = [...contents.keys()].sort((a, b) => (a < b ? -1 : 1));
        const files = Object.fromEntries(names.map(name => [name, sha256(contents.get(name) ?? '')]));
        worker.code = worker.code.replace('__SHELL__', JSON.stringify({ version: sha256(JSON.stringify(files)).slice(0, 12), files }));
      },
    },
  };
}

/** A build that weighs too much fails. */
function weigh(): Plugin {
  return {
    name: 'tvs-weigh',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const weights = Object.values(bundle)
          .filter(file => /\.(js|css)$/.test(file.fileName))
          .map(file => [file.fileName, gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length] as const);
        const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
        if (total > MOST)
          throw new Error(`${total} bytes gzipped, more than ${MOST}: ${weights.map(weight => weight.join(' ')).join(', ')}`);
      },
    },
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
