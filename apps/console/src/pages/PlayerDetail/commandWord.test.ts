import { expect, it } from 'vitest';
import { commandWord } from './commandWord.ts';

it('tells turning a screen on from turning it off', () => {
  expect(commandWord('blank', { on: true })).toBe('players.command.blank');
  expect(commandWord('blank', null)).toBe('players.command.blank');
  expect(commandWord('blank', { on: false })).toBe('players.command.unblank');
  expect(commandWord('sync', null)).toBe('players.command.sync');
});
