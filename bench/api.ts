/**
 * The processor time of one answer: this server beside the very statements it runs, sent by the bare driver behind a bare
 * Fastify route that checks the token's signature and sends the rows that the answer is made of, in the same run, on SQLite
 * and on MariaDB. Ten connections; both have answered some thousand requests before they are measured, as servers have.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DatabaseTarget, openDatabase } from '@tvs/server/connection';
import { migrate } from '@tvs/server/migrate';
import { createConnection } from 'mysql2/promise';
import { startMariadb } from '../tests/support/mariadb.ts';
import { fill, sizes } from './api-data.ts';
import type { BareRoute, FromServer, Statement, ToServer } from './api-server.ts';

const repeats = Number(process.env.BENCH_REPEATS ?? 7);
const connections = 10;
/** Rounds before the first that counts: V8 compiles what is hot only after some thousand calls. */
const warmUp = 4;
const password = 'a password for one benchmark';
const jwtKey = 'k'.repeat(48);

/** `rows`: how many its answer must hold; `sends`: the tables whose rows it is made of. */
const everyCase = [
  { what: '50 of 1,000 contents', size: sizes.contents, path: '/api/content?per_page=50', rows: 50, sends: ['content'], requests: 500 },
  { what: '50 of 10,000 players', size: sizes.players, path: '/api/players?per_page=50', rows: 50, sends: ['players'], requests: 500 },
  {
    what: '50 of 200 campaigns with 10 items',
    size: sizes.campaigns,
    path: '/api/campaigns?per_page=50',
    rows: 50,
    sends: ['campaigns', 'campaign_content', 'content'],
    requests: 150,
  },
  { what: 'dashboard numbers', size: sizes.players, path: '/api/dashboard/stats', rows: 0, sends: [], requests: 200 },
  {
    what: 'dashboard, a row for each player',
    size: sizes.players,
    path: '/api/dashboard/players',
    rows: sizes.players,
    sends: ['players'],
    requests: 20,
  },
];
type Case = (typeof everyCase)[number];
const cases = everyCase.filter(({ path }) => path.includes(process.env.BENCH_CASE ?? ''));

const agent = new Agent({ keepAlive: true, maxSockets: connections });
const rows: { what: string; size: number; ms: Record<string, number>; spread: Record<string, number>; ratio: number }[] = [];
const checks: string[] = [];

const only = process.env.BENCH_DATABASE;
if (only !== 'mariadb') await measure('SQLite', null);
const mariadb =
  only === 'sqlite'
    ? null
    : await startMariadb().catch((error: Error) => {
        checks.push(`MariaDB: not measured, ${error.message}`);
        return null;
      });
if (mariadb) {
  await measure('MariaDB', mariadb.url);
  await mariadb.stop();
}
const contents = rows.filter(row => row.what.includes('contents')).map(row => row.ms.tvs ?? 0);
checks.push(
  `goals: at most 2x (worst ${Math.max(...rows.map(row => row.ratio)).toFixed(2)}x); contents at most 1 ms (worst ${Math.max(...contents).toFixed(2)} ms)`,
);
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('results/api.json', import.meta.url),
  `${JSON.stringify({ name: 'api', node: process.version, rows, checks }, null, 2)}\n`,
);
agent.destroy();

async function measure(name: string, server: string | null): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-bench-api-'));
  const url = server === null ? null : await newDatabase(server);
  const file = join(folder, 'tvs.db');
  const target: DatabaseTarget = url === null ? { dialect: 'sqlite', file } : { dialect: 'mysql', url };
  const database = openDatabase(target);
  await migrate(database.db, database.dialect);
  await fill(database);
  await database.close();

  const env = { JWT_SECRET_KEY: jwtKey, ...(url === null ? {} : { DATABASE_URL: url }) };
  const tvs = await start({
    ...env,
    TVS_DATA_DIR: folder,
    TVS_PORT: '0',
    TVS_HOST: '127.0.0.1',
    TVS_ADMIN_PASSWORD: password,
    LOG_LEVEL: 'error',
  });
  const token = await login(tvs.port);
  const routes: BareRoute[] = [];
  for (const each of cases) routes.push(await bareRoute(tvs, each, token));
  console.log(`${name}: filled, ${Math.round(process.uptime())} s`);
  const bare = await start({ ...env, BARE_ROUTES: JSON.stringify(routes), BARE_FILE: file });

  for (const each of cases) {
    const times: Record<string, number[]> = { tvs: [], bare: [] };
    for (let i = 1 - warmUp; i <= repeats; i++) {
      for (const [who, process] of Object.entries({ tvs, bare })) {
        const each_ms = await cost(process, each, token, who === 'tvs');
        if (i > 0) times[who]?.push(each_ms);
      }
    }
    const ms = { tvs: median(times.tvs ?? []), bare: median(times.bare ?? []) };
    const spread = Object.fromEntries(
      Object.entries(times).map(([who, all]) => [who, (Math.max(...all) - Math.min(...all)) / median(all)]),
    );
    rows.push({ what: `${name}: ${each.what}`, size: each.size, ms, spread, ratio: ms.tvs / ms.bare });
  }
  checks.push(
    `${name}: ${cases.map((each, i) => `${each.path} ${routes[i]?.statements.length} statements`).join(', ')}; every answer had its rows`,
  );
  await Promise.all([tvs.end(), bare.end()]);
  await rm(folder, { recursive: true, force: true });
}

interface Server {
  port: number;
  ask(message: ToServer): Promise<FromServer>;
  end(): Promise<void>;
}

async function start(env: Record<string, string>): Promise<Server> {
  const child: ChildProcess = fork(fileURLToPath(new URL('api-server.ts', import.meta.url)), {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [
      '--import',
      'tsx',
      ...(process.env.BENCH_PROFILE && !env.BARE_ROUTES ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []),
    ],
  });
  const waiting: ((message: FromServer | Error) => void)[] = [];
  child.on('message', message => waiting.shift()?.(message as FromServer));
  child.on('exit', code => {
    for (const tell of waiting) tell(new Error(`a server ended with ${code}`));
  });
  const answer = () =>
    new Promise<FromServer>((resolve, reject) => {
      waiting.push(message => (message instanceof Error ? reject(message) : resolve(message)));
    });
  const first = await answer();
  const ask = (message: ToServer) => {
    const next = answer();
    child.send(message);
    return next;
  };
  return {
    port: 'port' in first ? first.port : 0,
    ask,
    end: async () => {
      const gone = once(child, 'exit');
      child.send({ ask: 'end' } satisfies ToServer);
      await gone;
    },
  };
}

async function newDatabase(server: string): Promise<string> {
  const connection = await createConnection({ uri: server });
  await connection.query('create database tvs_bench character set utf8mb4');
  await connection.end();
  return server.replace(/\/mysql$/, '/tvs_bench');
}

async function login(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The statements of one warm answer, and which of them bring what it sends; where no table is named, the last. */
async function bareRoute(tvs: Server, { path, sends }: Case, token: string): Promise<BareRoute> {
  await get(tvs.port, path, token);
  // The fewest of a few: now and then the server also asks something of its own.
  let statements: Statement[] | null = null;
  for (let i = 0; i < 5; i++) {
    await tvs.ask({ ask: 'statements' });
    await get(tvs.port, path, token);
    const answered = await tvs.ask({ ask: 'statements' });
    if ('statements' in answered && answered.statements.length < (statements?.length ?? Infinity)) statements = answered.statements;
  }
  if (!statements) throw new Error(`${path}: no statements were seen`);
  return { path: path.split('?')[0] ?? path, statements, answer: sending(statements, sends) };
}

/** Which statements bring the rows of these tables; where none is named, the last. */
function sending(statements: readonly Statement[], sends: readonly string[]): number[] {
  const first = (sql: string) => /\bfrom ["`](\w+)["`]/.exec(sql)?.[1] ?? '';
  const listed = [...statements.keys()].filter(i => {
    const { sql } = statements[i] as Statement;
    return sends.includes(first(sql)) && !sql.startsWith('select count(');
  });
  return sends.length > 0 ? listed : [statements.length - 1];
}

/** Processor time of the server for one of many answers, ms. */
async function cost(server: Server, { path, rows: wanted, requests }: Case, token: string, exact: boolean): Promise<number> {
  const cpu = async () => {
    const answer = await server.ask({ ask: 'cpu' });
    return 'cpu' in answer ? answer.cpu : 0;
  };
  const before = await cpu();
  let left = requests;
  const one = async () => {
    while (left-- > 0) {
      const { items } = JSON.parse(await get(server.port, path, token)) as { items?: unknown[] };
      if (wanted > 0 && exact && items?.length !== wanted) throw new Error(`${path}: ${items?.length} rows, not ${wanted}`);
      if (wanted > 0 && !items?.length) throw new Error(`${path}: no rows`);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return ((await cpu()) - before) / requests;
}

function get(port: number, path: string, token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ agent, port, host: '127.0.0.1', path, headers: { authorization: `Bearer ${token}` }, timeout: 60_000 }, response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    })
      .on('error', reject)
      .end();
  });
}

function median(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
