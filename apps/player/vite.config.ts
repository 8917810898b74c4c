import { defineConfig, type Plugin } from 'vite';

/** Files of `public` that belong to the shell. */
const PUBLIC = ['icon.svg', 'manifest.webmanifest'];

export default defineConfig({
  root: import.meta.dirname,
  base: '/player/',
  plugins: [precache()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/shell/service-worker.ts' },
      output: { entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5000', '/socket.io': { target: 'ws://127.0.0.1:5000', ws: true } } },
});

/** Gives the service worker the list of everything that was built: names carry hashes, so a new build is a new list. */
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
        const files = Object.keys(bundle).filter(name => name !== 'sw.js' && !name.endsWith('.map'));
        const list = [...files, ...PUBLIC].sort();
        worker.code = worker.code.replace('__PRECACHE__', JSON.stringify(list));
      },
    },
  };
}
