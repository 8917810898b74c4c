import type { RegisterError } from '@tvs/protocol';
import type { TvsSocket } from './types.ts';

const details: Record<RegisterError['code'], string> = {
  invalid: 'The registration does not fit its schema.',
  unknown_key: 'There is no player with this key.',
  replaced: 'Another device registered with the same key.',
  revoked: 'The key of this player was removed or renewed.',
  timeout: 'No registration came in time.',
  server_error: 'Something went wrong here; try again.',
};

/** Says why, then closes the connection; what was said still arrives. */
export function dismiss(socket: TvsSocket, code: RegisterError['code']): void {
  socket.emit('register_error', { code, detail: details[code] });
  socket.disconnect(true);
}
