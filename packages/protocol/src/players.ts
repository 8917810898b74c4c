import { z } from 'zod';
import { playerAlerts } from './alerts.ts';
import { Id, Instant, listQuery, PathId, page, QueryFlag, text } from './primitives.ts';
import { ProgrammeUpdate } from './programme.ts';
import { Reason } from './reason.ts';

export const DeviceType = z.enum(['android', 'windows', 'linux', 'web', 'chromecast', 'other']);
export const PlayerStatus = z.enum(['online', 'offline']);
/** What the stage does, in the player's own words. */
export const Playback = z.enum(['playing', 'paused', 'idle', 'blank', 'loading', 'error']);

/** What a player says of its machine; free keys, bounded by the event's size. */
export const SystemInfo = z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]));

export const Player = z
  .object({
    id: Id,
    name: z.string(),
    location_id: Id,
    device_type: DeviceType,
    ip_address: z.string().nullable(),
    mac_address: z.string().nullable(),
    resolution: z.string().nullable(),
    status: PlayerStatus,
    playback: Playback.nullable(),
    last_seen: Instant.nullable(),
    current_campaign_id: Id.nullable(),
    current_content_id: Id.nullable(),
    current_since: Instant.nullable().describe(
      'Since when that content is on; null: it was on before the server heard of it, or nothing is',
    ),
    system_info: SystemInfo,
    player_version: z.string().nullable(),
    /** The programme version the player last said it holds. */
    programme_version: z.string().nullable(),
    /** Whether that is the newest of its location; `null` when it never said. */
    up_to_date: z.boolean().nullable(),
    /** When the newest picture of its screen arrived. */
    screenshot_at: Instant.nullable(),
    /** Signed and expiring; `null` until there is a picture. */
    screenshot_url: z.string().nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Player' });
export type Player = z.infer<typeof Player>;

/** A player's word on one programme version; `null` for what it has not said. */
export const Receipt = z.object({
  programme_version: z.string(),
  /** It holds the programme. */
  received_at: Instant.nullable(),
  /** It holds every file of it. */
  downloaded_at: Instant.nullable(),
  /** It plays by it. */
  on_screen_at: Instant.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;
/** With the newest versions it was heard of. */
export const PlayerDetail = Player.extend({
  receipts: z.array(Receipt),
  missing_plays: z
    .array(z.tuple([Id, Id]))
    .describe('Numbers of plays that have not arrived though later ones have, as ranges, the newest first: still with the player, or lost'),
}).meta({ id: 'PlayerDetail' });
export type PlayerDetail = z.infer<typeof PlayerDetail>;
export const PlayerWithKey = Player.extend({ player_key: z.string() }).meta({ id: 'PlayerWithKey' });
export type PlayerWithKey = z.infer<typeof PlayerWithKey>;

const MacAddress = z.string().regex(/^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/, 'must be six pairs of hex digits');
const fields = { name: text(100), location_id: Id, device_type: DeviceType, mac_address: MacAddress.nullable() };
export const PlayerCreate = z.strictObject({
  name: fields.name,
  location_id: fields.location_id,
  device_type: fields.device_type.default('web'),
  mac_address: fields.mac_address.default(null),
});
export const PlayerPatch = z.strictObject(fields).partial();
export const PlayerQuery = listQuery(['created_at', 'name', 'last_seen', 'status'], 'name').extend({
  /** This location and everything below it. */
  location_id: PathId.optional(),
  status: PlayerStatus.optional(),
  alert: z
    .enum(['any', ...playerAlerts])
    .optional()
    .describe('Only those about which an alert of this kind is open'),
  up_to_date: QueryFlag.optional().describe('Whether they hold the newest programme of their location; those that never said are neither'),
});
export const PlayerPage = page(Player);

export const CommandName = z.enum([
  'play',
  'pause',
  'sync',
  'restart',
  'next',
  'previous',
  'reload',
  'screenshot',
  'identify',
  'volume',
  'clear_cache',
  'blank',
  'log',
]);
export type CommandName = z.infer<typeof CommandName>;
export const CommandParams = z.strictObject({
  /** `volume`: 0 to 1. */
  level: z.number().min(0).max(1).optional(),
  /** `blank`: on or off; `identify`: seconds. */
  on: z.boolean().optional(),
  seconds: z.int().min(1).max(3600).optional(),
});
const commandFields = {
  command: CommandName,
  params: CommandParams.nullable().default(null),
  /** Seconds an offline player may still receive it. */
  ttl: z
    .int()
    .min(5)
    .max(7 * 86_400)
    .default(3600),
};
const levelIsThere = [
  (body: { command: CommandName; params: z.infer<typeof CommandParams> | null }) =>
    body.command !== 'volume' || typeof body.params?.level === 'number',
  { path: ['params', 'level'] as PropertyKey[], message: 'is needed for volume: a number from 0 to 1' },
] as const;
export const CommandBody = z.strictObject(commandFields).refine(...levelIsThere);
/** The same command for many: some at a time, so that nobody else waits and the sender can stop. */
export const CommandsBody = z
  .strictObject({
    ...commandFields,
    player_ids: z.array(Id).min(1).max(200).describe('Those that are gone, or never were there, are left out'),
  })
  .refine(...levelIsThere);
export const CommandStatus = z.enum(['queued', 'sent', 'done', 'failed', 'expired']);
export const CommandResult = z.object({ ok: z.boolean(), detail: z.string().max(500).optional() });
export const Command = z
  .object({
    id: Id,
    player_id: Id,
    command: CommandName,
    params: CommandParams.nullable(),
    status: CommandStatus,
    result: CommandResult.nullable(),
    created_by: Id.nullable(),
    created_at: Instant,
    expires_at: Instant,
    sent_at: Instant.nullable(),
    answered_at: Instant.nullable(),
  })
  .meta({ id: 'Command' });
export type Command = z.infer<typeof Command>;
export const CommandQuery = listQuery(['created_at'], '-created_at').omit({ q: true });
export const CommandPage = page(Command);
export const CommandList = z.object({ items: z.array(Command) });
/** `?ids=1,2,3` */
export const CommandIdsQuery = z.strictObject({
  ids: z
    .string()
    .max(3500)
    .regex(/^[1-9]\d{0,15}(,[1-9]\d{0,15}){0,199}$/, 'must be 1 to 200 ids with commas between')
    .transform(text => text.split(',').map(Number))
    .pipe(z.array(Id))
    .meta({ description: 'Ids of 1 to 200 commands, with commas between', example: '1,2,3' }),
});
export const CommandIdsBody = z.strictObject({ ids: z.array(Id).min(1).max(200) });
export const SyncAnswer = z.object({ player_id: Id, delivered: z.boolean(), programme_version: z.string() });

/** 6 characters without 0/O, 1/I/L: read aloud and typed without doubt. */
export const PairingCode = z
  .string()
  .trim()
  .toUpperCase()
  .transform(code => code.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[A-HJKMNP-Z2-9]{6}$/, 'must be the 6 characters on the screen'));
export const PairBody = z.strictObject({ code: PairingCode, name: text(100), location_id: Id });

/** First call without `pairing_token`; then again with it every few seconds until `paired`. */
export const PairingBody = z.strictObject({
  pairing_token: z.string().max(100).optional(),
  device_type: DeviceType.default('web'),
  resolution: z
    .string()
    .regex(/^\d{1,5}x\d{1,5}$/, 'must be such as 1920x1080')
    .optional(),
});
export const PairingAnswer = z.object({
  status: z.enum(['waiting', 'paired']),
  code: z.string(),
  pairing_token: z.string(),
  expires_at: Instant,
  /** Only with `paired`. */
  player_key: z.string().optional(),
});
export type PairingAnswer = z.infer<typeof PairingAnswer>;

/** `?at=` any instant; default now. */
export const PlayerProgrammeQuery = z.strictObject({ at: Instant.optional() });
export const PlayerProgramme = z.object({
  player_id: Id,
  at: Instant,
  version: z.string(),
  timezone: z.string(),
  now: z.object({
    schedule_id: Id.nullable().describe('null: the default campaign plays, or nothing'),
    campaign_id: Id.nullable().describe('null: nothing plays'),
    campaign_name: z.string().nullable().describe('Name of the campaign'),
    empty: z.boolean().describe('true: the campaign that plays has no item that is ready, so there is nothing to show'),
    until: Instant.nullable().describe('When this answer next changes; null: never'),
  }),
  explain: z
    .array(Reason)
    .describe('Every schedule of the programme, and those of the player’s location and above it that are inactive; by id'),
  programme: ProgrammeUpdate,
});
export type PlayerProgramme = z.infer<typeof PlayerProgramme>;
