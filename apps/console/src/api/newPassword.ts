import type { User } from '@tvs/protocol';
import { api } from './client.ts';
import { session } from './session.ts';

/** Changes one's own password. The server ends every session of the account with it: this one goes on under a token of its own. */
export function withNewPassword(change: () => Promise<User>, password: string): Promise<User> {
  return session.hold(async () => {
    const before = session.token();
    const user = await change();
    const answer = await api.POST('/auth/login', { body: { username: user.username, password } }).catch(() => null);
    // Without an answer the next refusal asks for the password; meanwhile somebody else may have signed in.
    if (answer?.data && session.token() === before) session.start(answer.data.access_token);
    return user;
  });
}
