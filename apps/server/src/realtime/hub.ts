import type { Context } from '../context.ts';
import type { Publishing } from '../publishing/publishing.ts';
import type { Audiences } from './audiences.ts';
import type { Commands } from './commands.ts';
import type { Consoles } from './consoles.ts';
import type { Presence } from './presence.ts';
import type { Sessions } from './sessions.ts';
import type { RealtimeAuth } from './types.ts';

/** What the handlers of socket events work with. */
export interface Hub {
  context: Context;
  auth: RealtimeAuth;
  publishing: Publishing;
  sessions: Sessions;
  presence: Presence;
  audiences: Audiences;
  commands: Commands;
  consoles: Consoles;
  /** The network address of a socket's other end, proxies considered. */
  addressOf(socket: { handshake: { address: string; headers: Record<string, string | string[] | undefined> } }): string | null;
}
