import type { World } from './world.ts';

let seq = 0;

/** Adds so many of everything that a list may show, each with what hangs on it. */
export async function addPlenty({ app, here, clock }: World, count: number, editorials: boolean): Promise<void> {
  const { db, write } = app.app.context;
  const at = clock.now();
  const stamps = { created_at: at, updated_at: at };
  const stamp = crypto.randomUUID().slice(0, 8);
  const numbers = Array.from({ length: count }, (_, i) => i);
  const [content] = await db.selectFrom('content').selectAll().where('id', '=', here.content.id).execute();
  const [player] = await db.selectFrom('players').selectAll().where('id', '=', here.player.id).execute();
  const [user] = await db.selectFrom('users').selectAll().where('role', '=', 'viewer').execute();
  if (!content || !player || !user) throw new Error('the world is empty');
  const without = <T extends { id: number }>({ id: _, ...rest }: T) => rest;
  await write(async trx => {
    const newest = async (table: 'content' | 'campaigns' | 'locations' | 'users' | 'players') =>
      (await trx.selectFrom(table).select('id').orderBy('id', 'desc').limit(count).execute()).map(row => row.id);
    await trx
      .insertInto('locations')
      .values(numbers.map(i => ({ name: `L${i}`, parent_id: here.location.id, ...stamps })))
      .execute();
    const locations = await newest('locations');
    await trx
      .insertInto('content')
      .values(numbers.map(i => ({ ...without(content), title: `C${i}`, tags: '["a"]', ...stamps })))
      .execute();
    const contents = await newest('content');
    const campaign = {
      description: null,
      priority: 0,
      is_active: 1,
      start_date: null,
      end_date: null,
      draft: null,
      search: '',
      created_by: 1,
      ...stamps,
    };
    await trx
      .insertInto('campaigns')
      .values(
        numbers.map(i => ({
          ...campaign,
          name: `K${i}`,
          location_id: here.location.id,
          draft: JSON.stringify([{ content_id: contents[i], duration: null, fit: 'contain', muted: false }]),
          draft_updated_at: at,
        })),
      )
      .execute();
    const campaigns = await newest('campaigns');
    await trx
      .insertInto('campaign_content')
      .values(
        campaigns.flatMap(campaign_id =>
          contents
            .slice(0, 5)
            .map((content_id, position) => ({ campaign_id, content_id, position, duration: null, fit: 'contain' as const, muted: 0 })),
        ),
      )
      .execute();
    const schedule = {
      start_date: '2026-01-01',
      end_date: null,
      start_time: '08:00',
      end_time: '09:00',
      days_of_week: '[1]',
      is_active: 1,
      priority: 0,
      recurrence_rule: null,
      created_by: 1,
      ...stamps,
    };
    await trx
      .insertInto('schedules')
      .values(campaigns.map((campaign_id, i) => ({ ...schedule, campaign_id, location_id: locations[i] ?? null })))
      .execute();
    await trx
      .insertInto('players')
      .values(
        numbers.map(i => ({
          ...without(player),
          name: `P${i}`,
          location_id: locations[i] ?? 1,
          player_key_hash: `${stamp}-${i}`,
          ...stamps,
        })),
      )
      .execute();
    const command = {
      player_id: here.player.id,
      command: 'sync',
      params: null,
      status: 'done' as const,
      result: null,
      created_by: 1,
      created_at: at,
      expires_at: at,
    };
    await trx
      .insertInto('player_commands')
      .values(numbers.map(() => command))
      .execute();
    await trx
      .insertInto('users')
      .values(numbers.map(i => ({ ...without(user), username: `u${stamp}${i}`, email: `u${stamp}${i}@x.example`, ...stamps })))
      .execute();
    const users = await newest('users');
    await trx
      .insertInto('user_locations')
      .values(users.map((user_id, i) => ({ user_id, location_id: locations[i] ?? here.location.id })))
      .execute();
    const players = await newest('players');
    await trx
      .insertInto('alerts')
      .values(players.map(player_id => ({ kind: 'player_offline', player_id, location_id: here.location.id, params: '{}', raised_at: at })))
      .execute();
    await trx
      .insertInto('plays')
      .values(
        numbers.map(i => ({
          player_id: here.player.id,
          seq: ++seq,
          content_id: contents[i] ?? 1,
          campaign_id: campaigns[i] ?? null,
          started_at: Date.parse('2026-03-05T12:00:00Z') + i * 1000,
          length: 900,
          completed: 1,
          received_at: at,
        })),
      )
      .execute();
    const audit = {
      user_id: 1,
      user_name: 'admin',
      action: 'update',
      resource: 'campaign',
      title: 'x',
      location_id: here.location.id,
      before: null,
      after: null,
      request_id: null,
      at,
    };
    await trx
      .insertInto('audit_log')
      .values(numbers.map(i => ({ ...audit, resource_id: campaigns[i] ?? null })))
      .execute();
  });
  for (let i = 0; editorials && i < count; i++) {
    const id = (await app.ok<{ id: number }>('POST', '/editorials', { name: `E${stamp}${i}`, kind: 'manual' })).id;
    await app.ok('POST', `/editorials/${id}/items`, { title: 'x' });
  }
}
