import type { ProgrammeContent, ProgrammeUpdate } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { Decider, programmeOfCampaign } from './decide.ts';
import { ProgrammeKeeper } from './keeper.ts';
import { campaignOfKey, entriesOf, placeIn } from './playlist.ts';

const content = (id: number): ProgrammeContent => ({
  id,
  title: `content ${id}`,
  type: 'image',
  mime_type: 'image/png',
  url: `/${id}`,
  sha256: String(id).repeat(64).slice(0, 64),
  size: 10,
  duration: null,
  width: null,
  height: null,
});
const item = (content_id: number) => ({ content_id, duration: 5, fit: 'contain' as const, muted: false });
const window = (id: number) => ({ id, is_active: true, priority: 0, start_date: null, end_date: null });

/** Campaign 1 from 08:00 to 12:00 UTC, campaign 2 from 12:00 to 14:00, else nothing. */
function programme(more: Partial<ProgrammeUpdate> = {}): ProgrammeUpdate {
  const schedule = { location_id: null, start_date: '2026-03-01', end_date: null, days_of_week: null, is_active: true, priority: 0 };
  return {
    version: 'v1',
    location: { id: 1, name: 'Loja' },
    programme: {
      timezone: 'UTC',
      location_chain: [1],
      default_campaign_id: null,
      campaigns: [window(1), window(2)],
      schedules: [
        { ...schedule, id: 1, campaign_id: 1, start_time: '08:00', end_time: '12:00', recurrence_rule: null },
        { ...schedule, id: 2, campaign_id: 2, start_time: '12:00', end_time: '14:00', recurrence_rule: null },
      ],
    },
    campaigns: [
      { id: 1, name: 'A', items: [item(1), item(2)] },
      { id: 2, name: 'B', items: [item(3)] },
    ],
    contents: [content(9), content(3), content(2), content(1)],
    ...more,
  };
}
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);

test('the schedule decides what plays and until when', () => {
  const decider = new Decider(programme());
  expect(decider.at(at('09:00'))).toMatchObject({ campaign_id: 1, schedule_id: 1, until: at('12:00') });
  expect(decider.at(at('15:00')).campaign_id).toBeNull();
});

test('idle knows the next start, also on another day', () => {
  const decider = new Decider(programme());
  expect(decider.nextStart(at('06:30'))).toBe(at('08:00'));
  expect(decider.nextStart(at('20:00'))).toBe(at('08:00') + 86_400_000);
});

test('what plays next is needed first, what no schedule reaches last', () => {
  const needs = (time: string) => new Decider(programme()).needs(at(time)).map(({ id }) => id);
  expect(needs('09:00')).toEqual([1, 2, 3, 9]);
  expect(needs('12:30')).toEqual([3, 1, 2, 9]);
});

test('an item keeps its key when the campaign is edited around it, and gets a new one with new bytes', () => {
  const keys = (update: ProgrammeUpdate) => entriesOf(update, 1).map(entry => entry.item.key);
  const [one, two] = keys(programme());
  const edited = programme({ campaigns: [{ id: 1, name: 'A', items: [item(3), item(1), item(2), item(1)] }] });
  expect(keys(edited)[1]).toBe(one);
  expect(keys(edited)[2]).toBe(two);
  expect(new Set(keys(edited)).size).toBe(4);
  const replaced = programme({ contents: [{ ...content(1), sha256: 'f'.repeat(64) }, content(2)] });
  expect(keys(replaced)[0]).not.toBe(one);
  expect(campaignOfKey(one ?? '')).toBe(1);
});

test('an item whose content the programme does not name is left out; an unknown campaign is empty', () => {
  expect(entriesOf(programme({ contents: [content(2)] }), 1).map(entry => entry.content.id)).toEqual([2]);
  expect(entriesOf(programme(), 77)).toEqual([]);
});

test('the original’s event plays only as long as no programme came, and is not told as a version', () => {
  const keeper = new ProgrammeKeeper();
  const update = {
    campaign: { id: 5, name: 'C', description: null, priority: 0 },
    contents: [{ ...content(1), fit: 'cover' as const, muted: true }],
    schedule_id: null,
    until: null,
    programme_version: 'x',
  };
  expect(keeper.takeCampaign(update)).toBe(true);
  expect(keeper.version).toBeNull();
  expect(keeper.decider?.at(0).campaign_id).toBe(5);
  expect(keeper.take(programme())).toBe(true);
  expect(keeper.version).toBe('v1');
  expect(keeper.takeCampaign(update)).toBe(false);
  expect(keeper.take(programme())).toBe(false);
  expect(programmeOfCampaign({ ...update, campaign: null }).programme.default_campaign_id).toBeNull();
});

test('a new programme replaces the old at once and whole, whether or not it can be kept', () => {
  // Nothing keeps anything here: there is no database in Node.
  const keeper = new ProgrammeKeeper();
  keeper.take(programme());
  const next = programme({
    version: 'v2',
    campaigns: [{ id: 1, name: 'A', items: [item(7)] }],
    contents: [{ ...content(7), sha256: '7'.repeat(64) }],
  });
  expect(keeper.take(next)).toBe(true);
  const { decider } = keeper;
  if (!decider) throw new Error('no programme');
  expect(keeper.version).toBe('v2');
  const now = at('09:00');
  expect(entriesOf(decider.update, decider.at(now).campaign_id ?? 0).map(entry => entry.content)).toEqual(next.contents);
  expect(decider.needs(now)).toEqual(next.contents);
});

test('what is scheduled within thirty days is fetched first, however many changes lie before it', () => {
  const half = Array.from({ length: 24 }, (_, hour) => hour);
  const base = programme().programme;
  const many = programme({
    programme: {
      ...base,
      campaigns: [...base.campaigns, window(3)],
      schedules: [
        ...half.map(hour => ({
          ...(base.schedules[0] as (typeof base.schedules)[number]),
          id: 10 + hour,
          campaign_id: 1 + (hour % 2),
          start_time: `${String(hour).padStart(2, '0')}:00`,
          end_time: hour === 23 ? '00:00' : `${String(hour + 1).padStart(2, '0')}:00`,
        })),
        { ...(base.schedules[0] as (typeof base.schedules)[number]), id: 99, campaign_id: 3, start_date: '2026-03-20', priority: 9 },
      ],
    },
    campaigns: [...programme().campaigns, { id: 3, name: 'C', items: [item(9)] }],
    contents: [content(8), content(9), content(3), content(2), content(1)],
  });
  expect(new Decider(many).needs(at('09:00')).map(({ id }) => id)).toEqual([3, 1, 2, 9, 8]);
});

test.each<[string, object]>([
  ['a zone that is none', { programme: { ...programme().programme, timezone: 'Nowhere/Else' } }],
  ['no campaigns', { campaigns: undefined }],
  ['a campaign without items', { campaigns: [{ id: 1, name: 'A', items: 7 }] }],
  ['no contents', { contents: null }],
  ['a content without its hash', { contents: [{ ...content(1), sha256: undefined }] }],
  ['no location', { location: undefined }],
])('a programme that cannot be read does not take the other off the screen: %s', (_name, wrong) => {
  const keeper = new ProgrammeKeeper();
  keeper.take(programme());
  expect(keeper.take({ ...programme(), version: 'v2', ...wrong } as ProgrammeUpdate)).toBe(false);
  expect(keeper.version).toBe('v1');
});

test('what a newer server says beside is no hindrance', () => {
  const keeper = new ProgrammeKeeper();
  const kind = { ...content(1), type: 'hologram', depth: 3 };
  const newer = { ...programme({ contents: [kind as never, content(2)] }), weather: { rain: true } };
  expect(keeper.take(newer)).toBe(true);
  expect(entriesOf(newer, 1).map(({ item: { type } }) => type)).toEqual(['hologram', 'image']);
});

test('an item with new bytes keeps its place; one that is gone gives it to what came after it', () => {
  const list = (ids: number[], edited: number | null = null) =>
    entriesOf(
      programme({
        campaigns: [{ id: 1, name: 'A', items: ids.map(item) }],
        contents: [1, 2, 3].map(id => (id === edited ? { ...content(id), sha256: 'e'.repeat(64) } : content(id))),
      }),
      1,
    );
  const before = list([1, 2, 3, 2]);
  const [, first, third, second] = before.map(({ item: { key } }) => key);
  expect(placeIn(list([1, 2, 3, 2], 2), before, first)).toBe(1);
  expect(placeIn(list([1, 2, 3, 2], 2), before, second)).toBe(3);
  // While its new file is still on the way, and after it was taken out.
  expect(placeIn(list([1, 2, 2]), before, third)).toBe(2);
  expect(placeIn(list([1]), before, second)).toBe(0);
  // Edited twice before the first edit was on the glass.
  expect(placeIn(list([3, 1], 1), list([2, 1]), before[0]?.item.key)).toBe(1);
  expect(placeIn(before, [], undefined)).toBe(0);
  const other = entriesOf(programme({ campaigns: [{ id: 2, name: 'B', items: [item(3), item(2)] }] }), 2);
  expect(placeIn(other, before, first)).toBe(0);
});

test('what is over by its date is left out from midnight on where the screen is, without a network; keys and files stay', () => {
  const base = programme();
  const dated = programme({
    programme: { ...base.programme, timezone: 'America/Sao_Paulo', default_campaign_id: 1, schedules: [] },
    campaigns: [
      {
        id: 1,
        name: 'A',
        items: [
          { ...item(1), valid_until: '2026-03-06' },
          item(2),
          { ...item(1), valid_from: '2026-03-07' },
          { ...item(3), valid_from: '2027-01-01' },
        ],
      },
    ],
  });
  const decider = new Decider(dated);
  const midnight = Date.parse('2026-03-07T03:00:00Z');
  const keys = (instant: number) => entriesOf(dated, 1, decider.at(instant).items).map(entry => entry.item.key);
  const [all0, all1, all2] = entriesOf(dated, 1).map(entry => entry.item.key);
  expect(keys(midnight - 1)).toEqual([all0, all1]);
  expect(keys(midnight)).toEqual([all1, all2]);
  expect(decider.at(midnight - 1).until).toBe(midnight);
  expect(decider.at(midnight).until).toBe(Date.parse('2027-01-01T03:00:00Z'));
  // What begins in a year is fetched after what is on now, and before what nothing shows.
  expect(decider.needs(midnight).map(({ id }) => id)).toEqual([2, 1, 3, 9]);
});

test('when nothing of a campaign is valid the next best is on, and when that begins is known', () => {
  const base = programme();
  const valid = [{ valid_from: '2026-03-03', valid_until: '2026-03-03' }];
  const decider = new Decider(programme({ programme: { ...base.programme, campaigns: [{ ...window(1), valid }, window(2)] } }));
  expect(decider.at(at('09:00')).campaign_id).toBeNull();
  expect(decider.nextStart(at('20:00'))).toBe(at('08:00') + 86_400_000);
});
