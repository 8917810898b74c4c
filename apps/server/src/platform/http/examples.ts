/** The part of JSON Schema 2020-12 that zod writes. */
export interface JsonSchema {
  $ref?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  prefixItems?: readonly JsonSchema[];
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  default?: unknown;
  example?: unknown;
}

/** What a field of that name holds in the examples: one shop in Belo Horizonte, so that they tell one story. */
const words: Readonly<Record<string, unknown>> = {
  name: 'Vitrine Savassi',
  title: 'Promoção de inverno',
  description: 'Entrada da loja, ao lado do caixa',
  username: 'ana.souza',
  user_name: 'ana.souza',
  email: 'ana@lojasavassi.com.br',
  password: 'vitrine azul na savassi',
  current_password: 'três pães de queijo',
  timezone: 'America/Sao_Paulo',
  address: 'Rua Pernambuco 1000, Belo Horizonte',
  access_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  pairing_token: 'c2VjcmV0LW9mLXRoZS1kZXZpY2U',
  token: 'c2VjcmV0LW9mLXRoZS1kZXZpY2U',
  player_key: '0b1f7a52-6c1e-4b54-9d0c-1f6f2f6a9f11',
  code: 'K7M2QX',
  filename: 'promo.mp4',
  mime_type: 'video/mp4',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  role: 'viewer',
  plays_days: 400,
  audit_days: 730,
  commands_days: 30,
  alerts_days: 90,
  minutes: 5,
  percent: 10,
  seconds: 30,
  action: 'update',
  resource: 'campaign',
  default_image_duration: 10,
  campaign_change: 'at_once',
  content_id: 7,
  file_size: 1_048_576,
  duration: 10,
  width: 1920,
  height: 1080,
  tags: ['inverno'],
  url: '/api/content/7/file?exp=1772712000&sig=x',
  thumbnail_url: '/api/content/7/thumbnail?exp=1772712000&sig=x',
  feed_url: 'https://example.com/feed.xml',
  link: 'https://example.com/news/1',
  start_date: '2026-03-02',
  end_date: '2026-03-31',
  start_time: '08:00',
  end_time: '18:00',
  days_of_week: [1, 2, 3, 4, 5],
  byday: ['MO', 'FR'],
  bymonthday: [1],
  bymonth: [3],
  bysetpos: [1],
  exdates: ['2026-03-20'],
  rdates: ['2026-03-21'],
  until: '2026-03-31',
  freq: 'WEEKLY',
  resolution: '1920x1080',
  mac_address: '02:42:ac:11:00:02',
  ip_address: '192.168.0.20',
  programme_version: '4b54d0c1f6f2f6a9',
  player_version: '0.1.0',
  page: 1,
  per_page: 50,
  total: 1,
  seq: 1,
  heartbeat_seconds: 30,
  expires_in: 86_400,
  request_id: '7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a',
  q: 'savassi',
  from: '2026-03-02',
  to: '2026-03-31',
};

/** Fields that only some values of another field allow: left out, so that the example is one that would be taken. */
const leftOut = new Set(['count', 'bysetpos', 'rdates', 'bymonthday', 'bymonth', 'content_order', 'recurrence_rule', 'feed_url']);

/** A value that fits the schema, told in the words above where a field's name is known. */
export function exampleOf(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>>, name = '', depth = 0): unknown {
  const of = (part: JsonSchema, field = name) => exampleOf(part, components, field, depth + 1);
  if (schema.$ref) return of(components[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.includes(words[name]) ? words[name] : schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return of(choices.find(choice => choice.type !== 'null') ?? {});
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => of(part)));
  if (depth > 12) return null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).filter(([field]) => !leftOut.has(field) || schema.required?.includes(field));
    return Object.fromEntries(fields.map(([field, part]) => [field, of(part, field)]));
  }
  if (schema.format !== 'date-time' && fits(words[name], type)) return words[name];
  if (schema.default !== undefined) return schema.default;
  if (schema.prefixItems) return schema.prefixItems.map(part => of(part));
  if (type === 'array') return [of(schema.items ?? {}, name.replace(/s$/, ''))];
  if (type === 'string') return textOf(schema.format);
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
  return type === 'boolean' ? true : null;
}

function fits(value: unknown, type: string | undefined): boolean {
  if (type === 'array') return Array.isArray(value);
  return typeof value === (type === 'integer' ? 'number' : type);
}

function textOf(format: string | undefined): string {
  if (format === 'date-time') return '2026-03-05T11:00:00Z';
  if (format === 'date') return '2026-03-05';
  if (format === 'uuid') return '7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a';
  if (format === 'uri') return 'https://example.com/';
  return format === 'email' ? 'ana@lojasavassi.com.br' : 'text';
}
