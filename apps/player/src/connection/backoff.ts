const FIRST = 1_000;
const LONGEST = 30_000;
/** Another screen uses this key: whether it has gone is asked now and then, without taking its place. */
const REPLACED = 30_000;

/** Ms to wait before the try number `attempt` (from 0): doubling, half of it random, so that a fleet does not come back as one. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return whole / 2 + (whole / 2) * random();
}

/** The server said that it goes: a random part of the time it asks everyone to spread over, ms. */
export function spreadDelay(seconds: number, random: () => number = Math.random): number {
  return Math.min(600, Math.max(0, seconds)) * 1000 * random();
}

export function replacedDelay(random: () => number = Math.random): number {
  return REPLACED * (0.8 + 0.4 * random());
}
