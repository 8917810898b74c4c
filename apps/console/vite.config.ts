import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

/** Script that the dashboard loads until it is whole and live, and the door until one can sign in, gzipped as it is sent, bytes. */
const MOST = 200_000;
/** What each loads beside what `index.html` names: the words of the heavier language, the socket; the page of the door. */
const routes = {
  dashboard: [/\/i18n\/pt-BR\/first\.ts$/, /\/socket\.io-client\/build\/esm\/index\.js$/],
  'sign-in': [/\/i18n\/pt-BR\/first\.ts$/, /\/SignIn\.tsx$/],
};

const server = process.env.TVS_SERVER ?? 'http://localhost:5000';

/** Built into `dist`, served at `/` by the server; while developing, the API and the sockets are the server's. */
export default defineConfig({
  plugins: [react(), preloadFont(), weigh()],
  build: {
    target: 'es2022',
    // Nothing inline: the Content-Security-Policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first page needs is one file beside React, however many pages share parts of it: many small files weigh more and come later.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
});

/** The letters of both languages come with the page: in another font first, what stood in two lines would jump into one when they arrive. */
function preloadFont(): Plugin {
  return {
    name: 'tvs-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const font = Object.keys(bundle).find(name => /inter-latin-wght-normal.*\.woff2$/.test(name));
        if (!font) throw new Error('the build has no inter-latin-wght-normal');
        return [
          { tag: 'link', injectTo: 'head', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: true } },
        ];
      },
    },
  };
}

/** Says what the first page weighs; a build in which it weighs too much fails. */
function weigh(): Plugin {
  return {
    name: 'tvs-weigh',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = new Map(Object.values(bundle).flatMap(file => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
        for (const [route, more] of Object.entries(routes)) {
          const files = loaded(chunks, more);
          const weights = files.map(({ fileName, code }) => [fileName, gzipSync(code, { level: 9 }).length] as const);
          const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
          const said = `${route}: ${(total / 1000).toFixed(1)} kB of script gzipped, ${files.length} files`;
          if (total > MOST) throw new Error(`${said}, more than ${MOST / 1000} kB: ${weights.map(weight => weight.join(' ')).join(', ')}`);
          process.stdout.write(`${said}\n`);
        }
      },
    },
  };
}

/** The entry, the chunks that hold these modules, and all that they import. */
function loaded(chunks: ReadonlyMap<string, Rolldown.OutputChunk>, modules: readonly RegExp[]): Rolldown.OutputChunk[] {
  const found = new Set<Rolldown.OutputChunk>();
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) add(chunks.get(name));
  };
  for (const chunk of chunks.values()) if (chunk.isEntry) add(chunk);
  for (const module of modules) {
    const holder = [...chunks.values()].find(({ moduleIds }) => moduleIds.some(id => module.test(id)));
    if (!holder) throw new Error(`no chunk holds ${module}`);
    add(holder);
  }
  return [...found];
}
