import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { operations, PairingAnswer, Player } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { problems } from '../../platform/errors.ts';
import { keyHash } from './rows.ts';
import type { Players } from './service.ts';

type AskBody = z.output<(typeof operations)['player.pairing']['body']>;
type PairBody = z.output<(typeof operations)['players.pair']['body']>;

/** No 0/O, 1/I/L: read aloud and typed without doubt. 31^6 = 887 million codes. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const lifetime = 10 * 60_000;
/** Codes open at once; more are refused, so that nobody fills the space. */
const bound = 5000;
/** And from one address: a shop that unpacks its screens shares one. */
const perAddress = 50;

/** What guards the codes against guessing. */
interface Attempts {
  attempt(name: string): void;
  spare(name: string): void;
}

/**
 * Pairing: the device asks for a code and shows it, a person types it in, the device then fetches its key with its own
 * secret. The key is made only when the device fetches it, so that it is never kept readable.
 */
export function createPairing(context: Context, players: Players, attempts: Attempts) {
  const { db, clock, bus } = context;

  /** One after the other: what is counted is still so when the code is kept, and MySQL's locks never cross. */
  const begin = (body: AskBody, ip_address: string): Promise<PairingAnswer> => context.write(trx => beginIn(trx, body, ip_address));

  async function beginIn(trx: Db, body: AskBody, ip_address: string): Promise<PairingAnswer> {
    const now = clock.now();
    await trx.deleteFrom('player_pairings').where('expires_at', '<', now).execute();
    const open = await trx
      .selectFrom('player_pairings')
      .select(eb => eb.fn.countAll<number>().as('open'))
      .executeTakeFirst();
    if (Number(open?.open ?? 0) >= bound) throw problems.tooMany('Too many screens are waiting to be paired.', { retry_after: 60 });
    const here = await trx
      .selectFrom('player_pairings')
      .select(eb => eb.fn.countAll<number>().as('open'))
      .where('ip_address', '=', ip_address)
      .where('player_id', 'is', null)
      .executeTakeFirst();
    if (Number(here?.open ?? 0) >= perAddress)
      throw problems.tooMany('Too many screens at this address are waiting to be paired.', { retry_after: 60 });
    const pairing_token = randomBytes(24).toString('base64url');
    const code = await freeCode(trx);
    const expires_at = now + lifetime;
    const row = {
      code,
      token_hash: keyHash(pairing_token),
      device_type: body.device_type,
      resolution: body.resolution ?? null,
      ip_address,
    };
    await trx
      .insertInto('player_pairings')
      .values({ ...row, player_id: null, created_at: now, expires_at })
      .execute();
    return { status: 'waiting', code, pairing_token, expires_at: iso(expires_at) };
  }

  async function freeCode(trx: Db): Promise<string> {
    for (;;) {
      const code = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
      const taken = await trx.selectFrom('player_pairings').select('id').where('code', '=', code).executeTakeFirst();
      if (!taken) return code;
    }
  }

  async function poll(pairing_token: string): Promise<PairingAnswer> {
    const row = await db
      .selectFrom('player_pairings')
      .selectAll()
      .where('token_hash', '=', keyHash(pairing_token))
      .where('expires_at', '>', clock.now())
      .executeTakeFirst();
    if (!row) throw problems.gone('This code has ended. Ask for a new one.');
    const answer = { code: row.code, pairing_token, expires_at: iso(row.expires_at) };
    if (row.player_id === null) return { ...answer, status: 'waiting' };
    const player = await db.selectFrom('players').selectAll().where('id', '=', row.player_id).executeTakeFirst();
    if (!player || players.describe(player).last_seen !== null) throw problems.gone('This screen is paired and has been here since.');
    // A device that lost this answer asks again and gets another key, until it registers or the code ends.
    const player_key = randomUUID();
    await db
      .updateTable('players')
      .set(eb => ({ player_key_hash: keyHash(player_key), key_version: eb('key_version', '+', 1) }))
      .where('id', '=', row.player_id)
      .execute();
    return { ...answer, status: 'paired', player_key };
  }

  return {
    /** The device's side: first without token, then with it until `paired`. Throws 410 once the code has ended. */
    ask: (body: AskBody, ip_address: string) => (body.pairing_token === undefined ? begin(body, ip_address) : poll(body.pairing_token)),

    /** A person's side; wrong codes are counted per person. */
    async pair(viewer: UserViewer, { code, name, location_id }: PairBody): Promise<Player> {
      const who = `pair:${viewer.user_id}`;
      attempts.attempt(who);
      const { made, told } = await context.write(async trx => {
        const row = await trx
          .selectFrom('player_pairings')
          .selectAll()
          .where('code', '=', code)
          .where('expires_at', '>', clock.now())
          .executeTakeFirst();
        if (!row || row.player_id !== null) {
          throw problems.pairingCode('No screen shows this code now. Codes last ten minutes.', {
            errors: [{ path: 'code', message: 'is not on any screen now' }],
          });
        }
        const body = {
          name,
          location_id,
          device_type: row.device_type as Player['device_type'],
          mac_address: null,
          resolution: row.resolution,
        };
        const inserted = await players.insert(trx, viewer, body, randomUUID(), 'pair');
        // Conditional, so that of two people typing the same code only one pairs it.
        const claimed = await trx
          .updateTable('player_pairings')
          .set({ player_id: inserted.made.id })
          .where('id', '=', row.id)
          .where('player_id', 'is', null)
          .executeTakeFirst();
        if (claimed.numUpdatedRows !== 1n) throw problems.conflict('Someone else has just paired this screen.');
        return inserted;
      });
      attempts.spare(who);
      told();
      bus.emit('changed', { players: [made.id] });
      return players.describe(made);
    },
  };
}
