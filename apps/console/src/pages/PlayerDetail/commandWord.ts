import type { Command, CommandName } from '@tvs/protocol';

/** The key of a command's name: turning a screen on again is the same command as turning it off. */
export function commandWord(command: CommandName, params: Pick<NonNullable<Command['params']>, 'on'> | null | undefined) {
  return command === 'blank' && params?.on === false ? 'players.command.unblank' : (`players.command.${command}` as const);
}
