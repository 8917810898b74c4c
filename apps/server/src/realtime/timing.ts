/**
 * How patient the sockets are, in ms of real time. Sockets live in real time, not in the injected clock's: a clock that
 * jumps must not make a fleet look dead.
 */
export interface Timing {
  /** For a socket to register or sign in. */
  register: number;
  /** From a lost connection to `offline`: a page that reloads is back by then. */
  grace: number;
  /** Heartbeat intervals without a word until a player counts as gone. */
  missedHeartbeats: number;
  /** How often the silent ones are looked for. */
  sweep: number;
  /** Between two writes of what heartbeats said. */
  flush: number;
  /** From a player that came or went to that write. */
  flushSoon: number;
  /** Between two `player_status` events. */
  consoles: number;
  /** Between two looks at whether a console's token still counts and what it may see. */
  recheck: number;
  /** From sending a programme to sending it again, when heartbeats go on naming another; doubles with each. */
  resend: number;
  /** For sockets to take their last message when the server goes. */
  goodbye: number;
}

export const standardTiming: Timing = {
  register: 10_000,
  grace: 2_000,
  missedHeartbeats: 2.5,
  sweep: 1_000,
  flush: 5_000,
  flushSoon: 250,
  consoles: 250,
  recheck: 300_000,
  resend: 5_000,
  goodbye: 1_500,
};
