import type { Command, CommandEvent, CommandName } from '@tvs/protocol';

export interface Target {
  id: number;
  name: string;
}
export type Params = { level?: number; on?: boolean; seconds?: number } | null;
/** `unsent`: not asked of the server yet; `waiting`: the screen has no signal; `sent`: it has it and has not answered. */
export type Outcome = 'unsent' | 'waiting' | 'sent' | 'done' | 'failed' | 'cancelled';

export interface Line {
  player: Target;
  command_id: number | null;
  outcome: Outcome;
  /** What the screen said, in its own words. */
  detail: string | null;
}

/** One command on its way to many. */
export interface Run {
  command: CommandName;
  params: Params;
  lines: readonly Line[];
  sending: boolean;
  /** Why the sending stopped, as the API or the network said it. */
  problem: unknown;
  /** What was heard of commands before the server answered which they are. */
  early: ReadonlyMap<number, Heard>;
}

type Heard = Pick<CommandEvent, 'status' | 'result'>;

export function startRun(command: CommandName, params: Params, targets: readonly Target[]): Run {
  const lines = targets.map(player => ({ player, command_id: null, outcome: 'unsent' as const, detail: null }));
  return { command, params, lines, sending: true, problem: null, early: new Map() };
}

/** The server took these; who was asked for and is not among them is gone. */
export function withSent(run: Run, asked: readonly number[], commands: readonly Command[]): Run {
  const own = new Map(commands.map(command => [command.player_id, command]));
  const wanted = new Set(asked);
  const lines = run.lines.map(line => {
    const { player } = line;
    // Called off while the request was on its way, it may have been taken all the same: what the server says counts.
    const called = line.outcome === 'cancelled' && line.command_id === null;
    if (!wanted.has(player.id) || !(called || line.outcome === 'unsent')) return line;
    const command = own.get(player.id);
    if (!command && called) return line;
    if (!command) return { ...line, outcome: 'failed' as const, detail: 'gone' };
    return { player, command_id: command.id, ...told(run.early.get(command.id) ?? command) };
  });
  return { ...run, lines };
}

/** What screens answered, or what the server says of them when it is asked again. */
export function withAnswers(run: Run, answers: readonly (Heard & { command_id: number })[]): Run {
  const news = new Map(answers.map(answer => [answer.command_id, answer]));
  let changed = false;
  const lines = run.lines.map(line => {
    const heard = line.command_id === null ? undefined : news.get(line.command_id);
    if (!heard || isOver(line.outcome)) return line;
    changed = true;
    return { ...line, ...told(heard) };
  });
  const early = run.sending ? new Map([...run.early, ...news]) : run.early;
  return changed || run.sending ? { ...run, lines, early } : run;
}

/** Nobody is asked any more: those that were not yet stay as they are. */
export function stopped(run: Run): Run {
  return {
    ...run,
    sending: false,
    early: new Map(),
    lines: run.lines.map(line => (line.outcome === 'unsent' ? { ...line, outcome: 'cancelled' } : line)),
  };
}

export function tally({ lines }: Run): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { unsent: 0, waiting: 0, sent: 0, done: 0, failed: 0, cancelled: 0 };
  for (const { outcome } of lines) counts[outcome]++;
  return counts;
}

/** Commands that may still be answered. */
export function openIds({ lines }: Run): number[] {
  return lines.flatMap(({ command_id, outcome }) => (command_id !== null && !isOver(outcome) ? [command_id] : []));
}

function isOver(outcome: Outcome): boolean {
  return outcome === 'done' || outcome === 'failed' || outcome === 'cancelled';
}

function told({ status, result }: Heard): Pick<Line, 'outcome' | 'detail'> {
  const detail = result?.detail ?? null;
  if (status === 'queued') return { outcome: 'waiting', detail };
  if (status === 'expired')
    return detail === 'cancelled' ? { outcome: 'cancelled', detail: null } : { outcome: 'failed', detail: 'expired' };
  return { outcome: status, detail };
}

/** In parts, in the same order. */
export function parts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size));
}
