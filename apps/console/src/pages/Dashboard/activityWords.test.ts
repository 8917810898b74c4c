import { describe, expect, it } from 'vitest';
import { activityVerb, isPresence } from './activityWords.ts';

describe('activity', () => {
  it('finds the word however the action is written', () => {
    expect(activityVerb('create')).toBe('create');
    expect(activityVerb('campaign.published')).toBe('publish');
  });
  it('has a word for what it does not know', () => {
    expect(activityVerb('defenestrate')).toBe('other');
  });
  it('knows what a screen did by itself', () => {
    expect(isPresence(activityVerb('offline'))).toBe(true);
  });
});
