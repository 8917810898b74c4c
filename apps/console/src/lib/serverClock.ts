/** How far this browser's clock may be off before it matters, ms: more than an answer needs on a slow line. */
const tolerance = 30_000;
let ahead = 0;

/** Takes note of the `Date` of an answer: what the server calls now. */
export function hearTime(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return;
  const off = at - Date.now();
  ahead = Math.abs(off) > tolerance ? off : 0;
}

/** Now, epoch ms, as the server has it: a clock that is hours off makes nothing "in 6 hours" that was just seen. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** An instant of this browser's clock as the server would name it. */
export function toServer(local: number): number {
  return local + ahead;
}
