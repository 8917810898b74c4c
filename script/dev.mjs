#!/usr/bin/env node
// All three applications with reload: the server on :5000, the console on :5173, the player on :5174. Ctrl-C stops them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = name => join(root, 'node_modules/.bin', name);
const vite = (app, port) => [bin('vite'), ['--port', String(port), '--strictPort', '--clearScreen', 'false'], join(root, 'apps', app)];

const parts = {
  server: [bin('tsx'), ['watch', '--clear-screen=false', 'apps/server/src/main.ts', ...process.argv.slice(2)], root],
  console: vite('console', 5173),
  player: vite('player', 5174),
};

// The pages pass the API and the sockets on to where the server listens.
const { TVS_SERVER: _, ...env } = process.env;
const TVS_SERVER = `http://127.0.0.1:${env.TVS_PORT ?? 5000}`;

const children = Object.entries(parts).map(([name, [command, args, cwd]]) => {
  const child = spawn(command, args, {
    cwd,
    env: name === 'server' ? env : { ...env, TVS_SERVER },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('error', error => stop(`${name} could not be started: ${error.message}`));
  child.once('exit', code => stop(`${name} ended${code ? ` with ${code}` : ''}`));
  return child;
});

console.log(`Console http://localhost:5173/   Player http://localhost:5174/player/   API ${TVS_SERVER}/api/docs`);

let stopping = false;
/** One ended, or we were asked to: all end. */
function stop(reason) {
  if (stopping) return;
  stopping = true;
  if (reason) console.error(reason);
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  process.exitCode = reason ? 1 : 0;
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop());
