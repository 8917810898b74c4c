import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sparePort } from '../tests/support/process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const administrator = { username: 'admin', password: 'correct horse battery' };
/** Answers under way at once. */
const LANES = 100;

export interface Device {
  id: number;
  token: string;
}

export interface BenchServer {
  folder: string;
  port: number;
  pid: number;
  /** Its processor time so far, ms. */
  cpu(): number;
  post(path: string, body: unknown, token: string | null): Promise<unknown>;
  stop(): Promise<void>;
}

const agent = new Agent({ keepAlive: true, maxSockets: LANES });

/** The server from its source, as a process of its own on a spare port, with SQLite in a temporary folder. */
export async function startServer(more: Record<string, string> = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tvs-bench-'));
  const port = await sparePort();
  const env = { PATH: process.env.PATH, TVS_PORT: String(port), TVS_HOST: '127.0.0.1', TVS_DATA_DIR: folder };
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { ...env, TVS_ADMIN_PASSWORD: administrator.password, LOG_LEVEL: 'error', ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  // Whoever stops the benchmark stops its server.
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await answering(`http://127.0.0.1:${port}/api/health/ready`, child);
  return {
    folder,
    port,
    pid: child.pid ?? 0,
    cpu: () => cpuOf(child.pid ?? 0),
    post: (path, body, token) => post(port, path, body, token),
    stop: async () => {
      agent.destroy();
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Players as a fleet makes them: added by an administrator, each with the token it gets when it registers. */
export async function enrol(server: BenchServer, count: number): Promise<Device[]> {
  const { access_token } = (await server.post('/api/auth/login', administrator, null)) as { access_token: string };
  const shop = (await server.post('/api/locations', { name: 'Bench' }, access_token)) as { id: number };
  const devices: Device[] = [];
  await inLanes(
    Array.from({ length: count }, (_, index) => index),
    async index => {
      const body = { name: `Player ${index}`, location_id: shop.id };
      const { id, player_key } = (await server.post('/api/players', body, access_token)) as { id: number; player_key: string };
      devices.push({ id, token: await register(server, player_key) });
    },
  );
  return devices;
}

/** Socket.IO's long polling by hand: open, register, hear the answer, leave. */
async function register(server: BenchServer, player_key: string): Promise<string> {
  const path = '/socket.io/?EIO=4&transport=polling';
  const opened = String(await server.post(path, null, null));
  const session = `${path}&sid=${(JSON.parse(opened.slice(1)) as { sid: string }).sid}`;
  await server.post(session, '40', null);
  await server.post(session, `42${JSON.stringify(['player_register', { player_key }])}`, null);
  for (;;) {
    const heard = String(await server.post(session, null, null)).split('\x1e');
    const success = heard.find(packet => packet.startsWith('42["register_success"'));
    if (!success) continue;
    await server.post(session, '1', null);
    return (JSON.parse(success.slice(2)) as [string, { token: string }])[1].token;
  }
}

/** Works through all, some at once. */
export async function inLanes<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let each = all[next++]; each !== undefined; each = all[next++]) await work(each);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Sends JSON or text (a GET for `null`); the answer as JSON, else as text. Throws unless it is 2xx. */
function post(port: number, path: string, body: unknown, token: string | null): Promise<unknown> {
  const text = body === null ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(text === null
        ? {}
        : { 'content-type': path.startsWith('/api') ? 'application/json' : 'text/plain', 'content-length': Buffer.byteLength(text) }),
    };
    const call = request(
      { host: '127.0.0.1', port, path, method: text === null ? 'GET' : 'POST', headers, agent, timeout: 60_000 },
      answer => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const said = Buffer.concat(chunks).toString();
          if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${path}: ${answer.statusCode} ${said}`));
          else resolve(answer.headers['content-type']?.includes('json') ? JSON.parse(said) : said);
        });
      },
    );
    call.on('error', reject);
    call.end(text ?? undefined);
  });
}

/** From /proc: user and system time in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const ready = await fetch(url).then(
      answer => answer.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error('the server did not answer within 30 s');
}
