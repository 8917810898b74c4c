/**
 * How far an item is that takes `length` seconds, in seconds. `alone`: it follows itself, without anybody saying so. What should
 * be over and is still on is at its end.
 */
export function progressOf(since: number, now: number, length: number, alone: boolean): number {
  const gone = Math.max(0, (now - since) / 1000);
  return alone ? gone % length : Math.min(gone, length);
}
