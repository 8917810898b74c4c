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
  /** Resolves once it holds over a restart too. */
  blank(on: boolean): Promise<void>;
  /** Sends a picture of what is on the glass, as the answer to this command; resolves with what was sent. */
  screenshot(commandId: number): Promise<string>;
  /** Sends its log; resolves with what was sent. */
  log(): Promise<string>;
}

const done: Result = { ok: true };

/** One line for each command: what it does, and what is answered. */
const HANDLERS: Record<PlayerCommand['command'], (player: Commandable, params: Params, id: number) => Result | Promise<Result>> = {
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
  blank: async (player, { on }) => {
    await player.blank(on ?? true);
    return done;
  },
  screenshot: async (player, _params, id) => ({ ok: true, detail: await player.screenshot(id) }),
  log: async player => ({ ok: true, detail: await player.log() }),
};

/** Does what is asked and says how it went; never throws. */
export async function obey(player: Commandable, { id, command, params }: PlayerCommand): Promise<Result> {
  const handler = Object.hasOwn(HANDLERS, command) ? HANDLERS[command] : undefined;
  if (!handler) return { ok: false, detail: 'unsupported' };
  try {
    return await handler(player, params ?? {}, id);
  } catch (error) {
    return { ok: false, detail: String(error).slice(0, 500) };
  }
}

function act(work: () => void): Result {
  work();
  return done;
}
