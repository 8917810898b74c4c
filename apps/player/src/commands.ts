import type { PlayerCommand } from '@tvs/protocol';

type Params = NonNullable<PlayerCommand['params']>;
export interface Result {
  ok: boolean;
  detail?: string;
}

/** What commands may do to a player. */
export interface Commandable {
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
  sync(): void;
  reload(): void;
  restart(): void;
  identify(seconds: number): void;
  volume(level: number): void;
  clearCache(): void;
  blank(on: boolean): void;
}

const done: Result = { ok: true };

/** One line for each command: what it does, and what is answered. */
const HANDLERS: Record<PlayerCommand['command'], (player: Commandable, params: Params) => Result> = {
  play: player => act(() => player.play()),
  pause: player => act(() => player.pause()),
  next: player => act(() => player.next()),
  previous: player => act(() => player.previous()),
  sync: player => act(() => player.sync()),
  reload: player => act(() => player.reload()),
  restart: player => act(() => player.restart()),
  identify: (player, { seconds }) => act(() => player.identify(seconds ?? 10)),
  volume: (player, { level }) => (level === undefined ? { ok: false, detail: 'level is missing' } : act(() => player.volume(level))),
  clear_cache: player => act(() => player.clearCache()),
  blank: (player, { on }) => act(() => player.blank(on ?? true)),
  // A page cannot see its own glass; said honestly rather than with a picture of something else.
  screenshot: () => ({ ok: false, detail: 'unsupported' }),
};

/** Does what is asked and says how it went; never throws. */
export function obey(player: Commandable, { command, params }: PlayerCommand): Result {
  const handler = Object.hasOwn(HANDLERS, command) ? HANDLERS[command] : undefined;
  if (!handler) return { ok: false, detail: 'unsupported' };
  try {
    return handler(player, params ?? {});
  } catch (error) {
    return { ok: false, detail: String(error).slice(0, 500) };
  }
}

function act(work: () => void): Result {
  work();
  return done;
}
