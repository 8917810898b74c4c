import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sparePort } from './process.ts';

/** An nginx of the tests' and benchmarks' own, on a spare port of this machine. */
export interface Nginx {
  port: number;
  url: string;
  stop(): Promise<void>;
}

/**
 * @param folder where it writes
 * @param http what stands in its `http` block; `listen` is the address it is to listen on
 */
export async function startNginx(folder: string, http: (listen: string) => string): Promise<Nginx> {
  const port = await sparePort();
  mkdirSync(join(folder, 'body'), { recursive: true });
  const temporary = ['proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${join(folder, name)};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process on; worker_processes 2; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')} error; ${asRoot()}
events { worker_connections 512; }
http {
  access_log off; client_body_temp_path ${join(folder, 'body')}; ${temporary}
  default_type application/octet-stream; keepalive_requests 100000;
  ${http(`127.0.0.1:${port}`)}
}`,
  );
  const child = spawn(process.env.NGINX ?? '/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  await listening(port, child);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/**
 * What operators get as deploy/nginx.conf, told of this server and this folder, without its certificate.
 * @param more further locations of the same server
 */
export function deployed(folder: string, server: { port: number; dataDir: string }, more = ''): (listen: string) => string {
  const text = readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8');
  return listen => {
    const plain = replaceAll(text, [
      [/^server \{\n {4}listen 80;[^}]*\}\n/m, ''],
      [/listen 443 ssl http2;/, `listen ${listen};`],
      [/^ {4}ssl_certificate.*\n/gm, ''],
      [/server 127\.0\.0\.1:5000;/, `server 127.0.0.1:${server.port};`],
      [/\/var\/lib\/tvs\/media/g, join(server.dataDir, 'media')],
      [/\/var\/cache\/nginx-tvs/g, join(folder, 'cache')],
    ]);
    return more ? replaceAll(plain, [[/\}\s*$/, `${more}\n}\n`]]) : plain;
  };
}

/** Each of them must be there: else the file has changed, and this has not. */
function replaceAll(text: string, pairs: readonly (readonly [RegExp, string])[]): string {
  let all = text;
  for (const [what, by] of pairs) {
    if (all.search(what) < 0) throw new Error(`deploy/nginx.conf has no ${what}`);
    all = all.replace(what, by);
  }
  return all;
}

/** Its workers may write where this process may. */
const asRoot = () => (process.getuid?.() === 0 ? 'user root;' : '');

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (open) return;
    await sleep(25);
  }
  throw new Error('nginx did not listen within 5 s');
}
