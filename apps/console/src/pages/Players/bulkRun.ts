import type { CommandName } from '@tvs/protocol';
import { useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { openIds, type Params, parts, type Run, startRun, stopped, type Target, withAnswers, withSent } from './run.ts';

/** Screens in one request: the sending can be stopped between two. */
const atOnce = 100;
/** Commands that are asked about, or called off, in one request. */
const idsAtOnce = 200;

let run: Run | null = null;
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
  const own = run;
  const waiting = own?.lines.flatMap(({ player, outcome }) => (outcome === 'unsent' ? [player.id] : [])) ?? [];
  for (const player_ids of parts(waiting, atOnce)) {
    if (!own || !run?.sending) return;
    try {
      const { data, error } = await api.POST('/commands', { body: { player_ids, command: own.command, params: own.params } });
      if (!run) return;
      // All of these are gone: the others may still be there.
      if (error && error.status !== 422) throw error;
      set(withSent(run, player_ids, data?.items ?? []));
    } catch (problem) {
      if (run) set({ ...run, sending: false, problem });
      return;
    }
  }
  if (run?.sending) set({ ...run, sending: false, early: new Map() });
}

/** Asks nobody more, and takes back what no screen has taken. */
export async function cancel(): Promise<void> {
  if (!run) return;
  const open = run.lines.flatMap(({ command_id, outcome }) => (outcome === 'waiting' && command_id !== null ? [command_id] : []));
  set(stopped(run));
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
