/**
 * A server in a process of its own, for the benchmark of the API: this one (`tvs`), or the same statements by the bare
 * driver behind bare Fastify routes (`bare`). Says its port, then answers questions about the processor time it took.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { createApp } from '@tvs/server/app';
import { readConfig } from '@tvs/server/config';
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import { createPool } from 'mysql2/promise';

export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

export interface BareRoute {
  path: string;
  /** What the route asks of the database, in order; the rows of those in `answer` are what it sends. */
  statements: Statement[];
  answer: number[];
}

export type ToServer = { ask: 'cpu' } | { ask: 'statements' } | { ask: 'end' };
export type FromServer = { port: number } | { cpu: number } | { statements: Statement[] };

const say = (message: FromServer) => process.send?.(message);
let seen: Statement[] = [];
// What the server writes meanwhile by itself (alerts) belongs to no request.
subscribe('tvs.statement', statement => {
  if (/^\s*select\b/i.test((statement as Statement).sql)) seen.push(statement as Statement);
});

// Never outlives whoever measures.
process.on('disconnect', () => process.exit(1));

let end: () => Promise<unknown>;
process.on('message', (message: ToServer) => {
  if (message.ask === 'end') void end().then(() => process.exit(0));
  else if (message.ask === 'statements') {
    say({ statements: seen });
    seen = [];
  } else {
    const { user, system } = process.cpuUsage();
    say({ cpu: (user + system) / 1000 });
  }
});

if (process.env.BARE_ROUTES)
  await bare(JSON.parse(process.env.BARE_ROUTES) as BareRoute[], process.env.DATABASE_URL, process.env.BARE_FILE ?? '');
else {
  const { BARE_FILE: _, ...env } = process.env;
  const app = await createApp({
    config: readConfig(Object.fromEntries(Object.entries(env).filter(([name]) => /^(TVS_|DATABASE_|LOG_|JWT_)/.test(name)))),
  });
  end = () => app.close();
  say({ port: await app.listen() });
}

async function bare(routes: BareRoute[], url: string | undefined, file: string): Promise<void> {
  const run = url ? overMysql(url) : overSqlite(file);
  const key = Buffer.from(process.env.JWT_SECRET_KEY ?? '');
  const http = Fastify();
  for (const { path, statements, answer } of routes) {
    http.get(path, async (request, reply) => {
      if (!signed(request.headers.authorization ?? '', key)) return reply.code(401).send();
      const items: unknown[] = [];
      for (const [i, { sql, parameters }] of statements.entries()) {
        const rows = await run(sql, parameters);
        if (answer.includes(i)) items.push(rows);
      }
      return { items };
    });
  }
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  end = () => http.close();
  say({ port: typeof address === 'object' && address ? address.port : 0 });
}

function signed(header: string, key: Buffer): boolean {
  const [head = '', body = '', signature = ''] = header.slice('Bearer '.length).split('.');
  const right = createHmac('sha256', key).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  const { exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
  return given.length === right.length && timingSafeEqual(given, right) && exp * 1000 > Date.now();
}

type Run = (sql: string, parameters: readonly unknown[]) => unknown;

function overSqlite(file: string): Run {
  const database = new Sqlite(file);
  const prepared = new Map<string, Sqlite.Statement>();
  return (sql, parameters) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement.reader ? statement.all(...parameters) : statement.run(...parameters);
  };
}

function overMysql(url: string): Run {
  const pool = createPool({ uri: url, connectionLimit: 30, supportBigNumbers: true, decimalNumbers: true });
  return async (sql, parameters) => (await pool.query(sql, [...parameters]))[0];
}
