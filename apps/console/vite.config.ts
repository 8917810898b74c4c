import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.TVS_SERVER ?? 'http://localhost:5000';

/** Built into `dist`, served at `/` by the server; while developing, the API and the sockets are the server's. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // Nothing inline: the Content-Security-Policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
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
