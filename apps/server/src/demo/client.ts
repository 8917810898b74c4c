import type { App } from '../app.ts';
import { ConfigError } from '../config.ts';
import { createTokens } from '../features/auth/tokens.ts';

/** The API as an administrator's program calls it. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
  upload<T>(file: Blob, name: string, fields: Record<string, string>): Promise<T>;
}

/**
 * The demo goes through the front door, at `base`: what it adds is checked, recorded and told to screens like anyone's
 * work. It acts as the first administrator.
 */
export async function administratorClient({ context }: App, base: string, signal: AbortSignal): Promise<Client> {
  const { db, config, clock } = context;
  const admin = await db.selectFrom('users').select(['id', 'token_version']).where('role', '=', 'admin').orderBy('id').executeTakeFirst();
  if (!admin) throw new ConfigError('the demo needs an administrator: none is left in this database');
  const tokens = createTokens(config.jwtKey, 3600, clock.now);
  const { token } = await tokens.issue({ kind: 'user', id: admin.id, version: admin.token_version });

  async function call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: string | FormData): Promise<T> {
    // oxlint-disable-next-line no-restricted-globals -- it asks the very server it runs in, nothing a user named
    const answer = await fetch(`${base}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
    });
    if (!answer.ok) throw new Error(`the demo could not be prepared: ${method} ${path} answered ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  return {
    get: path => call('GET', path),
    post: (path, body) => call('POST', path, body === undefined ? undefined : JSON.stringify(body)),
    patch: (path, body) => call('PATCH', path, JSON.stringify(body)),
    upload: (file, name, fields) => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', file, name);
      return call('POST', '/content/upload', form);
    },
  };
}
