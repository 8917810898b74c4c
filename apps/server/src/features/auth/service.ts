import { randomBytes, randomUUID } from 'node:crypto';
import type { LoginAnswer, User } from '@tvs/protocol';
import type { FastifyRequest } from 'fastify';
import { ConfigError } from '../../config.ts';
import type { Context } from '../../context.ts';
import type { PlayerViewer, UserViewer, Viewer } from '../../platform/access.ts';
import { createAttempts } from '../../platform/attempts.ts';
import { problems } from '../../platform/errors.ts';
import type { PlaceTree } from '../../publishing/places.ts';
import { hashPassword, loadUsers, passwordFits, requireGoodPassword } from '../users/service.ts';
import { signOut } from './sign-out.ts';
import { type Claims, createTokens, dead } from './tokens.ts';

interface Places {
  tree(): Promise<PlaceTree>;
}

export type Auth = ReturnType<typeof createAuth>;

/** Who calls: signing in, tokens, and what a token stands for at this moment. */
export function createAuth(context: Context, places: Places) {
  const { db, config, clock, log } = context;
  const tokens = createTokens(config.jwtKey, config.tokenLifetime, clock.now);
  // One address soon has to wait, so that it can not keep others from the account; all together later.
  const byPair = createAttempts(10, 15 * 60_000, clock.now);
  const byAccount = createAttempts(30, 15 * 60_000, clock.now);
  const byAddress = createAttempts(100, 15 * 60_000, clock.now);

  /** Throws 401 unless the token is a live user's. */
  async function userFromToken(token: string): Promise<UserViewer> {
    const claims = await tokens.read(token);
    if (claims.kind !== 'user') throw dead();
    return userViewer(claims);
  }

  async function userViewer(claims: Claims): Promise<UserViewer> {
    const user = await db
      .selectFrom('users')
      .leftJoin('ended_sessions', join => join.on('ended_sessions.session', '=', claims.session ?? ''))
      .select(['users.id', 'username', 'role', 'token_version', 'ended_sessions.session as ended'])
      .where('users.id', '=', claims.id)
      .executeTakeFirst();
    if (!user || user.ended !== null || user.token_version !== claims.version) throw dead();
    const { id: user_id, username, role } = user;
    return {
      kind: 'user',
      user_id,
      username,
      role,
      session: claims.session ?? null,
      until: claims.until ?? null,
      locations: await locationsOf(user),
    };
  }

  async function locationsOf(user: { id: number; role: string }): Promise<'all' | ReadonlySet<number>> {
    if (user.role === 'admin') return 'all';
    const rows = await db.selectFrom('user_locations').select('location_id').where('user_id', '=', user.id).execute();
    const tree = await places.tree();
    return tree.below(rows.map(row => row.location_id));
  }

  async function playerViewer(claims: Claims): Promise<PlayerViewer> {
    const player = await db
      .selectFrom('players')
      .select(['id', 'location_id', 'key_version'])
      .where('id', '=', claims.id)
      .executeTakeFirst();
    if (!player || player.key_version !== claims.version) throw dead();
    return { kind: 'player', player_id: player.id, location_id: player.location_id };
  }

  return {
    userFromToken,

    /** The caller of a request, `null` without a token. */
    async authenticate(request: FastifyRequest): Promise<Viewer | null> {
      const header = request.headers.authorization;
      if (header === undefined) return null;
      const token = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
      if (!token) throw dead();
      const claims = await tokens.read(token);
      return claims.kind === 'user' ? userViewer(claims) : playerViewer(claims);
    },

    /** A player's own token, which dies with its key. */
    playerToken(player: { id: number; key_version: number }) {
      return tokens.issue({ kind: 'player', id: player.id, version: player.key_version });
    },

    /** Same answer, and the same time, for an unknown user and a wrong password. */
    async login(username: string, password: string, address: string): Promise<LoginAnswer> {
      const account = username.trim().toLowerCase();
      // Counted before the slow comparison, so that many at once do not all slip through; taken back when it fits.
      byPair.attempt(`${account} ${address}`);
      byAccount.attempt(account);
      byAddress.attempt(address);
      const row = await db
        .selectFrom('users')
        .select(['id', 'password_hash', 'token_version', 'role'])
        .where('username', '=', account)
        .executeTakeFirst();
      if (!(await passwordFits(password, row?.password_hash ?? null)) || !row) {
        log.warn({ address }, 'a sign-in failed');
        throw problems.badCredentials('User name or password is wrong.');
      }
      byPair.succeeded(`${account} ${address}`);
      byAccount.succeeded(account);
      byAddress.spare(address);
      const { token, expires_in } = await tokens.issue(
        { kind: 'user', id: row.id, version: row.token_version, session: randomUUID() },
        { role: row.role },
      );
      return { access_token: token, token_type: 'Bearer', expires_in, user: await this.me(row.id) };
    },

    async me(user_id: number): Promise<User> {
      const [user] = await loadUsers(db, [user_id]);
      if (!user) throw dead();
      return user;
    },

    logout: (viewer: UserViewer, everywhere: boolean) => signOut(context, viewer, everywhere),

    /** Throws 422 unless this is the account's password now. */
    async requirePassword(user_id: number, password: string): Promise<void> {
      byPair.attempt(`#${user_id}`);
      const row = await db.selectFrom('users').select('password_hash').where('id', '=', user_id).executeTakeFirst();
      if (await passwordFits(password, row?.password_hash ?? null)) {
        byPair.succeeded(`#${user_id}`);
        return;
      }
      throw problems.rule('The current password is wrong.', { errors: [{ path: 'current_password', message: 'is wrong' }] });
    },

    /** On an empty system makes the administrator; returns a password that was made up, to be shown once. */
    async createFirstAdmin(): Promise<string | null> {
      const someone = await db.selectFrom('users').select('id').limit(1).executeTakeFirst();
      if (someone) return null;
      const made = config.admin.password ?? randomBytes(12).toString('base64url');
      const now = clock.now();
      const { username } = config.admin;
      await requireGoodPassword(made, { username, email: '' }).catch((error: Error) => {
        throw new ConfigError(`TVS_ADMIN_PASSWORD: ${error.message}`);
      });
      const values = {
        username,
        email: `${username}@localhost`,
        password_hash: await hashPassword(made),
        role: 'admin' as const,
        locale: null,
        created_at: now,
        updated_at: now,
      };
      await db.insertInto('users').values(values).execute();
      return config.admin.password === null ? made : null;
    },
  };
}
