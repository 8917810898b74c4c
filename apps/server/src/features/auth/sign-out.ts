import type { Context } from '../../context.ts';
import type { UserViewer } from '../../platform/access.ts';
import { record } from '../audit/service.ts';

/**
 * Ends this sign-in, or with `everywhere` all of the account's: their tokens stop to count with the next request, and
 * their consoles are cut off.
 */
export async function signOut(context: Context, viewer: UserViewer, everywhere: boolean): Promise<void> {
  const { bus, clock, config } = context;
  const { user_id, username, session } = viewer;
  const now = clock.now();
  const told = await context.write(async trx => {
    // A token without a session of its own, from before there were any, can only be ended with the others.
    if (everywhere || session === null) {
      await trx
        .updateTable('users')
        .set(eb => ({ token_version: eb('token_version', '+', 1) }))
        .where('id', '=', user_id)
        .execute();
    } else {
      await trx.deleteFrom('ended_sessions').where('expires_at', '<', now).execute();
      // Two requests at once may have got here with the same token.
      await trx.deleteFrom('ended_sessions').where('session', '=', session).execute();
      await trx
        .insertInto('ended_sessions')
        .values({ session, user_id, expires_at: viewer.until ?? now + config.tokenLifetime * 1000 })
        .execute();
    }
    const entry = { at: now, viewer, resource: 'user', resource_id: user_id, title: username };
    return record(trx, bus, { ...entry, action: 'logout', after: { everywhere: everywhere || session === null } });
  });
  told();
  bus.emit('user_revoked', everywhere || session === null ? { user_id } : { user_id, session });
}
