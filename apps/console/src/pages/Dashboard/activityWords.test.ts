import { describe, expect, it } from 'vitest';
import { activityThing, activityVerb, folded, isPresence } from './activityWords.ts';

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
  it('tells of a draft that saved itself over and over once', () => {
    const draft = { action: 'campaign.draft', resource: 'campaign', title: 'Natal', user_name: 'ana' };
    const other = { ...draft, title: 'Café' };
    const sent = { ...draft, action: 'content.upload', resource: 'content' };
    expect(folded([draft, draft, other, draft, sent, sent])).toEqual([draft, other, draft, sent, sent]);
  });
  it('knows what a screen did by itself', () => {
    expect(isPresence(activityVerb('offline'))).toBe(true);
  });
});
