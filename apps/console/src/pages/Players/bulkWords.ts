import type { CommandName } from '@tvs/protocol';
import type { Params } from './run.ts';

/** The key of what many screens are told to do, with how many: "Restart 312 screens". */
export function bulkWord(command: CommandName, params: Params) {
  return command === 'blank' && params?.on === false ? 'players.bulk.do.unblank' : (`players.bulk.do.${command}` as const);
}

/** What somebody in front of the screen notices at once, by the key of its consequences; nothing for the rest. */
export function graveOf(command: CommandName, params: Params): 'restart' | 'clear_cache' | 'blank' | 'pause' | null {
  if (command === 'blank') return params?.on === false ? null : 'blank';
  return command === 'restart' || command === 'clear_cache' || command === 'pause' ? command : null;
}
