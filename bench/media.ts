/**
 * A film of 100 MB given out whole and in ranges of 64 KiB: by the server itself (`tvs`), by nginx in front as deploy/nginx.conf
 * has it (`accel`: the server says who may, nginx sends), and by nginx alone, which asks nobody. Eight connections.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Content } from '@tvs/protocol';
import { makeFilm } from '../tests/support/film.ts';
import { deployed, startNginx } from '../tests/support/nginx.ts';
import { median, row, signIn, timed, write } from './files-server.ts';
import { startServer } from './plays-server.ts';

const REPEATS = Number(process.env.REPEATS ?? 5);
const SIZE = 100_000_000;
const RANGE = 65_536;
const RANGES = Number(process.env.RANGES ?? 4000);
const WHOLE = Number(process.env.WHOLE ?? 8);
const CONNECTIONS = 8;

const server = await startServer({ TRUST_PROXY: '127.0.0.1' });
const work = join(server.folder, 'bench');
mkdirSync(work);
const media = join(server.folder, 'media');
const nginx = await startNginx(
  work,
  deployed(
    work,
    { port: server.port, dataDir: server.folder },
    `    location /alone/ { alias ${media}/; etag off; sendfile on; tcp_nopush off; }`,
  ),
);
try {
  const token = await signIn(server);
  const file = join(work, 'film.mp4');
  const sha256 = await makeFilm(file, SIZE);
  const { url } = await uploaded(token, file);
  const doors = {
    tvs: { port: server.port, path: url },
    accel: { port: nginx.port, path: url },
    nginx: { port: nginx.port, path: `/alone/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}` },
  };
  for (const [who, door] of Object.entries(doors)) {
    const hash = createHash('sha256');
    await get(door, [null], bytes => hash.update(bytes));
    if (hash.digest('hex') !== sha256) throw new Error(`${who} gives other bytes`);
  }
  const works = {
    [`whole, ${WHOLE} times`]: { count: WHOLE, range: false },
    [`64 KiB, ${RANGES} ranges`]: { count: RANGES, range: true },
  };
  const rows = [];
  const rate: Record<string, number> = {};
  for (const [what, { count, range }] of Object.entries(works)) {
    const times: Record<keyof typeof doors, number[]> = { tvs: [], accel: [], nginx: [] };
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      for (const who of Object.keys(doors) as (keyof typeof doors)[]) {
        const ms = await timed(() => load(doors[who], count, range));
        // One round before, which does not count.
        if (repeat > 0) times[who].push(ms);
      }
    }
    const bytes = count * (range ? RANGE : SIZE);
    for (const who of Object.keys(doors) as (keyof typeof doors)[]) rate[`${who}, ${what}`] = Math.round(bytes / 1000 / median(times[who]));
    rows.push(row(`${what}: the server`, Math.round(bytes / 1e6), times, 'tvs', 'nginx'));
    rows.push(row(`${what}: X-Accel`, Math.round(bytes / 1e6), times, 'accel', 'nginx'));
  }
  write('media', { rows, megabytes_a_second: rate, goal: 'the server at least 0.25 of nginx alone, X-Accel at least 0.7' });
} finally {
  await nginx.stop();
  await server.stop();
}

interface Door {
  port: number;
  path: string;
}

/** So many requests over all connections, ranges spread over the file. */
async function load(door: Door, count: number, range: boolean): Promise<void> {
  const last = Math.floor(SIZE / RANGE) - 1;
  const lists = Array.from({ length: CONNECTIONS }, () => [] as (number | null)[]);
  for (let index = 0; index < count; index++) lists[index % CONNECTIONS]?.push(range ? ((index * 7919) % last) * RANGE : null);
  await Promise.all(lists.filter(list => list.length > 0).map(list => get(door, list)));
}

/** Requests one after the other over one connection, as little work as can be; throws unless every byte asked for came. */
function get({ port, path }: Door, starts: readonly (number | null)[], onBytes?: (bytes: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let next = 0;
    let head = '';
    let left = 0;
    const ask = () => {
      const start = starts[next++];
      if (start === undefined) {
        socket.destroy();
        return resolve();
      }
      left = start === null ? SIZE : RANGE;
      head = '';
      const range = start === null ? '' : `Range: bytes=${start}-${start + RANGE - 1}\r\n`;
      socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\n${range}\r\n`);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed early: ${head.slice(0, 200)}`)));
    socket.on('data', (chunk: Buffer) => {
      let body = chunk;
      if (!head.endsWith('\r\n\r\n')) {
        const before = head.length;
        const text = head + chunk.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        head = end < 0 ? text : text.slice(0, end + 4);
        if (end < 0) return;
        if (!/^HTTP\/1.1 20[06]/.test(head)) return socket.destroy();
        body = chunk.subarray(end + 4 - before);
      }
      onBytes?.(body);
      left -= body.length;
      if (left < 0) socket.destroy();
      if (left === 0) ask();
    });
  });
}

async function uploaded(token: string, file: string): Promise<Content> {
  const args = ['--silent', '--fail', '-H', `Authorization: Bearer ${token}`, '-F', `file=@${file}`];
  const { stdout } = await promisify(execFile)('curl', [...args, `http://127.0.0.1:${server.port}/api/content/upload`]);
  const { id } = JSON.parse(stdout) as Content;
  for (;;) {
    const content = (await server.post(`/api/content/${id}`, null, token)) as Content;
    if (content.status !== 'processing') return content;
    await sleep(50);
  }
}
