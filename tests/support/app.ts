import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginAnswer } from '@tvs/protocol';
import { type App, type AppOptions, createApp } from '@tvs/server/app';
import { type Config, readConfig } from '@tvs/server/config';
import { createConnection } from 'mysql2/promise';
import { inject } from 'vitest';

export const adminPassword = 'correct horse battery';

export interface TestApp {
  app: App;
  url: string;
  port: number;
  config: Config;
  /** The administrator's token. */
  token: string;
  /** One request with JSON in and out; `token: null` for none, default the administrator's. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown, token?: string | null): Promise<ApiAnswer<T>>;
  /** As `api`, but throws unless the answer is 2xx. */
  ok<T = Record<string, unknown>>(method: string, path: string, body?: unknown, token?: string | null): Promise<T>;
  login(username: string, password: string): Promise<string>;
  /** Adds a user and signs in. */
  user(role: 'manager' | 'viewer' | 'admin', location_ids?: number[]): Promise<{ id: number; username: string; token: string }>;
  /** Stops the server and keeps its data, for tests that start it again. */
  stop(): Promise<void>;
  /** Starts again on the same data. */
  restart(): Promise<TestApp>;
  close(): Promise<void>;
}

export interface ApiAnswer<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface TestOptions {
  clock?: AppOptions['clock'];
  log?: AppOptions['log'];
  env?: Record<string, string>;
  fetchRules?: AppOptions['fetchRules'];
}

let users = 0;

/** A whole server on a spare port with throw-away data: SQLite, or a database of its own on the tests' MariaDB. */
export async function startApp(options: TestOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tvs-test-'));
  const database = await newDatabase();
  const env = {
    TVS_PORT: '0',
    TVS_HOST: '127.0.0.1',
    TVS_DATA_DIR: dataDir,
    TVS_ADMIN_PASSWORD: adminPassword,
    LOG_LEVEL: process.env.TVS_TEST_LOG ?? 'silent',
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...options.env,
  };
  const cleanUp = async () => {
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return run(env, options, cleanUp);
}

async function run(env: Record<string, string>, options: TestOptions, cleanUp: () => Promise<void>): Promise<TestApp> {
  const config = readConfig(env);
  const app = await createApp({
    checkAnswers: true,
    config,
    ...(options.fetchRules ? { fetchRules: options.fetchRules } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.log ? { log: options.log } : {}),
  });
  const port = await app.listen();
  const url = `http://127.0.0.1:${port}`;
  const test: TestApp = {
    app,
    url,
    port,
    config,
    token: '',
    async api<T>(method: string, path: string, body?: unknown, token: string | null = test.token) {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
      return { status: response.status, body: json as T, headers: response.headers };
    },
    async ok<T>(method: string, path: string, body?: unknown, token: string | null = test.token) {
      const answer = await test.api<T>(method, path, body, token);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async login(username, password) {
      return (await test.ok<LoginAnswer>('POST', '/auth/login', { username, password }, null)).access_token;
    },
    async user(role, location_ids = []) {
      const username = `user${++users}`;
      const body = { username, email: `${username}@example.com`, password: adminPassword, role, location_ids };
      const { id } = await test.ok<{ id: number }>('POST', '/users', body);
      return { id, username, token: await test.login(username, adminPassword) };
    },
    stop: () => app.close(),
    restart: async () => {
      await app.close();
      return run(env, options, cleanUp);
    },
    close: async () => {
      await app.close();
      await cleanUp();
    },
  };
  test.token = await test.login('admin', adminPassword);
  return test;
}

/** A database of its own on the tests' MariaDB; `null` where the tests run on SQLite. */
export async function newDatabase(): Promise<{ url: string; drop: () => Promise<void> } | null> {
  if (process.env.TVS_TEST_DATABASE !== 'mariadb') return null;
  const server = inject('mariadb');
  if (!server) throw new Error('MariaDB was not started');
  const name = `tvs_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  const url = new URL(server);
  const statement = async (sql: string) => {
    const connection = await createConnection({ uri: server });
    await connection.query(sql);
    await connection.end();
  };
  await statement(`create database \`${name}\` character set utf8mb4`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(`drop database \`${name}\``) };
}
