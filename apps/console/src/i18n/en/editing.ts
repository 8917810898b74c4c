import type { Words } from '../index.ts';
import type { editing as pt } from '../pt-BR/editing.ts';

export const editing: Words<typeof pt> = {
  date: {
    placeholder: 'day month year',
    unread: 'This date cannot be read. Write it like 30 Dec 2026 or 2026-12-30.',
    calendar: 'Open the calendar',
    pickMonth: 'Choose the month',
    pickYear: 'Choose the year',
  },
  time: {
    placeholder: 'hh:mm',
    unread: 'This time cannot be read. Write it like 8:00 or 20:30.',
  },
  stale: {
    title: 'Someone else changed this meanwhile',
    titleBy: '{{who}} changed this meanwhile',
    text: 'Nothing of yours is saved yet, and nothing is lost. What changed there:',
    same: 'What you changed was not changed there: saving keeps both changes. What changed there:',
    field: 'Field',
    theirs: 'There now',
    mine: 'Here',
    loadTheirs: 'Load theirs',
    saveMine: 'Save mine anyway',
    loaded: 'Loaded what is there. You had typed:',
    empty: 'empty',
    yes: 'yes',
    no: 'no',
    draftText: 'Saving by itself has stopped. Yours is still here.',
    items_zero: 'no items',
    items_one: '{{count}} item',
    items_other: '{{count}} items',
    sequence: 'Sequence',
  },
  again: {
    title: 'Sign in again to go on',
    text: 'The session of {{name}} is over. This page stays as it is, with what you typed.',
    leave: 'Leave',
  },
  leave: {
    title: 'Leave without saving?',
    text: 'What you changed here is lost.',
    stay: 'Go on editing',
    leave: 'Leave without saving',
  },
};
