/**
 * Plays delivered by 1,000 players over HTTP, with retries and duplicates, beside one bulk insert of the same rows by the bare driver into the same schema, with the
 * same promise (synced on commit). `PLAYS=1000000 script/bench plays` for the whole fleet; 100,000 by default. Both tables grow by as much in each repeat.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { administrator, type Device, enrol, inLanes, startServer } from './plays-server.ts';
import { deliveries, journal, type Shown } from './plays-set.ts';

const PLAYERS = 1000;
const PLAYS = Number(process.env.PLAYS ?? 100_000);
const REPEATS = Number(process.env.REPEATS ?? 5);
const each = Math.ceil(PLAYS / PLAYERS);
const batch = Math.min(500, each);
/** When the players lost the server: all of this is in the past. */
const since = Date.now() - (REPEATS + 2) * each * 10_000;

const server = await startServer();
try {
  const devices = await enrol(server, PLAYERS);
  const bare = bareTable(join(server.folder, 'tvs.db'), join(server.folder, 'bare.db'));
  const tvs: number[] = [];
  const cpu: number[] = [];
  const driver: number[] = [];
  const driverCpu: number[] = [];
  let sent = 0;
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const now = Date.now();
    const journals = devices.map(({ id }) => journal(id, 1 + repeat * each, each, since));
    const all = deliveries(devices, journals, batch).map(({ player, plays }) => ({
      player,
      body: JSON.stringify({ plays }),
      count: plays.length,
    }));
    const cpuBefore = server.cpu();
    const wall = await timed(() => inLanes(all, async ({ player, body, count }) => deliver(player, body, count)));
    const processor = server.cpu() - cpuBefore;
    const ownBefore = process.cpuUsage();
    const bulk = await timed(async () => bare.insert(devices, journals, now));
    const own = process.cpuUsage(ownBefore);
    // One round before, which does not count.
    if (repeat === 0) continue;
    sent = all.reduce((sum, { count }) => sum + count, 0);
    tvs.push(wall);
    cpu.push(processor);
    driver.push(bulk);
    driverCpu.push((own.user + own.system) / 1000);
  }
  const rows = [
    {
      what: `${each * PLAYERS} plays of ${PLAYERS} players`,
      size: batch,
      ms: { tvs: median(tvs), driver: median(driver) },
      ...compared(tvs, driver),
    },
    {
      what: 'the same, processor time of whoever stores',
      size: batch,
      ms: { tvs: median(cpu), driver: median(driverCpu) },
      ...compared(cpu, driverCpu),
    },
  ];
  rows.push(await report());
  const result = {
    name: 'plays',
    node: process.version,
    rows,
    plays_a_second: Math.round((each * PLAYERS) / (median(tvs) / 1000)),
    sent_of_each_100: Math.round((sent / (each * PLAYERS)) * 100),
    checks: [bare.compare(join(server.folder, 'tvs.db'))],
  };
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(new URL('results/plays.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await server.stop();
}

/** The report by content of all that is stored by now, beside the one statement that would answer it (and hold up everybody else meanwhile). */
async function report() {
  const { access_token } = (await server.post('/api/auth/login', administrator, null)) as { access_token: string };
  const stored = each * PLAYERS * (REPEATS + 1);
  const ours: number[] = [];
  const plain: number[] = [];
  const db = new Sqlite(join(server.folder, 'tvs.db'), { readonly: true });
  const statement = db.prepare(`select content_id, count(*) as plays, sum(completed), sum(length), count(distinct player_id) from plays
    where started_at >= ? and started_at < ? group by content_id`);
  for (let repeat = 0; repeat < 5; repeat++) {
    ours.push(
      await timed(async () => {
        const { totals } = (await server.post('/api/reports/plays', null, access_token)) as { totals: { plays: number } };
        if (totals.plays !== stored) throw new Error(`${stored} plays are stored, the report counts ${totals.plays}`);
      }),
    );
    plain.push(await timed(async () => statement.all(since - 86_400_000, Date.now())));
  }
  db.close();
  return {
    what: `report by content, ${stored} plays`,
    size: 200,
    ms: { tvs: median(ours), driver: median(plain) },
    ...compared(ours, plain),
  };
}

/** Every play of a delivery must be acknowledged. */
async function deliver({ token }: Device, body: string, count: number): Promise<void> {
  const answer = (await server.post('/api/player/plays', body, token)) as { accepted: number; duplicates: number };
  if (answer.accepted + answer.duplicates !== count) throw new Error(`${count} plays sent, answered ${JSON.stringify(answer)}`);
}

/** The bare driver on a copy of the server's own schema. */
function bareTable(source: string, target: string) {
  const live = new Sqlite(source);
  live.prepare('vacuum into ?').run(target);
  live.close();
  const db = new Sqlite(target);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const insert =
    db.prepare(`insert into plays (player_id, location_id, seq, content_id, campaign_id, schedule_id, started_at, length, completed, reason,
    programme_version, received_at, clock_suspect) values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`);
  const all = db.transaction((devices: readonly Device[], journals: readonly Shown[][], now: number) => {
    for (const [index, { id }] of devices.entries()) {
      for (const play of journals[index] ?? [])
        insert.run(
          id,
          play.seq,
          play.content_id,
          play.campaign_id,
          play.schedule_id,
          Date.parse(play.started_at),
          play.length,
          play.completed ? 1 : 0,
          play.reason,
          play.programme_version,
          now,
        );
    }
  });
  return {
    insert: (devices: readonly Device[], journals: readonly Shown[][], now: number) => all(devices, journals, now),
    /** Both hold the same plays, each once. Throws otherwise. */
    compare(file: string): string {
      const sums =
        'select count(*) as plays, sum(seq * player_id) as who, sum(started_at % 1000003) as time, sum(length) as length from plays';
      const server = new Sqlite(file);
      const [mine, theirs] = [db, server].map(each => JSON.stringify(each.prepare(sums).get()));
      server.close();
      if (mine !== theirs) throw new Error(`the server holds ${theirs}, the bare table ${mine}`);
      return `server and bare table hold the same: ${mine}`;
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function compared(tvs: readonly number[], driver: readonly number[]) {
  const spread = (values: readonly number[]) => (Math.max(...values) - Math.min(...values)) / median(values);
  return { spread: { tvs: spread(tvs), driver: spread(driver) }, ratio: median(driver) / median(tvs) };
}
