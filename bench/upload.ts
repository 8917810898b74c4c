/**
 * A film sent by form and by tus, hash and sync included, then four at once; beside nginx's WebDAV PUT, the same made
 * safe on the disk as ours is (nginx leaves that to the system), and `cp` of the same files.
 * 256 MiB each, `SIZE=1024 script/bench upload` for a GiB. Sent by curl, so that whoever sends is the same for all.
 */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Content } from '@tvs/protocol';
import { makeFilm } from '../tests/support/film.ts';
import { startNginx } from '../tests/support/nginx.ts';
import { row, signIn, timed, watchMemory, write } from './files-server.ts';
import { startServer } from './plays-server.ts';

const SIZE = Number(process.env.SIZE ?? 256);
const REPEATS = Number(process.env.REPEATS ?? 5);
const AT_ONCE = 4;
const run = promisify(execFile);

const server = await startServer();
const address = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const work = join(server.folder, 'bench');
mkdirSync(join(work, 'dav'), { recursive: true });
const nginx = await startNginx(
  work,
  listen =>
    `server { listen ${listen}; client_max_body_size 0; location /dav/ { root ${work}; dav_methods PUT; create_full_put_path on; } }`,
);
const memory = watchMemory(server.pid);
try {
  const token = await signIn(server);
  const films: { file: string; sha256: string }[] = [];
  for (let index = 0; index < AT_ONCE; index++) {
    const file = join(work, `film-${index}.mp4`);
    films.push({ file, sha256: await makeFilm(file, SIZE * 2 ** 20) });
  }
  const put = (index: number) => curl(['-T', films[index]?.file ?? '', `http://127.0.0.1:${nginx.port}/dav/film-${index}.mp4`]);
  const ways = {
    multipart: (index: number) => byForm(token, films[index]?.file ?? ''),
    tus: (index: number) => byTus(token, films[index]?.file ?? ''),
    nginx: (index: number) => put(index),
    'nginx, sync': async (index: number) => {
      await put(index);
      await run('sync', ['--data', join(work, 'dav', `film-${index}.mp4`)]);
    },
    cp: (index: number) => copyFile(films[index]?.file ?? '', join(work, 'dav', `copy-${index}.mp4`)),
  };
  const rows = [];
  const growth: Record<string, number> = {};
  for (const many of [1, AT_ONCE]) {
    const times: Record<keyof typeof ways, number[]> = { multipart: [], tus: [], nginx: [], 'nginx, sync': [], cp: [] };
    // One round before, which does not count.
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      for (const who of rotated(Object.keys(times) as (keyof typeof ways)[], repeat)) {
        const before = memory.now();
        memory.peak();
        const ms = await timed(() => Promise.all(Array.from({ length: many }, (_, index) => ways[who](index))));
        if (repeat > 0) times[who].push(ms);
        if (who === 'multipart' || who === 'tus') {
          const key = `${who} × ${many}`;
          if (repeat > 0) growth[key] = Math.max(growth[key] ?? 0, Math.round(memory.peak() - before));
          await checkAndRemove(token, films.slice(0, many));
        } else for (const name of await readdir(join(work, 'dav'))) await rm(join(work, 'dav', name));
      }
    }
    const size = SIZE * many;
    for (const who of ['multipart', 'tus'] as const)
      rows.push(
        row(
          `${who}, ${many} at once`,
          size,
          { tvs: times[who], nginx: times.nginx, 'nginx, sync': times['nginx, sync'], cp: times.cp },
          'tvs',
          'nginx',
        ),
      );
  }
  write('upload', { rows, memory_growth_mib: growth, goal: 'ratio at least 0.4, memory at most +64 MiB' });
} finally {
  memory.stop();
  await nginx.stop();
  await server.stop();
}

/** Another is first each time: the first to fill memory that was just given back pays for it. */
function rotated<T>(list: readonly T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** Each is there, once, with the bytes that were sent; then it goes. */
async function checkAndRemove(token: string, films: readonly { sha256: string }[]): Promise<void> {
  for (;;) {
    const { items } = (await server.post('/api/content', null, token)) as { items: Content[] };
    if (items.some(({ status }) => status === 'processing')) {
      await new Promise(resolve => setTimeout(resolve, 50));
      continue;
    }
    const [found, sent] = [items, films].map(list => JSON.stringify(list.map(({ sha256 }) => sha256).sort()));
    if (found !== sent) throw new Error(`sent ${sent}, found ${found}`);
    for (const { id } of items) await curl(['-X', 'DELETE', '-H', `Authorization: Bearer ${token}`, address(`/api/content/${id}`)]);
    return;
  }
}

async function byForm(token: string, file: string): Promise<void> {
  await curl(['-H', `Authorization: Bearer ${token}`, '-F', `file=@${file}`, address('/api/content/upload')]);
}

async function byTus(token: string, file: string): Promise<void> {
  const headers = ['-H', `Authorization: Bearer ${token}`, '-H', 'Tus-Resumable: 1.0.0'];
  const metadata = `Upload-Metadata: filename ${Buffer.from('film.mp4').toString('base64')}`;
  const begin = [...headers, '-H', `Upload-Length: ${SIZE * 2 ** 20}`, '-H', metadata, '-X', 'POST', '-D', '-'];
  const location = /^location: (\S+)/im.exec(await curl([...begin, address('/api/content/uploads')]))?.[1] ?? '';
  const part = ['-H', 'Upload-Offset: 0', '-H', 'Content-Type: application/offset+octet-stream', '-X', 'PATCH', '-T', file];
  await curl([...headers, ...part, address(location)]);
}

async function curl(args: readonly string[]): Promise<string> {
  const { stdout } = await run('curl', ['--silent', '--show-error', '--fail-with-body', '-H', 'Expect:', ...args]);
  return stdout;
}
