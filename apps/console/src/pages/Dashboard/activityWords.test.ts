import { describe, expect, it } from 'vitest';
import { activityThing, activityVerb, isPresence } from './activityWords.ts';

describe('activity', () => {
  it('finds the word however the action is written', () => {
    expect(activityVerb('create')).toBe('create');
    expect(activityVerb('campaign.published')).toBe('publish');
  });
  it('has a word for what it does not know', () => {
    expect(activityVerb('defenestrate')).toBe('other');
  });
  it('names the kind of thing where the verb leaves it open', () => {
    expect(activityThing('create', 'schedule')).toBe('schedule');
    expect(activityThing('renew_key', 'player')).toBeNull();
    expect(activityThing('update', 'poem')).toBeNull();
  });
  it('knows what a screen did by itself', () => {
    expect(isPresence(activityVerb('offline'))).toBe(true);
  });
});
