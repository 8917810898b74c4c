import type { CommandName } from '@tvs/protocol';
import { useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { openIds, type Params, parts, type Run, startRun, stopped, type Target, withAnswers, withSent } from './run.ts';

/** Screens in one request: the sending can be stopped between two. */
const atOnce = 100;
/** Commands that are asked about, or called off, in one request. */
const idsAtOnce = 200;

let run: Run | null = null;
/** Counts the runs: an answer that comes when another has begun is not its own. */
let begun = 0;
const watchers = new Set<() => void>();

function set(next: Run | null): void {
  run = next;
  for (const watcher of watchers) watcher();
}

/** The last command to many. It goes on while its page is away. */
export function useRun(): Run | null {
  return useSyncExternalStore(watch, () => run);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function begin(command: CommandName, params: Params, targets: readonly Target[]): void {
  begun++;
  set(startRun(command, params, targets));
  void send();
}

/** Goes on where the network or the server broke off. */
export function resume(): void {
  if (!run) return;
  set({ ...run, sending: true, problem: null });
  void send();
}

export function tell(answers: Parameters<typeof withAnswers>[1]): void {
  if (run) set(withAnswers(run, answers));
}

export function dismiss(): void {
  set(null);
}

async function send(): Promise<void> {
  const [own, turn] = [run, begun];
  const waiting = own?.lines.flatMap(({ player, outcome }) => (outcome === 'unsent' ? [player.id] : [])) ?? [];
  for (const player_ids of parts(waiting, atOnce)) {
    if (!own || turn !== begun || !run?.sending) return;
    try {
      const { data, error } = await api.POST('/commands', { body: { player_ids, command: own.command, params: own.params } });
      // All of these are gone: the others may still be there.
      if (error && error.status !== 422) throw error;
      if (turn !== begun || !run) return;
      const stopped = !run.sending;
      set(withSent(run, player_ids, data?.items ?? []));
      if (!stopped) continue;
      await callOff();
      return;
    } catch (problem) {
      if (turn === begun && run) set({ ...run, sending: false, problem });
      return;
    }
  }
  if (turn === begun && run?.sending) set({ ...run, sending: false, early: new Map() });
}

/** Asks nobody more, and takes back what no screen has taken. */
export async function cancel(): Promise<void> {
  if (run) set(stopped(run));
  await callOff();
}

async function callOff(): Promise<void> {
  const open = run?.lines.flatMap(({ command_id, outcome }) => (outcome === 'waiting' && command_id !== null ? [command_id] : [])) ?? [];
  for (const ids of parts(open, idsAtOnce)) {
    const { data, error } = await api.POST('/commands/cancel', { body: { ids } });
    if (!data) throw error;
    tell(data.items.map(({ id, ...command }) => ({ command_id: id, ...command })));
  }
}

/** Asks the server what came of those that are still open: an answer may have come while nobody listened. */
export async function lookAgain(): Promise<void> {
  for (const ids of parts(run ? openIds(run) : [], idsAtOnce)) {
    const { data } = await api.GET('/commands', { params: { query: { ids: ids.join(',') } } });
    if (data) tell(data.items.map(({ id, ...command }) => ({ command_id: id, ...command })));
  }
}
